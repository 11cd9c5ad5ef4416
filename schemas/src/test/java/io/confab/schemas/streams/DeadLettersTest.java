package io.confab.schemas.streams;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final Instant TIME = Instant.parse("2030-01-01T00:00:00Z");
    private static final String KEY = "018f0000-0000-7000-8000-000000000001";
    private static final String OTHER = "018f0000-0000-7000-8000-000000000002";
    private static final String COMMAND = """
            {"type":"set_block","conversationId":"%s","blockerId":"%s","blockedId":"%s","version":1,"active":true}""".formatted(KEY, KEY, OTHER);

    @TempDir
    Path state;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void an_unreadable_record_is_set_aside_as_it_was_with_its_reason() {
        try (var driver = driver(passingOn())) {
            pipe(driver, KEY, "{ not JSON", new RecordHeaders().add("trace", "t1".getBytes(UTF_8)));

            var letter = letters(driver, "chat.commands.dead-letters").get(0);
            assertThat(new String(letter.key(), UTF_8)).isEqualTo(KEY);
            assertThat(new String(letter.value(), UTF_8)).isEqualTo("{ not JSON");
            var headers = texts(letter.headers());
            assertThat(headers)
                    .containsEntry("trace", "t1")
                    .containsEntry(DeadLetterHeaders.STAGE, "read")
                    .containsEntry(DeadLetterHeaders.TOPIC, "chat.commands")
                    .containsEntry(DeadLetterHeaders.PARTITION, "0")
                    .containsEntry(DeadLetterHeaders.OFFSET, "0")
                    .containsEntry(DeadLetterHeaders.TIMESTAMP, Long.toString(TIME.toEpochMilli()))
                    .containsEntry(DeadLetterHeaders.APPLICATION, "confab-test")
                    .containsEntry(
                            DeadLetterHeaders.EXCEPTION, "org.apache.kafka.common.errors.SerializationException");
            assertThat(headers.get(DeadLetterHeaders.REASON)).startsWith("no ChatCommand in chat.commands");
            assertThat(headers.get(DeadLetterHeaders.STACK)).hasSizeBetween(100, 4_000);
            assertThat(metrics.get("confab.streams.dead.letters")
                            .tags("topic", "chat.commands", "stage", "read", "application", "confab-test")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void what_has_no_key_or_no_value_is_unreadable() {
        try (var driver = driver(passingOn())) {
            pipe(driver, null, "{}", new RecordHeaders());
            pipe(driver, KEY, null, new RecordHeaders());
            assertThat(letters(driver, "chat.commands.dead-letters"))
                    .extracting(letter -> texts(letter.headers()).get(DeadLetterHeaders.REASON))
                    .containsExactly("a record of chat.commands has no key", "a record of chat.commands has no value");
        }
    }

    @Test
    void a_tombstone_of_a_compacted_topic_is_read() {
        var seen = new ArrayList<BlockRow>();
        var builder = Flows.builder();
        Flows.read(builder, DIRECTORY_BLOCKS, "read-blocks").foreach((key, row) -> seen.add(row), Named.as("see"));
        try (var driver = driver(builder.build())) {
            input(driver, "directory.blocks").pipeInput((KEY + ":" + OTHER).getBytes(UTF_8), (byte[]) null);
            assertThat(seen).containsExactly((BlockRow) null);
        }
    }

    @Test
    void a_record_that_was_refused_before_anything_was_written_is_set_aside_at_once() {
        var topology = failing(new UnprocessableRecordException("no such thing", new IllegalStateException("a bug")));
        try (var driver = driver(topology)) {
            pipe(driver, KEY, COMMAND, new RecordHeaders());
            var letter = letters(driver, "chat.commands.dead-letters").get(0);
            assertThat(new String(letter.value(), UTF_8)).isEqualTo(COMMAND);
            assertThat(texts(letter.headers()))
                    .containsEntry(DeadLetterHeaders.STAGE, "process")
                    .containsEntry(DeadLetterHeaders.REASON, "no such thing; a bug");
        }
    }

    @Test
    void any_other_failure_ends_the_step_and_is_excused_once() {
        var bug = new IllegalStateException("a bug");
        var deadLetters = new DeadLetters("confab-test", metrics);
        try (var driver = driver(failing(bug), deadLetters)) {
            var thrown =
                    catchThrowableOfType(StreamsException.class, () -> pipe(driver, KEY, COMMAND, new RecordHeaders()));
            assertThat(letters(driver, "chat.commands.dead-letters")).isEmpty();
            assertThat(deadLetters.quarantine().failureAt(new Position("chat.commands", 0, 0)))
                    .map(Failure::cause)
                    .contains(bug);
            assertThat(deadLetters.quarantine().excuses(thrown)).isTrue();
            assertThat(deadLetters.quarantine().excuses(thrown)).isFalse();
        }
    }

    @Test
    void a_record_in_quarantine_is_set_aside_before_anything_is_done_for_it() {
        var bug = new IllegalStateException("a bug");
        var deadLetters = new DeadLetters("confab-test", metrics);
        deadLetters.quarantine().add(new Position("chat.commands", 0, 0), new Failure(Failure.Stage.WRITE, bug));
        try (var driver = driver(failing(new AssertionError("must not be reached")), deadLetters)) {
            pipe(driver, KEY, COMMAND, new RecordHeaders());
            assertThat(texts(
                            letters(driver, "chat.commands.dead-letters").get(0).headers()))
                    .containsEntry(DeadLetterHeaders.STAGE, "write")
                    .containsEntry(DeadLetterHeaders.REASON, "a bug");
        }
    }

    @Test
    void a_wrong_type_is_the_record_s_fault_although_kafka_lets_it_past_its_handler() {
        var deadLetters = new DeadLetters("confab-test", metrics);
        try (var driver = driver(failing(new ClassCastException("a bug")), deadLetters)) {
            assertThatExceptionOfType(StreamsException.class)
                    .isThrownBy(() -> pipe(driver, KEY, COMMAND, new RecordHeaders()));
            assertThat(deadLetters.quarantine().failureAt(new Position("chat.commands", 0, 0)))
                    .isPresent();
        }
    }

    @Test
    void a_fault_around_us_sets_nothing_aside() {
        var deadLetters = new DeadLetters("confab-test", metrics);
        var fault = new ProcessorStateException("disk full");
        try (var driver = driver(failing(fault), deadLetters)) {
            assertThatExceptionOfType(StreamsException.class)
                    .isThrownBy(() -> pipe(driver, KEY, COMMAND, new RecordHeaders()));
            assertThat(deadLetters.quarantine().isEmpty()).isTrue();
            assertThat(letters(driver, "chat.commands.dead-letters")).isEmpty();
        }
    }

    @Test
    void a_result_that_can_t_be_written_puts_its_source_into_quarantine() {
        var builder = Flows.builder();
        KStream<Slot, Push> pushes = Flows.read(builder, CHAT_COMMANDS, "read-chat-commands")
                .map((key, command) -> new KeyValue<>(new Slot(7), (Push) null), Named.as("push"));
        Flows.write(pushes, GATEWAY_PUSHES, "write-gateway-pushes");
        var deadLetters = new DeadLetters("confab-test", metrics);
        try (var driver = driver(builder.build(), deadLetters)) {
            // the driver's topics have one partition, so slot 7 is not there
            assertThatExceptionOfType(StreamsException.class)
                    .isThrownBy(() -> pipe(driver, KEY, COMMAND, new RecordHeaders()));
            assertThat(deadLetters.quarantine().failureAt(new Position("chat.commands", 0, 0)))
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).contains("slot 7 of 1"));
        }
    }

    @Test
    void a_topic_of_one_application_alone_shares_its_dead_letters() {
        var deadLetters = new DeadLetters("confab-chatup", metrics);
        assertThat(deadLetters.topicFor("confab-chatup-tickets-by-pool-repartition"))
                .isEqualTo("confab-chatup.dead-letters");
        assertThat(deadLetters.topicFor("chatup.commands")).isEqualTo("chatup.commands.dead-letters");
    }

    @Test
    void a_store_without_a_name_of_its_own_does_not_build() {
        var builder = Flows.builder();
        Flows.read(builder, CHAT_COMMANDS, "read-chat-commands").groupByKey().count();
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> driver(builder.build()));
    }

    @Test
    void a_record_without_a_time_takes_that_of_the_one_before() {
        var record = new ConsumerRecord<Object, Object>(
                "t", 0, 0, -1L, TimestampType.CREATE_TIME, 0, 0, "k", "v", new RecordHeaders(), Optional.empty());
        assertThat(new RecordTime().extract(record, 42)).isEqualTo(42);
        assertThat(new RecordTime().extract(record, -1)).isZero();
    }

    private static Topology passingOn() {
        var builder = Flows.builder();
        Flows.read(builder, CHAT_COMMANDS, "read-chat-commands").foreach((key, command) -> {}, Named.as("drop"));
        return builder.build();
    }

    private static Topology failing(Throwable thrown) {
        var builder = Flows.builder();
        KStream<ConversationId, ChatCommand> commands = Flows.read(builder, CHAT_COMMANDS, "read-chat-commands");
        commands.foreach((key, command) -> sneak(thrown), Named.as("fail"));
        return builder.build();
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private TopologyTestDriver driver(Topology topology) {
        return driver(topology, new DeadLetters("confab-test", metrics));
    }

    private TopologyTestDriver driver(Topology topology, DeadLetters deadLetters) {
        var settings = Settings.of(
                Map.of("confab.kafka.bootstrap-servers", "none:1", "confab.streams.state-directory", state.toString()));
        var configuration = StreamsConfiguration.of("confab-test", settings, deadLetters);
        // In the driver's idea of a transaction, what is written for a record that can't be read is lost.
        configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return new TopologyTestDriver(topology, configuration, TIME);
    }

    private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(
                topic, new ByteArraySerializer(), new ByteArraySerializer(), TIME, Duration.ZERO);
    }

    private static void pipe(TopologyTestDriver driver, String key, String value, Headers headers) {
        input(driver, CHAT_COMMANDS.name())
                .pipeInput(new TestRecord<>(bytes(key), bytes(value), headers, TIME.toEpochMilli()));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static List<TestRecord<byte[], byte[]>> letters(TopologyTestDriver driver, String topic) {
        driver.advanceWallClockTime(Duration.ZERO); // it looks at what was written only when it goes on
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static Map<String, String> texts(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }
}
