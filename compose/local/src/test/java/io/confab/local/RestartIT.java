package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import io.confab.load.client.Person;
import io.confab.load.client.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an end of the whole system leaves behind, a clean one and a {@code kill -9}, as two people see it. */
class RestartIT {

    @TempDir
    Path temporary;

    private LocalOptions options;
    private Api api;
    private Mailbox mailbox;

    @BeforeEach
    void choosePortsThatStay() {
        options = LocalPorts.checked(new LocalOptions(0, 0, 0, temporary.resolve("data")));
        api = new Api(URI.create("http://127.0.0.1:" + options.port()));
        mailbox = new Mailbox(URI.create("http://127.0.0.1:" + options.mailPort()));
    }

    @Test
    void a_clean_stop_and_a_kill_lose_nothing_that_was_answered_and_double_nothing() throws Exception {
        var said = new Said();
        var bensFrames = new ArrayList<Socket.Frame>();
        String conversation;
        Socket.Position bensPlace;
        Person ann;
        Person ben;
        try (var stack = start()) {
            // given: a conversation in full swing
            ann = Person.signUp(api, mailbox, "ann");
            ben = Person.signUp(api, mailbox, "ben");
            try (var annsSocket = ann.connect(Optional.empty());
                    var bensSocket = ben.connect(Optional.empty())) {
                conversation = ann.directConversationWith(ben, annsSocket);
                var speaking = speak(said, ann, conversation);
                await().until(() -> said.answered() >= 30);

                // when: everything is killed in the middle of it
                stack.kill();
                speaking.join();
                await().until(() -> bensSocket.closeCode() != 0);
                bensPlace = bensSocket.position();
                bensFrames.addAll(bensSocket.frames());
            }
        }
        try (var stack = start()) {
            said.sayAgainWhatHadNoAnswer(ann, conversation);
            said.say(ann, conversation, 5);

            // then: a resume brings the rest, and all that was answered is there once, in one order
            try (var bensSocket = ben.connect(Optional.of(bensPlace))) {
                said.awaitLastOn(bensSocket);
                bensFrames.addAll(bensSocket.frames());
                bensPlace = bensSocket.position();
            }
            assertThatAllIsThereOnce(bensFrames, said);
            awaitHistory(ben, conversation, said);

            // when: it is stopped as it should be
            stack.terminate();

            // then
            assertThat(stack.awaitExit(Duration.ofSeconds(10))).isZero();
        }
        try (var stack = start()) {
            // and: accounts, conversations and messages are as they were
            assertThat(stack.output()).contains("ready");
            var benAgain = Person.logIn(api, "ben");
            said.say(Person.logIn(api, "ann"), conversation, 1);
            try (var bensSocket = benAgain.connect(Optional.of(bensPlace))) {
                said.awaitLastOn(bensSocket);
                bensFrames.addAll(bensSocket.frames());
            }
            assertThatAllIsThereOnce(bensFrames, said);
            awaitHistory(benAgain, conversation, said);
        }
    }

    private LocalProcess start() throws IOException {
        var stack = LocalProcess.start(
                temporary,
                "--port=" + options.port(),
                "--mail-port=" + options.mailPort(),
                "--ops-port=" + options.opsPort(),
                "--data=" + options.data());
        stack.awaitReady();
        return stack;
    }

    private static CompletableFuture<Void> speak(Said said, Person person, String conversation) {
        return CompletableFuture.runAsync(() -> said.say(person, conversation, 60));
    }

    private static void awaitHistory(Person person, String conversation, Said said) {
        await().untilAsserted(() ->
                assertThat(texts(person.history(conversation, 100))).isEqualTo(said.texts()));
    }

    private static void assertThatAllIsThereOnce(List<Socket.Frame> frames, Said said) {
        var events = frames.stream().filter(Socket.Frame::isDurableEvent).toList();
        assertThat(events)
                .extracting(event -> event.cursor().orElseThrow())
                .as("cursors without gap or repeat")
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        var messages = events.stream()
                .filter(event -> event.type().equals("message.sent"))
                .toList();
        assertThat(messages)
                .extracting(event -> event.json().path("text").asText())
                .isEqualTo(said.texts());
        assertThat(messages)
                .extracting(event -> event.json().path("seq").asLong())
                .isEqualTo(LongStream.rangeClosed(1, messages.size()).boxed().toList());
    }

    private static List<String> texts(JsonNode messages) {
        var texts = new ArrayList<String>();
        messages.forEach(message -> texts.add(message.path("text").asText()));
        return texts;
    }

    /** What was said, in order, under which id, and what was never answered. */
    private static final class Said {

        private final Map<UUID, String> messages = new LinkedHashMap<>();
        private final Map<UUID, String> unanswered = new LinkedHashMap<>();
        private final AtomicInteger answered = new AtomicInteger();

        void say(Person person, String conversation, int count) {
            for (int i = 0; i < count; i++) {
                var id = UUID.randomUUID();
                messages.put(id, "message " + (messages.size() + 1));
                sayOnce(person, conversation, id);
            }
        }

        int answered() {
            return answered.get();
        }

        void sayAgainWhatHadNoAnswer(Person person, String conversation) {
            for (var id : List.copyOf(unanswered.keySet())) {
                sayOnce(person, conversation, id);
            }
            assertThat(unanswered).isEmpty();
        }

        void awaitLastOn(Socket socket) {
            var last = texts().get(messages.size() - 1);
            socket.await(frame -> frame.path("text").asText().equals(last));
        }

        List<String> texts() {
            return List.copyOf(messages.values());
        }

        private void sayOnce(Person person, String conversation, UUID id) {
            unanswered.put(id, messages.get(id));
            if (answer(person, conversation, id).status() == 202) {
                unanswered.remove(id);
                answered.incrementAndGet();
            }
        }

        private Api.Answer answer(Person person, String conversation, UUID id) {
            try {
                return person.say(conversation, id, messages.get(id));
            } catch (UncheckedIOException e) {
                return new Api.Answer(503, MissingNode.getInstance());
            }
        }
    }
}
