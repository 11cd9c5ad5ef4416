package io.confab.load.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.RunningConfab;
import io.confab.load.client.Api;
import io.confab.load.client.Feed;
import io.confab.load.client.Person;
import io.confab.load.latency.Latencies;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a message in a large group takes: to the first, the middle and the last who hears it. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a group on a running Confab, some members with a live socket, speaks in it now and then and measures the",
            "time from POST to the first, the middle and the last socket. Signing up many people takes minutes."
        })
public final class GroupCommand implements Callable<Integer> {

    private static final int SIGN_UPS_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunningConfab confab;

    @Option(names = "--members", defaultValue = "1000", description = "How many are in it (${DEFAULT-VALUE}).")
    private int members;

    @Option(names = "--sockets", defaultValue = "100", description = "How many of them listen (${DEFAULT-VALUE}).")
    private int sockets;

    @Option(names = "--messages", defaultValue = "60", description = "How many messages count (${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--warm-up", defaultValue = "20", description = "How many go before and don't (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--pause-ms", defaultValue = "500", description = "From one to the next (${DEFAULT-VALUE}).")
    private long pauseMs;

    @Option(
            names = "--bootstrap-servers",
            description = "Its Kafka, to tell what a message adds to each topic; nothing else may happen then.")
    private Optional<String> bootstrapServers = Optional.empty();

    private final Map<UUID, Spread> spreads = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        if (members < 2 || sockets < 1 || sockets > members || messages < 1 || warmUp < 0 || pauseMs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "there are 2 members or more, some with sockets, and some messages");
        }
        var out = spec.commandLine().getOut();
        var api = confab.api();
        out.println("signing up " + members + " people at " + confab.url() + " …");
        out.flush();
        var people = signUp(api, out);
        var conversation = create(api, people);
        var feeds = new ArrayList<Feed>();
        try {
            for (int listener = 0; listener < sockets; listener++) {
                int number = listener;
                feeds.add(Feed.open(api, people.get(listener), (frame, at) -> came(number, frame, at)));
            }
            speak(people.get(0), conversation, warmUp);
            var before = bytes();
            var counted = speak(people.get(0), conversation, messages);
            var after = bytes();
            return tell(out, counted, before, after);
        } finally {
            feeds.forEach(Feed::close);
        }
    }

    private Optional<TopicBytes> bytes() throws InterruptedException, ExecutionException {
        return bootstrapServers.isPresent() ? Optional.of(TopicBytes.of(bootstrapServers.get())) : Optional.empty();
    }

    private List<Person> signUp(Api api, PrintWriter out) throws InterruptedException {
        var mailbox = confab.mailbox();
        var run = UUID.randomUUID().toString().substring(0, 6);
        var done = new AtomicInteger();
        var signUps = Executors.newFixedThreadPool(SIGN_UPS_AT_ONCE);
        try {
            var pending = new ArrayList<Future<Person>>();
            for (int number = 0; number < members; number++) {
                var name = "g_" + run + "_" + number;
                Callable<Person> signUp = () -> {
                    var person = Person.signUp(api, mailbox, name);
                    if (done.incrementAndGet() % 100 == 0) {
                        out.println("  " + done.get() + " of " + members);
                        out.flush();
                    }
                    return person;
                };
                pending.add(signUps.submit(signUp));
            }
            var people = new ArrayList<Person>();
            for (var person : pending) {
                people.add(person.get());
            }
            return people;
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody could not sign up: " + e.getCause(), e);
        } finally {
            signUps.shutdownNow();
        }
    }

    private static String create(Api api, List<Person> people) {
        var creator = people.get(0);
        var others = people.stream().skip(1).map(Person::userId).toList();
        try (var socket = creator.connect(Optional.empty())) {
            var command = api.post(
                            "/v1/conversations",
                            creator.token(),
                            Map.of("kind", "group", "title", "Everybody", "userIds", others))
                    .orFail(202)
                    .path("commandId")
                    .asText();
            return socket.await(frame -> frame.path("commandId").asText().equals(command))
                    .json()
                    .path("conversationId")
                    .asText();
        }
    }

    private List<Spread> speak(Person speaker, String conversation, int count) {
        var said = new ArrayList<Spread>();
        for (int number = 0; number < count; number++) {
            LockSupport.parkNanos(Duration.ofMillis(pauseMs).toNanos());
            var id = UUID.randomUUID();
            var spread = new Spread(System.nanoTime(), sockets);
            spreads.put(id, spread);
            said.add(spread);
            speaker.say(conversation, id, "message " + number + " to all of you")
                    .orFail(202);
        }
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!said.stream().allMatch(Spread::isWhole) && System.nanoTime() - limit < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return said;
    }

    private void came(int listener, JsonNode frame, long atNanos) {
        if (frame.path("type").asText().equals("message.sent")) {
            var spread =
                    spreads.get(UUID.fromString(frame.path("clientMessageId").asText()));
            if (spread != null) {
                spread.came(listener, atNanos);
            }
        }
    }

    private int tell(PrintWriter out, List<Spread> counted, Optional<TopicBytes> before, Optional<TopicBytes> after) {
        out.println();
        out.println(Latencies.header());
        out.println(latencies(counted, 0).row("POST to the first of " + sockets + " sockets"));
        out.println(latencies(counted, 0.5).row("to the middle one"));
        out.println(latencies(counted, 1).row("to the last"));
        before.ifPresent(earlier -> {
            var added = after.orElseThrow().since(earlier);
            out.printf("%n%-60s %12s%n", "bytes a message adds to", "");
            added.forEach((topic, bytes) -> out.printf("%-60s %,12d%n", topic, bytes / counted.size()));
            out.printf(
                    "%-60s %,12d%n",
                    "all", added.values().stream().mapToLong(Long::longValue).sum() / counted.size());
        });
        boolean whole = counted.stream().allMatch(Spread::isWhole);
        if (!whole) {
            out.println("NOT every message came exactly once to every socket");
        }
        out.flush();
        return whole ? 0 : 1;
    }

    private static Latencies latencies(List<Spread> counted, double share) {
        var latencies = new Latencies();
        counted.forEach(spread -> latencies.add(spread.nanosTo(share)));
        return latencies;
    }
}
