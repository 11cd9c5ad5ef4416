package io.confab.tools.deadletter;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.streams.Flows;
import io.confab.schemas.streams.StreamsApplication;
import io.confab.schemas.streams.UnprocessableRecordException;
import io.confab.testkit.TestBroker;
import io.confab.testkit.User;
import io.confab.tools.ToolsMain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real broker, beside a real application that sets records aside until it is mended. */
class DeadLettersIT {

    private static final String LETTERS = "chat.commands.dead-letters";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestBroker broker = TestBroker.shared();
    private final User ann = User.number(9_000 + 2 * RUNS.incrementAndGet());
    private final User ben = User.number(9_001 + 2 * RUNS.get());
    private final AtomicBoolean mended = new AtomicBoolean();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path state;

    private StreamsApplication application;

    private record Result(int status, String output, String errors) {}

    @BeforeEach
    void startAnApplicationThatHasAFault() throws InterruptedException {
        var builder = Flows.builder();
        Flows.read(builder, CHAT_COMMANDS, "read-chat-commands").process(Listener::new, Named.as("listen"));
        var settings = broker.settings().with(Map.of("confab.streams.state-directory", state.toString()));
        application = StreamsApplication.start(
                "confab-it-letters-" + RUNS.get(), builder.build(), settings, new SimpleMeterRegistry());
        application.awaitRunning(TestBroker.LIMIT);
    }

    @AfterEach
    void stopIt() {
        application.close();
    }

    @Test
    void what_was_set_aside_is_listed_shown_and_after_a_mend_sent_back_once() {
        // given
        say("good");
        say("trouble");
        broker.sendRaw(CHAT_COMMANDS, conversation().toString(), "{\"type\":\"no_such_thing\"}");
        say("good again");
        await().untilAsserted(() -> assertThat(heard).containsExactly("good", "good again"));

        // when
        var list = run("list");
        var show = run("show", LETTERS, "--stack");

        // then
        assertThat(list.status()).isZero();
        assertThat(list.output()).contains(LETTERS, "process", "read", "SerializationException");
        assertThat(show.output())
                .contains("from       chat.commands-", application.applicationId() + ", stage process")
                .contains("can't be done", "\"text\":\"trouble\"", "no_such_thing", "key        " + conversation())
                .contains("at io.confab");

        // when
        mended.set(true);
        var replay = run("replay", "--all-of=" + LETTERS);

        // then: what was mended is heard, what can't be read is set aside again
        assertThat(replay.status()).as(replay.errors()).isZero();
        assertThat(replay.output()).containsPattern("\\d+ letters sent back");
        await().untilAsserted(() -> assertThat(heard).containsExactly("good", "good again", "trouble"));
        await().untilAsserted(() -> assertThat(countOf("no_such_thing")).isEqualTo(2));

        // and: again, it is the new letter alone
        assertThat(run("replay", "--all-of=" + LETTERS).output()).contains("1 letter sent back");
        await().untilAsserted(() -> assertThat(countOf("no_such_thing")).isEqualTo(3));
        assertThat(heard).containsExactly("good", "good again", "trouble");
    }

    @Test
    void one_letter_is_sent_back_as_often_as_one_asks() {
        // given
        say("trouble");
        await().until(() -> !letters("trouble").isEmpty());
        var place = letters("trouble").get(0).place().toString();
        mended.set(true);

        // when
        for (int time = 1; time <= 2; time++) {
            assertThat(run("replay", "--at=" + place).output()).contains("1 letter sent back to chat.commands");
        }

        // then
        await().untilAsserted(() -> assertThat(heard).containsExactly("trouble", "trouble"));
    }

    @Test
    void what_is_asked_wrongly_is_answered_in_a_line() {
        assertFails("no topic of dead letters", "show", "chat.commands");
        assertFails("there is no topic", "show", "nothing.dead-letters");
        assertFails("is no place", "replay", "--at=here");
        assertFails("there is no letter at", "replay", "--at=" + LETTERS + "-99@1");
        assertFails("there is no letter at", "replay", "--at=" + LETTERS + "-0@999999");
        assertThat(run("replay").status()).isEqualTo(2);
        assertThat(run("show").errors()).contains("TOPIC");
    }

    private void assertFails(String why, String... arguments) {
        var result = run(arguments);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).startsWith("confab: ").contains(why).hasLineCount(1);
    }

    private int countOf(String text) {
        return letters(text).size();
    }

    /** Of this test's conversation: other tests' records are set aside too, in no order between the partitions. */
    private List<DeadLetter> letters(String text) {
        var found = new ArrayList<DeadLetter>();
        try (var topics = new DeadLetterTopics(broker.settings())) {
            topics.read(LETTERS, letter -> {
                if (letter.value().contains(text)
                        && letter.key().equals(conversation().toString())) {
                    found.add(letter);
                }
            });
        }
        return found;
    }

    private Result run(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        int status = ToolsMain.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
        return new Result(status, output.toString(), errors.toString());
    }

    private ConversationId conversation() {
        return ConversationId.direct(ann.id(), ben.id());
    }

    private void say(String text) {
        broker.send(CHAT_COMMANDS, conversation(), ann.says(text, ben));
    }

    /** Hears what is said in this test's conversation; "trouble" is too much for it until it is mended. */
    private final class Listener extends ContextualProcessor<ConversationId, ChatCommand, Void, Void> {

        @Override
        public void process(Record<ConversationId, ChatCommand> record) {
            if (!record.key().equals(conversation())) {
                return; // another test's
            }
            var text = ((SendMessage) record.value()).text();
            if (text.equals("trouble") && !mended.get()) {
                throw new UnprocessableRecordException("can't be done", new IllegalArgumentException("trouble"));
            }
            heard.add(text);
        }
    }
}
