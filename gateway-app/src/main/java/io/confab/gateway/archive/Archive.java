package io.confab.gateway.archive;

import static io.confab.schemas.topic.Topics.CHAT_EVENTS;

import io.confab.gateway.Unavailable;
import io.confab.gateway.db.Database;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code chat.events} to the database, where history and lists are read. A batch is committed to the database first and
 * to Kafka after, and may be written twice without effect; while either is away it waits and then goes on where it was. An
 * event that can't be read or written is set aside as a dead letter. Each gateway has one, and they share the partitions.
 */
public final class Archive implements AutoCloseable {
    /** The consumer group, and who it is that writes dead letters. */
    public static final String GROUP = "confab-archive";

    private static final Logger log = LoggerFactory.getLogger(Archive.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(5);

    private final Database database;
    private final ArchiveDao dao = new ArchiveDao();
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> deadLetters;
    private final MeterRegistry metrics;

    /** How old the last event was when it was written: how far the archive is behind. */
    private final AtomicLong delayMs;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, GROUP);
    private Duration pause = FIRST_PAUSE;
    private volatile String trouble = "";

    private Archive(
            Database database,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> deadLetters,
            MeterRegistry metrics) {
        this.database = database;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.delayMs = metrics.gauge("confab.gateway.archive.delay.ms", new AtomicLong());
    }

    /** Starts where the group stands; at the first start, with the oldest event that is kept. */
    public static Archive start(Settings settings, Database database, MeterRegistry metrics) {
        var archive = new Archive(
                database,
                new KafkaConsumer<>(consumerConfig(settings)),
                new KafkaProducer<>(producerConfig(settings)),
                metrics);
        archive.thread.start();
        return archive;
    }

    public Health health() {
        String name = "archive";
        if (!thread.isAlive()) {
            return Health.failed(name, "its thread has ended: " + trouble);
        }
        return trouble.isEmpty() ? Health.up(name, "archiving") : Health.down(name, trouble);
    }

    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("The archive is still busy and is left to itself");
        }
    }

    private void run() {
        try (consumer;
                deadLetters) {
            consumer.subscribe(List.of(CHAT_EVENTS.name()));
            while (!isStopping()) {
                step();
            }
        } catch (WakeupException e) {
            if (!isStopping()) {
                throw e;
            }
        } catch (RuntimeException e) {
            trouble = e.toString();
            log.error("Events are not archived any more", e);
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                archive(records);
            }
            trouble = "";
            pause = FIRST_PAUSE;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            waitOut(e);
        }
    }

    /** Until it is written, or the gateway stops: then it is read again by whoever has the partition next. */
    private void archive(ConsumerRecords<byte[], byte[]> records) {
        try {
            write(records);
            consumer.commitSync();
        } catch (Unavailable e) {
            rewind(records);
            waitOut(e);
        }
    }

    private void write(ConsumerRecords<byte[], byte[]> records) {
        var unreadable = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, RuntimeException>();
        var readable = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, ChatEvent>();
        for (var record : records) {
            try {
                readable.put(record, deserialize(record));
            } catch (SerializationException e) {
                unreadable.put(record, e);
            }
            delayMs.set(Math.max(0, System.currentTimeMillis() - record.timestamp()));
        }
        try {
            write(readable.values());
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("A batch is written one by one, since an event in it can't be", e);
            readable.forEach(this::writeAlone);
        }
        // Last, so that a batch that is tried again because the database is away leaves no second letter.
        unreadable.forEach((record, cause) -> setAside(record, "read", cause));
    }

    private void writeAlone(ConsumerRecord<byte[], byte[]> record, ChatEvent event) {
        try {
            write(List.of(event));
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            setAside(record, "process", e);
        }
    }

    private static ChatEvent deserialize(ConsumerRecord<byte[], byte[]> record) {
        var event = CHAT_EVENTS.valueSerde().deserializer().deserialize(record.topic(), record.value());
        if (event == null) {
            throw new SerializationException("an event without a value");
        }
        return event;
    }

    private void write(Collection<ChatEvent> events) {
        var batch = ArchiveBatch.of(events);
        database.transact(tx -> dao.write(tx, batch));
        metrics.counter("confab.gateway.archive.events").increment(events.size());
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, String stage, RuntimeException cause) {
        log.error("Set aside {}-{}@{}", record.topic(), record.partition(), record.offset(), cause);
        ProducerRecord<byte[], byte[]> letter = ArchiveDeadLetter.of(record, GROUP, stage, cause);
        try {
            deadLetters.send(letter).get();
        } catch (ExecutionException | KafkaException e) {
            throw new Unavailable("a dead letter was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
        metrics.counter("confab.gateway.archive.dead.letters", "stage", stage).increment();
    }

    private void rewind(ConsumerRecords<byte[], byte[]> records) {
        for (var partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).get(0).offset());
            }
        }
    }

    private void waitOut(RuntimeException cause) {
        trouble = cause.getMessage();
        log.warn("Events can't be archived now, next try in {} ms: {}", pause.toMillis(), cause.toString());
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private static Map<String, Object> consumerConfig(Settings settings) {
        var config = KafkaClients.properties(settings);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        return config;
    }

    private static Map<String, Object> producerConfig(Settings settings) {
        var config = KafkaClients.properties(settings);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, GROUP + "-dead-letters");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        return config;
    }
}
