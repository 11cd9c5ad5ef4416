package io.confab.load.latency;

import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import io.confab.load.client.Person;
import io.confab.load.client.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Two people, one of whom speaks now and then to the other: the time from POST to the other's socket. */
final class Conversation {

    private final Api api;
    private final Mailbox mailbox;

    Conversation(Api api, Mailbox mailbox) {
        this.api = api;
        this.mailbox = mailbox;
    }

    /** Says {@code messages} things with a pause before each, after {@code warmUp} that do not count. */
    Latencies measure(int warmUp, int messages, Duration pause) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var ann = Person.signUp(api, mailbox, "ann_" + run);
        var ben = Person.signUp(api, mailbox, "ben_" + run);
        var latencies = new Latencies();
        try (var annsSocket = ann.connect(Optional.empty());
                var bensSocket = ben.connect(Optional.empty())) {
            var conversation = ann.directConversationWith(ben, annsSocket);
            for (int i = 0; i < warmUp + messages; i++) {
                LockSupport.parkNanos(pause.toNanos());
                long nanos = once(ann, bensSocket, conversation, i);
                if (i >= warmUp) {
                    latencies.add(nanos);
                }
            }
        }
        return latencies;
    }

    private static long once(Person speaker, Socket listener, String conversation, int number) {
        var id = UUID.randomUUID();
        long start = System.nanoTime();
        speaker.say(conversation, id, "message " + number).orFail(202);
        var arrived = listener.await(frame -> frame.path("type").asText().equals("message.sent")
                && frame.path("clientMessageId").asText().equals(id.toString()));
        return arrived.arrivedNanos() - start;
    }
}
