package io.confab.schemas.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** What is being restored now. Safe for any thread. */
final class Restores implements StateRestoreListener {
    private final Map<TopicPartition, Restore> running = new ConcurrentHashMap<>();

    private record Restore(String store, long left) {}

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        running.put(partition, new Restore(store, Math.max(end - start, 0)));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
        running.computeIfPresent(partition, (key, restore) -> new Restore(store, Math.max(restore.left() - count, 0)));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        running.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        running.remove(partition);
    }

    /** One line such as {@code restoring inbox (1200 records left)}; empty if nothing is. */
    String describe() {
        var byStore = running.values().stream()
                .collect(Collectors.groupingBy(Restore::store, Collectors.summingLong(Restore::left)));
        return byStore.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " records left)")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), stores -> stores.isEmpty() ? "" : "restoring " + stores));
    }
}
