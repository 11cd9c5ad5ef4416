package io.confab.gateway.pool;

import static io.confab.schemas.topic.Topics.CHATUP_TRENDS;

import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what the pools say, as {@code chatup.trends} has it, on a thread of its own: all of the topic from its beginning, without a
 * group, since every gateway needs all of it and none has a place to remember. After a fault it begins anew.
 */
public final class TrendReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrendReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(5);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Trends trends;
    private final Clock clock;
    private final Counter unreadable;
    private final Thread thread = new Thread(this::run, "confab-trends");
    private final CountDownLatch stop = new CountDownLatch(1);

    /** Of the thread, but for its waking up. */
    private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();

    private volatile boolean isWhole;
    private volatile String trouble = "reads what there is";

    private TrendReader(
            Supplier<Consumer<byte[], byte[]>> consumers, Trends trends, Clock clock, MeterRegistry metrics) {
        this.consumers = consumers;
        this.trends = trends;
        this.clock = clock;
        this.unreadable = metrics.counter("confab.gateway.trends.unreadable");
        metrics.gauge("confab.gateway.trends", trends, Trends::parts);
    }

    /** Begins to read, and reads until it is closed. */
    public static TrendReader start(Settings settings, Clock clock, MeterRegistry metrics) {
        var trends = new Trends(settings.get(PoolSettings.TREND_AGE));
        var reader = new TrendReader(() -> new KafkaConsumer<>(config(settings)), trends, clock, metrics);
        reader.thread.start();
        return reader;
    }

    /** Down until all that was there is read: suggestions would be wrong before, and after a fault they may be old. */
    public Health health() {
        String name = "trends";
        if (!thread.isAlive()) {
            return Health.failed(name, "its thread has ended: " + trouble);
        }
        return isWhole ? Health.up(name, trends.parts() + " parts of pools") : Health.down(name, trouble);
    }

    Trends trends() {
        return trends;
    }

    @Override
    public void close() {
        stop.countDown();
        reading.ifPresent(Consumer::wakeup);
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopping()) {
            try (var consumer = consumers.get()) {
                reading = Optional.of(consumer);
                read(consumer);
            } catch (WakeupException e) {
                log.debug("Woken to end", e);
            } catch (RuntimeException e) {
                isWhole = false;
                trouble = e.toString();
                log.warn("Trends can't be read now, and will be read anew", e);
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var tidied = clock.instant();
        while (!isStopping()) {
            consumer.poll(POLL).forEach(this::take);
            isWhole = isWhole || hasReached(consumer, ends);
            var now = clock.instant();
            if (tidied.plus(TIDY_EVERY).isBefore(now)) {
                tidied = now;
                trends.tidy(now);
            }
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Stopping");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return consumer.partitionsFor(CHATUP_TRENDS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            var part = CHATUP_TRENDS.keySerde().deserializer().deserialize(record.topic(), record.key());
            var trend = CHATUP_TRENDS.valueSerde().deserializer().deserialize(record.topic(), record.value());
            if (trend == null) {
                trends.forget(part);
            } else {
                trends.say(part, trend);
            }
        } catch (RuntimeException e) {
            // What that part said before counts until it is old; the part will say something again soon.
            unreadable.increment();
            log.warn("No trend at {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private static Map<String, Object> config(Settings settings) {
        var config = new HashMap<>(KafkaClients.properties(settings));
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "confab-gateway-trends");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }
}
