package io.confab.schemas.streams;

import io.confab.schemas.streams.Failure.Stage;
import io.confab.schemas.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters: the source record as it was, to {@code <source>.dead-letters}, with the reason and its place in
 * headers. Kafka Streams writes them in the transaction that steps over the record. One for each application; safe for any
 * thread.
 */
final class DeadLetters {
    /** Under which it is handed to what Kafka makes by reflection. */
    static final String CONFIG = "confab.dead-letters";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final String applicationId;
    private final MeterRegistry metrics;
    private final boolean apart;
    private final Quarantine quarantine = new Quarantine();

    DeadLetters(String applicationId, MeterRegistry metrics) {
        this(applicationId, metrics, false);
    }

    private DeadLetters(String applicationId, MeterRegistry metrics, boolean apart) {
        this.applicationId = applicationId;
        this.metrics = metrics;
        this.apart = apart;
    }

    /** All of them go to the application's own topic, whatever they were read from. */
    static DeadLetters apart(String applicationId, MeterRegistry metrics) {
        return new DeadLetters(applicationId, metrics, true);
    }

    static DeadLetters from(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof DeadLetters deadLetters) {
            return deadLetters;
        }
        throw new IllegalArgumentException("the configuration of an application comes from StreamsConfiguration");
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Where dead letters of {@code topic} go: those of a topic that only this application knows go to one of its own. */
    String topicFor(String topic) {
        return (apart || topic.startsWith(applicationId + "-") ? applicationId : topic) + Topic.DEAD_LETTERS;
    }

    List<ProducerRecord<byte[], byte[]>> letter(
            ErrorHandlerContext context, byte[] key, byte[] value, Failure failure) {
        log.warn(
                "Set aside {} of {}: stage {}, {}",
                Position.of(context),
                applicationId,
                failure.stage().label(),
                failure.cause().getClass().getName());
        counter(context.topic(), failure.stage()).increment();
        var headers = new RecordHeaders(context.headers());
        put(headers, DeadLetterHeaders.REASON, failure.reason());
        put(headers, DeadLetterHeaders.STAGE, failure.stage().label());
        put(headers, DeadLetterHeaders.TOPIC, context.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(context.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(context.offset()));
        put(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(context.timestamp()));
        put(headers, DeadLetterHeaders.APPLICATION, applicationId);
        put(headers, DeadLetterHeaders.EXCEPTION, failure.cause().getClass().getName());
        put(headers, DeadLetterHeaders.STACK, failure.stack());
        // Its own time is now, or retention could drop the letter of an old record before anyone has read it.
        return List.of(new ProducerRecord<>(topicFor(context.topic()), null, null, key, value, headers));
    }

    private Counter counter(String topic, Stage stage) {
        return Counter.builder("confab.streams.dead.letters")
                .description("records set aside")
                .tag("application", applicationId)
                .tag("topic", topic)
                .tag("stage", stage.label())
                .register(metrics);
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
