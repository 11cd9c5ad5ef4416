package io.confab.load.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.client.Api;
import io.confab.load.client.Feed;
import io.confab.load.client.Mailbox;
import io.confab.load.client.Person;
import io.confab.load.client.Talk;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Pairs of people, each with a direct conversation, who speak in turn, each with a live socket. Every message is to come
 * once to the other and once to who said it.
 */
final class Crowd implements AutoCloseable {

    private static final int SIGN_UPS_AT_ONCE = 4;
    private static final Duration QUIET_AFTER = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String TEXT =
            "as long as what people write to each other, more or less: a hundred characters. ";

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final Talk talk;
    private final List<Pair> pairs;
    private final List<Feed> feeds = new ArrayList<>();
    private volatile Round round = new Round(0, new Arrivals(0), new Arrivals(0));

    private record Pair(Person one, Person other, String conversation) {}

    /** One measurement: the ids of its messages have its own in the upper half and their number in the lower. */
    private record Round(long id, Arrivals atOthers, Arrivals atSpeakers) {

        UUID messageId(int number) {
            return new UUID(id, number | 0x8000_0000_0000_0000L);
        }

        boolean is(UUID messageId) {
            return messageId.getMostSignificantBits() == id;
        }

        static int number(UUID messageId) {
            return (int) messageId.getLeastSignificantBits();
        }
    }

    private Crowd(URI url, Api api, List<Pair> pairs) {
        this.talk = new Talk(url, executor);
        this.pairs = List.copyOf(pairs);
        for (var pair : pairs) {
            feeds.add(Feed.open(api, pair.one(), (frame, at) -> came(pair.one(), frame, at)));
            feeds.add(Feed.open(api, pair.other(), (frame, at) -> came(pair.other(), frame, at)));
        }
    }

    /** Signs them up, some at once, which takes a while since passwords are hashed with care; tells how many pairs are in. */
    static Crowd signUp(URI url, Mailbox mailbox, int pairs, IntConsumer progress) throws InterruptedException {
        var api = new Api(url);
        var run = UUID.randomUUID().toString().substring(0, 6);
        var made = new AtomicInteger();
        var signUps = Executors.newFixedThreadPool(SIGN_UPS_AT_ONCE);
        try {
            var pending = new ArrayList<Future<Pair>>();
            for (int number = 0; number < pairs; number++) {
                var name = run + "_" + number;
                Callable<Pair> signUp = () -> {
                    var pair = pair(api, mailbox, name);
                    progress.accept(made.incrementAndGet());
                    return pair;
                };
                pending.add(signUps.submit(signUp));
            }
            var all = new ArrayList<Pair>();
            for (var pair : pending) {
                all.add(pair.get());
            }
            return new Crowd(url, api, all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody could not sign up: " + e.getCause(), e);
        } finally {
            signUps.shutdownNow();
        }
    }

    private static Pair pair(Api api, Mailbox mailbox, String name) {
        var one = Person.signUp(api, mailbox, "a_" + name);
        var other = Person.signUp(api, mailbox, "b_" + name);
        try (var socket = one.connect(Optional.empty())) {
            return new Pair(one, other, one.directConversationWith(other, socket));
        }
    }

    /** Says everything of {@code loop}, waits until all has come, at most half a minute, and tells what was seen. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is counted where it is told
    Measured measure(OpenLoop loop) {
        var now = new Round(newId(), new Arrivals(loop.size()), new Arrivals(loop.size()));
        var errors = new AtomicInteger();
        var answers = new AtomicInteger();
        round = now;
        loop.run((number, due) -> {
            var pair = pairs.get(number % pairs.size());
            boolean turn = number / pairs.size() % 2 == 0;
            now.atOthers().due(number, due);
            now.atSpeakers().due(number, due);
            talk.say(turn ? pair.one() : pair.other(), pair.conversation(), now.messageId(number), TEXT + number)
                    .thenAccept(status -> {
                        if (status != 202) {
                            errors.incrementAndGet();
                        }
                        answers.incrementAndGet();
                    });
        });
        long limit = System.nanoTime() + QUIET_AFTER.toNanos();
        while ((now.atOthers().arrived() < loop.size()
                        || now.atSpeakers().arrived() < loop.size()
                        || answers.get() < loop.size())
                && System.nanoTime() - limit < 0) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        int first = loop.firstCounted();
        return new Measured(
                "POST to the other's WebSocket",
                loop.perSecond(),
                now.atOthers().rate(first),
                now.atOthers().latencies(first),
                errors.get(),
                now.atOthers().missing() + now.atSpeakers().missing(),
                now.atOthers().repeated() + now.atSpeakers().repeated());
    }

    /** How many sockets were closed by the gateway or broke. */
    long closed() {
        return feeds.stream().filter(feed -> feed.closeCode() != 0).count();
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
        executor.shutdownNow();
    }

    private void came(Person listener, JsonNode frame, long atNanos) {
        if (!frame.path("type").asText().equals("message.sent")) {
            return;
        }
        var now = round;
        var id = UUID.fromString(frame.path("clientMessageId").asText());
        if (now.is(id)) {
            boolean own = frame.path("senderId").asText().equals(listener.userId());
            (own ? now.atSpeakers() : now.atOthers()).came(Round.number(id), atNanos);
        }
    }

    /** As in a random UUID, so that gateways take it for one. */
    private static long newId() {
        return (ThreadLocalRandom.current().nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    }
}
