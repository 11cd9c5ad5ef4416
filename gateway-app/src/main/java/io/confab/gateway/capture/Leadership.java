package io.confab.gateway.capture;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses one gateway among all: the one that the group {@code confab-capture} gives the one partition of
 * {@code capture.offsets}. It stays where it is when others come, and moves when its holder leaves or falls silent. A holder
 * that falls silent may believe in itself a moment longer, so what it does must bear being done twice.
 */
final class Leadership implements AutoCloseable {
    static final String GROUP = "confab-capture";

    private static final Logger log = LoggerFactory.getLogger(Leadership.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(3);
    private static final Duration END = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Candidate candidate;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "confab-capture-leadership");

    /** Who may lead. Both are called by one thread, in turn; {@link #stand} also when it does not lead. */
    interface Candidate {
        void lead();

        /** Returns when what {@link #lead} began has ended. */
        void stand();
    }

    private Leadership(Consumer<byte[], byte[]> consumer, Candidate candidate) {
        this.consumer = consumer;
        this.candidate = candidate;
        thread.setDaemon(true);
    }

    static Leadership seek(Settings settings, Candidate candidate) {
        var leadership = new Leadership(consumer(settings), candidate);
        leadership.thread.start();
        return leadership;
    }

    /** Gives up leadership, and leaves so that another has it at once. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("The leadership of change capture is still busy and is left to itself");
        }
    }

    private void run() {
        try {
            consumer.subscribe(List.of(Topics.CAPTURE_OFFSETS.name()), new Listener());
            while (!isClosing()) {
                poll();
            }
        } finally {
            candidate.stand();
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    private void poll() {
        try {
            consumer.poll(POLL);
        } catch (WakeupException e) {
            log.debug("Woken to end", e);
        } catch (RuntimeException e) {
            log.warn("The group of change capture can't be asked; again in {}", PAUSE, e);
            await(PAUSE);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Nothing to wait for any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                consumer.pause(partitions); // it is held, not read
                log.info("This gateway captures the changes of the database");
                candidate.lead();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                log.info("Another gateway captures the changes of the database from now on");
                candidate.stand();
            }
        }
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings) {
        int session = (int) settings.get(CaptureSettings.SESSION_TIMEOUT).toMillis();
        var config = KafkaClients.properties(settings);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
