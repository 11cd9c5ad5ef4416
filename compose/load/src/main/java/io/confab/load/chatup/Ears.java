package io.confab.load.chatup;

import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hears what comes of the tickets, as it is committed, from now on, and tells the journal. */
final class Ears implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final byte[] REJECTED = "command.rejected".getBytes(StandardCharsets.UTF_8);
    private static final UUID NOBODY = new UUID(0, 0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Journal journal;
    private final long salt;
    private final CompletableFuture<Void> listening;
    private volatile boolean closed;

    /** @param refusals whether to listen for those too, which cost as much again */
    Ears(String bootstrapServers, Journal journal, long salt, boolean refusals) {
        this.journal = journal;
        this.salt = salt;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var topics = refusals
                ? List.of(Topics.CHATUP_EVENTS.name(), Topics.INBOX_COMMANDS.name())
                : List.of(Topics.CHATUP_EVENTS.name());
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        listening = CompletableFuture.runAsync(this::listen, task -> new Thread(task, "ears").start());
    }

    /** Throws what listening failed with, if it did. */
    void check() {
        if (listening.isCompletedExceptionally()) {
            listening.join();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("listening to Kafka failed", e.getCause());
        } finally {
            consumer.close();
        }
    }

    private void listen() {
        while (!closed) {
            var records = consumer.poll(POLL);
            long now = System.nanoTime();
            for (var record : records) {
                if (record.topic().equals(Topics.CHATUP_EVENTS.name())) {
                    var event = Topics.CHATUP_EVENTS
                            .valueSerde()
                            .deserializer()
                            .deserialize(record.topic(), record.value());
                    var peer = event instanceof ChatupEvent.Matched met
                            ? met.peer().userId().value()
                            : NOBODY;
                    journal.heard(event, peer, now);
                } else if (isRefusal(record)) {
                    refused(Topics.INBOX_COMMANDS
                            .valueSerde()
                            .deserializer()
                            .deserialize(record.topic(), record.value()));
                }
            }
        }
    }

    private void refused(InboxCommand command) {
        if (command instanceof InboxCommand.Deliver deliver && deliver.event() instanceof CommandRejected rejected) {
            rejected.commandId()
                    .map(id -> id.value())
                    .filter(id -> id.getMostSignificantBits() == Commands.ofSeeks(salt))
                    .ifPresent(id -> journal.refused((int) id.getLeastSignificantBits()));
        }
    }

    /** Looks at the bytes: most of what is delivered is known from the events already, and parsing it is what costs. */
    private static boolean isRefusal(ConsumerRecord<byte[], byte[]> record) {
        var bytes = record.value();
        for (int at = 0; at + REJECTED.length <= bytes.length; at++) {
            int same = 0;
            while (same < REJECTED.length && bytes[at + same] == REJECTED[same]) {
                same++;
            }
            if (same == REJECTED.length) {
                return true;
            }
        }
        return false;
    }
}
