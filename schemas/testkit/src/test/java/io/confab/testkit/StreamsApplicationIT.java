package io.confab.testkit;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.ops.Health.State;
import io.confab.schemas.ops.Metrics;
import io.confab.schemas.ops.OpsServer;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.DeadLetterHeaders;
import io.confab.schemas.streams.Flows;
import io.confab.schemas.streams.MixedTopologyException;
import io.confab.schemas.streams.StreamsApplication;
import io.confab.schemas.streams.UnprocessableRecordException;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the frame, on a real broker: each test has users and an application of its own. */
class StreamsApplicationIT {
    private static final AtomicInteger USERS = new AtomicInteger(5_000);

    private final TestBroker broker = TestBroker.shared();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final User ann = User.number(USERS.incrementAndGet());
    private final User ben = User.number(USERS.incrementAndGet());

    @TempDir
    Path state;

    @Test
    void a_record_that_can_t_be_read_is_set_aside_and_the_partition_goes_on() throws Exception {
        try (var application = start("confab-it-unreadable", echo())) {
            say("one");
            broker.sendRaw(CHAT_COMMANDS, conversation().toString(), "{\"type\":\"no_such_thing\"}");
            say("two");

            assertThat(answersUntil("two")).containsExactly("one #1", "two #2");
            var letter = onlyLetter("chat.commands", application.applicationId());
            assertThat(letter.key()).isEqualTo(conversation().toString());
            assertThat(letter.value()).isEqualTo("{\"type\":\"no_such_thing\"}");
            assertThat(letter.headers())
                    .containsEntry(DeadLetterHeaders.STAGE, "read")
                    .containsEntry(DeadLetterHeaders.TOPIC, "chat.commands")
                    .containsKeys(
                            DeadLetterHeaders.REASON,
                            DeadLetterHeaders.PARTITION,
                            DeadLetterHeaders.OFFSET,
                            DeadLetterHeaders.TIMESTAMP,
                            DeadLetterHeaders.EXCEPTION,
                            DeadLetterHeaders.STACK);
            assertThat(application.check().isUp()).isTrue();
        }
    }

    @Test
    void a_record_that_is_refused_before_anything_was_written_is_set_aside_by_the_same_thread() throws Exception {
        try (var application = start("confab-it-refused", echo())) {
            say("one");
            say("refuse");
            say("two");

            assertThat(answersUntil("two")).containsExactly("one #1", "two #2");
            assertThat(onlyLetter("chat.commands", application.applicationId()).reason())
                    .isEqualTo("can't be done; refused");
            assertThat(metrics.get("kafka.stream.failed.stream.threads")
                            .functionCounter()
                            .count())
                    .isZero();
        }
    }

    @Test
    void half_of_a_step_is_never_seen_and_its_record_is_set_aside_once() throws Exception {
        try (var application = start("confab-it-half", echo())) {
            say("one");
            say("half");
            say("two");

            assertThat(answersUntil("two")).containsExactly("one #1", "two #2");
            var letter = onlyLetter("chat.commands", application.applicationId());
            assertThat(letter.stage()).isEqualTo("process");
            assertThat(letter.value()).contains("\"half\"");
            assertThat(letter.reason()).isEqualTo("failed halfway");
            assertThat(metrics.get("confab.streams.faults").counter().count()).isZero();
            await().atMost(TestBroker.LIMIT).until(() -> application.check().isUp());
        }
    }

    @Test
    void a_wrong_type_does_not_stop_the_partition() throws Exception {
        try (var application = start("confab-it-cast", echo())) {
            say("cast");
            say("one");

            assertThat(answersUntil("one")).containsExactly("one #1");
            assertThat(onlyLetter("chat.commands", application.applicationId()).reason())
                    .contains("got what it does not take");
        }
    }

    @Test
    void a_record_whose_result_is_too_large_is_set_aside() throws Exception {
        try (var application = start("confab-it-large", echo())) {
            say("large");
            say("one");

            assertThat(answersUntil("one")).containsExactly("one #1");
            var letter = onlyLetter("chat.commands", application.applicationId());
            assertThat(letter.stage()).isEqualTo("write");
            assertThat(letter.headers())
                    .containsEntry(
                            DeadLetterHeaders.EXCEPTION, "org.apache.kafka.common.errors.RecordTooLargeException");
        }
    }

    @Test
    void a_record_that_fails_behind_a_repartition_goes_to_the_dead_letters_of_the_application() throws Exception {
        var builder = Flows.builder();
        var commands = Flows.read(builder, CHAT_COMMANDS, "read-chat-commands")
                .repartition(Repartitioned.with(CHAT_COMMANDS.keySerde(), CHAT_COMMANDS.valueSerde())
                        .withName("commands-again"));
        Flows.write(commands.process(new Echo(new AtomicInteger()), Named.as("echo")), INBOX_COMMANDS, "write");
        try (var application = start("confab-it-repartition", builder.build())) {
            say("half");
            say("one");

            assertThat(answersUntil("one")).containsExactly("one #1");
            assertThat(onlyLetter(application.applicationId(), application.applicationId())
                            .headers())
                    .containsEntry(DeadLetterHeaders.TOPIC, "confab-it-repartition-commands-again-repartition");
        }
    }

    @Test
    void a_fault_around_us_is_tried_again_and_costs_no_record() throws Exception {
        var faults = new AtomicInteger(2);
        try (var application = start("confab-it-fault", echo(faults))) {
            say("fault");
            say("one");

            assertThat(answersUntil("one")).containsExactly("fault #1", "one #2");
            assertThat(letters("chat.commands", application.applicationId())).isEmpty();
            assertThat(metrics.get("confab.streams.faults").counter().count()).isEqualTo(2);
        }
    }

    @Test
    void too_many_faults_stop_the_application_as_failed() throws Exception {
        var settings = settings("confab-it-failed").with(Map.of("confab.streams.tolerated-faults", "1"));
        var topology = echo(new AtomicInteger(Integer.MAX_VALUE));
        try (var application = StreamsApplication.start("confab-it-failed", topology, settings, metrics)) {
            say("fault");
            await().atMost(TestBroker.LIMIT).until(() -> application.check().state() == State.FAILED);
            assertThat(application.check().detail()).contains("2 faults").contains("ProcessorStateException");
            assertThat(metrics.get("confab.streams.up").gauge().value()).isZero();
        }
    }

    @Test
    void a_stop_leaves_the_group_and_the_next_start_goes_on_where_it_ended() throws Exception {
        try (var application = start("confab-it-stop", echo())) {
            say("one");
            assertThat(answersUntil("one")).containsExactly("one #1");
            assertThat(application.check().isUp()).isTrue();
        }
        try (var admin = Admin.create(KafkaClients.properties(broker.settings()))) {
            var group = admin.describeClassicGroups(List.of("confab-it-stop"))
                    .describedGroups()
                    .get("confab-it-stop");
            assertThat(group.get().members()).isEmpty();
        }
        say("two");
        try (var application = start("confab-it-stop", echo())) {
            assertThat(answersUntil("two")).containsExactly("one #1", "two #2");
            assertThat(application.check().isUp()).isTrue();
        }
    }

    @Test
    void applications_of_one_process_are_seen_side_by_side_by_operators() throws Exception {
        var freePort = broker.settings().with(Map.of("confab.ops.port", "0"));
        try (var process = Metrics.start();
                var one = StreamsApplication.start("confab-it-one", echo(), settings("one"), process.registry());
                var two = StreamsApplication.start("confab-it-two", echo(), settings("two"), process.registry());
                var ops = OpsServer.start(freePort, process, List.of(one, two))) {
            await().atMost(TestBroker.LIMIT)
                    .until(() -> get(ops, "/health/ready").statusCode() == 200);
            assertThat(get(ops, "/metrics").body())
                    .contains("confab_streams_up{application=\"confab-it-one\"} 1.0")
                    .contains("confab_streams_up{application=\"confab-it-two\"} 1.0")
                    .containsPattern("kafka_stream_thread_process_total\\{application=\"confab-it-one\"")
                    .containsPattern("kafka_stream_thread_process_total\\{application=\"confab-it-two\"");
        }
    }

    private static HttpResponse<String> get(OpsServer ops, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(ops.url() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void a_worker_with_another_topology_stays_out_until_the_old_ones_have_gone() throws Exception {
        var another = Flows.builder();
        Flows.write(
                Flows.read(another, CHAT_COMMANDS, "read").process(new Echo(new AtomicInteger())),
                INBOX_COMMANDS,
                "write");
        var topology = another.build();

        try (var old = start("confab-it-mixed", echo())) {
            assertThatThrownBy(() -> StreamsApplication.start(
                            "confab-it-mixed", topology, settings("another"), new SimpleMeterRegistry()))
                    .isInstanceOf(MixedTopologyException.class)
                    .hasMessageContaining("confab-it-mixed")
                    .hasMessageContaining("Stop all of them");
            assertThat(old.check().isUp()).isTrue();
        }
        try (var now = start("confab-it-mixed", topology)) {
            assertThat(now.check().isUp()).isTrue();
        }
    }

    private StreamsApplication start(String applicationId, Topology topology) throws InterruptedException {
        var application = StreamsApplication.start(applicationId, topology, settings(applicationId), metrics);
        try {
            application.awaitRunning(TestBroker.LIMIT);
            return application;
        } catch (IllegalStateException e) {
            application.close();
            throw e;
        }
    }

    private Settings settings(String applicationId) {
        return broker.settings()
                .with(Map.of(
                        "confab.streams.state-directory",
                        state.resolve(applicationId).toString()));
    }

    private ConversationId conversation() {
        return ConversationId.direct(ann.id(), ben.id());
    }

    private void say(String text) {
        broker.send(CHAT_COMMANDS, conversation(), ann.says(text, ben));
    }

    /** What came back to Ann up to the answer to {@code last}, in its order. */
    private List<String> answersUntil(String last) {
        try (var reader = broker.read(INBOX_COMMANDS)) {
            reader.until(records -> records.stream()
                    .filter(record -> record.key().equals(ann.id()))
                    .anyMatch(record -> detail(record.value()).startsWith(last + " ")));
            return reader.untilNow().stream()
                    .filter(record -> record.key().equals(ann.id()))
                    .map(record -> detail(record.value()))
                    .toList();
        }
    }

    private static String detail(InboxCommand command) {
        return ((CommandRejected) ((Deliver) command).event()).detail();
    }

    private DeadLetter onlyLetter(String source, String applicationId) {
        assertThat(letters(source, applicationId)).hasSize(1);
        return letters(source, applicationId).get(0);
    }

    /** What the application set aside of this test's conversation. */
    private List<DeadLetter> letters(String source, String applicationId) {
        try (var reader = broker.readDeadLetters(source)) {
            return reader.untilNow().stream()
                    .map(record -> DeadLetter.of(record.key(), record.value(), record.headers()))
                    .filter(letter ->
                            letter.headers().get(DeadLetterHeaders.APPLICATION).equals(applicationId))
                    .filter(letter -> letter.key().equals(conversation().toString()))
                    .toList();
        }
    }

    private Topology echo() {
        return echo(new AtomicInteger());
    }

    private Topology echo(AtomicInteger faults) {
        var builder = Flows.builder();
        var answers =
                Flows.read(builder, CHAT_COMMANDS, "read-chat-commands").process(new Echo(faults), Named.as("echo"));
        Flows.write(answers, INBOX_COMMANDS, "write-inbox-commands");
        return builder.build();
    }

    /** Says to the sender what was said and how often that sender spoke, but for words that mean trouble. */
    private final class Echo implements ProcessorSupplier<ConversationId, ChatCommand, UserId, InboxCommand> {
        private final AtomicInteger faults;

        private Echo(AtomicInteger faults) {
            this.faults = faults;
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long()));
        }

        @Override
        public Processor<ConversationId, ChatCommand, UserId, InboxCommand> get() {
            return new Processor<>() {
                private ProcessorContext<UserId, InboxCommand> context;
                private KeyValueStore<String, Long> counts;

                @Override
                public void init(ProcessorContext<UserId, InboxCommand> context) {
                    this.context = context;
                    this.counts = context.getStateStore("counts");
                }

                @Override
                public void process(Record<ConversationId, ChatCommand> record) {
                    if (!record.key().equals(conversation())) {
                        return; // another test's
                    }
                    var said = (SendMessage) record.value();
                    if (said.text().equals("refuse")) {
                        throw new UnprocessableRecordException(
                                "can't be done", new IllegalArgumentException("refused"));
                    }
                    long count = Optional.ofNullable(counts.get(said.senderId().toString()))
                                    .orElse(0L)
                            + 1;
                    counts.put(said.senderId().toString(), count);
                    String answer = said.text() + " #" + count;
                    forward(record, said, said.text().equals("large") ? "x".repeat(2_000_000) : answer);
                    switch (said.text()) {
                        case "half" -> throw new IllegalStateException("failed halfway");
                        case "cast" -> throw new ClassCastException("not what it seems");
                        case "fault" -> fail();
                        default -> assertThat(answer).isNotEmpty();
                    }
                }

                private void fail() {
                    if (faults.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                        throw new ProcessorStateException("the disk is away");
                    }
                }

                private void forward(Record<ConversationId, ChatCommand> record, SendMessage said, String answer) {
                    var event = new CommandRejected(
                            Instant.ofEpochMilli(record.timestamp()),
                            Optional.of(said.commandId()),
                            RejectionCode.NOT_ALLOWED,
                            answer);
                    context.forward(record.withKey(said.senderId()).withValue(new Deliver(said.senderId(), event)));
                }
            };
        }
    }
}
