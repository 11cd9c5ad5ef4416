package io.confab.gateway.socket;

import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;

import io.confab.schemas.ops.Health;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the slots that the group gives this gateway, on a thread of its own, and hands each push to who carries its socket.
 * A slot is read from its end, since every session opens with a cursor; it counts as owned only when its place is known, so
 * that no answer to a session opened on it can lie before.
 */
final class PushConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PLACE = Duration.ofMillis(500);

    /** Whom it tells, on its own thread. */
    interface Listener {
        void gained(Collection<Slot> slots);

        void lost(Collection<Slot> slots);

        void push(Push push);

        /** A record that can't be read or handed on. */
        void unreadable();
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Listener listener;
    private final Thread thread;

    /** Assigned, and not owned before their places are known. Touched by the thread alone. */
    private final Set<TopicPartition> arriving = new HashSet<>();

    private final Set<TopicPartition> owned = new HashSet<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile int slots;
    private volatile String trouble = "";

    private PushConsumer(Consumer<byte[], byte[]> consumer, Listener listener) {
        this.consumer = consumer;
        this.listener = listener;
        this.thread = new Thread(this::run, "confab-pushes");
    }

    static PushConsumer start(Settings settings, Listener listener) {
        var pushes = new PushConsumer(new KafkaConsumer<>(config(settings)), listener);
        pushes.thread.start();
        return pushes;
    }

    Health health() {
        String name = "pushes";
        if (!thread.isAlive()) {
            return Health.failed(name, "its thread has ended: " + trouble);
        }
        return slots > 0 ? Health.up(name, slots + " slots") : Health.down(name, "owns no slot; " + trouble);
    }

    /** Leaves the group, so that others have the slots at once. */
    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(GATEWAY_PUSHES.name()), new Rebalance());
            while (!isStopping()) {
                step();
            }
        } catch (WakeupException e) {
            if (!isStopping()) {
                throw e;
            }
        } catch (RuntimeException e) {
            trouble = e.toString();
            log.error("Pushes are not read any more", e);
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            for (var partition : records.partitions()) {
                if (owned.contains(partition)) {
                    records.records(partition).forEach(this::read);
                }
            }
            arrive();
        } catch (OffsetOutOfRangeException e) {
            // Records went before they were read: what they said is missing, so every session there is opened again.
            log.warn("Slots are read from their end again: {}", e.partitions());
            leave(e.partitions());
            enter(e.partitions());
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            trouble = e.toString();
            log.warn("Pushes can't be read now", e);
            pause();
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Stopping");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.push(Objects.requireNonNull(
                    GATEWAY_PUSHES.valueSerde().deserializer().deserialize(record.topic(), record.value()), "push"));
        } catch (RuntimeException e) {
            // What it said is missing now, so its session will be opened again.
            log.error("No push at {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
            listener.unreadable();
        }
    }

    private void arrive() {
        for (var partition : List.copyOf(arriving)) {
            try {
                consumer.position(partition, PLACE);
            } catch (TimeoutException e) {
                trouble = "the end of " + partition + " is not known yet";
                return;
            }
            arriving.remove(partition);
            owned.add(partition);
            slots = owned.size();
            trouble = "";
            listener.gained(slots(List.of(partition)));
        }
    }

    private void enter(Collection<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        arriving.addAll(partitions);
    }

    private void leave(Collection<TopicPartition> partitions) {
        arriving.removeAll(partitions);
        var left = partitions.stream().filter(owned::remove).toList();
        slots = owned.size();
        listener.lost(slots(left));
    }

    private static Set<Slot> slots(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(partition -> new Slot(partition.partition()))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> config(Settings settings) {
        var sessionTimeout = settings.get(SocketSettings.SLOT_SESSION_TIMEOUT);
        var config = KafkaClients.properties(settings);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "confab-gateway-pushes");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "confab-gateway");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Slots that don't move go on being read while others do.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) sessionTimeout.toMillis() / 4);
        return config;
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) { // as after others came: to seek none of them would be to seek all that stay
                enter(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            leave(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leave(partitions);
        }
    }
}
