package io.confab.schemas.streams;

import static io.confab.schemas.setting.SharedSettings.KAFKA_REPLICATION_FACTOR;
import static io.confab.schemas.streams.StreamsSettings.BLOCK_CACHE_BYTES;
import static io.confab.schemas.streams.StreamsSettings.COMMIT_INTERVAL;
import static io.confab.schemas.streams.StreamsSettings.HEARTBEAT_INTERVAL;
import static io.confab.schemas.streams.StreamsSettings.POLL;
import static io.confab.schemas.streams.StreamsSettings.SESSION_TIMEOUT;
import static io.confab.schemas.streams.StreamsSettings.STANDBY_REPLICAS;
import static io.confab.schemas.streams.StreamsSettings.STATE_DIRECTORY;
import static io.confab.schemas.streams.StreamsSettings.THREADS;
import static io.confab.schemas.streams.StreamsSettings.TRANSACTION_RETRY_BACK_OFF;
import static io.confab.schemas.streams.StreamsSettings.TRANSACTION_TIMEOUT;
import static io.confab.schemas.streams.StreamsSettings.WRITE_BUFFER_BYTES;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's configuration of an application, made from its settings. */
public final class StreamsConfiguration {
    static final String BLOCK_CACHE = "confab.block-cache-bytes";
    static final String WRITE_BUFFER = "confab.write-buffer-bytes";

    private StreamsConfiguration() {}

    /**
     * Everything that {@link StreamsApplication} gives to Kafka Streams; the test kit's driver takes the same. Dead letters
     * are counted in {@code metrics}.
     */
    public static Properties of(String applicationId, Settings settings, MeterRegistry metrics) {
        return of(applicationId, settings, new DeadLetters(applicationId, metrics));
    }

    static Properties of(String applicationId, Settings settings, DeadLetters deadLetters) {
        refuseWhatCannotGoTogether(settings);
        var properties = new Properties();
        properties.putAll(KafkaClients.properties(settings));
        properties.putAll(identity(applicationId, settings));
        properties.putAll(exactlyOnce(settings));
        properties.putAll(latency(settings));
        properties.putAll(membership(settings));
        properties.putAll(state(settings));
        properties.putAll(refusals(deadLetters));
        return properties;
    }

    /** Kafka would refuse these too, in its own words and one at a time, or live with them and stall. */
    private static void refuseWhatCannotGoTogether(Settings settings) {
        mustBeShorter(
                COMMIT_INTERVAL, settings.get(COMMIT_INTERVAL), TRANSACTION_TIMEOUT, settings.get(TRANSACTION_TIMEOUT));
        mustBeShorter(
                HEARTBEAT_INTERVAL,
                settings.get(HEARTBEAT_INTERVAL).multipliedBy(2),
                SESSION_TIMEOUT,
                settings.get(SESSION_TIMEOUT));
        if (settings.get(WRITE_BUFFER_BYTES) > settings.get(BLOCK_CACHE_BYTES)) {
            throw new IllegalArgumentException(
                    WRITE_BUFFER_BYTES + " is a share of " + BLOCK_CACHE_BYTES + " and can't exceed it");
        }
    }

    private static void mustBeShorter(Setting<Duration> one, Duration time, Setting<Duration> other, Duration limit) {
        if (time.compareTo(limit) >= 0) {
            throw new IllegalArgumentException(one + " is too long for " + other + " (" + limit + ")");
        }
    }

    private static Map<String, Object> identity(String applicationId, Settings settings) {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                settings.get(THREADS),
                StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.NO_OPTIMIZATION,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                settings.get(KAFKA_REPLICATION_FACTOR));
    }

    private static Map<String, Object> exactlyOnce(Settings settings) {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) settings.get(TRANSACTION_TIMEOUT).toMillis());
    }

    private static Map<String, Object> latency(Settings settings) {
        long backOff = settings.get(TRANSACTION_RETRY_BACK_OFF).toMillis();
        return Map.of(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.get(COMMIT_INTERVAL).toMillis(),
                StreamsConfig.POLL_MS_CONFIG,
                settings.get(POLL).toMillis(),
                // A cache holds results back until a commit and merges them; here each result is one that somebody
                // waits for.
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                0L,
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                0,
                producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                backOff,
                producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                backOff);
    }

    /** The classic protocol: with the newer one, a broker of 4.3 refuses a changed topology under the same id for good. */
    private static Map<String, Object> membership(Settings settings) {
        return Map.of(
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                (int) settings.get(SESSION_TIMEOUT).toMillis(),
                mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) settings.get(HEARTBEAT_INTERVAL).toMillis());
    }

    private static Map<String, Object> state(Settings settings) {
        return Map.of(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.get(STATE_DIRECTORY),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                settings.get(STANDBY_REPLICAS),
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                SharedRocksMemory.class,
                BLOCK_CACHE,
                settings.get(BLOCK_CACHE_BYTES),
                WRITE_BUFFER,
                settings.get(WRITE_BUFFER_BYTES));
    }

    private static Map<String, Object> refusals(DeadLetters deadLetters) {
        return Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnreadableRecordHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                FailedRecordHandler.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnwritableRecordHandler.class,
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                RecordTime.class,
                DeadLetters.CONFIG,
                deadLetters);
    }
}
