package io.confab.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ChatupWorker;
import io.confab.gateway.web.StateCase.Who;
import io.confab.gateway.world.Contract;
import io.confab.gateway.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Yesterday's state and today's events give what a fetch gives: for whatever can happen, on the other device of who did it, with
 * another who sees it, and with one who was away and came back with a cursor. The reducer is the web client's own, the events are
 * those of a real socket, and a fetch is what the client reads over HTTP when it begins.
 */
class ClientStateIT {
    /** What has no cursor and is in no fetch. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "typing", "it is over after a moment, and written nowhere",
            "presence", "it is told to who watches, as long as a connection lives, and written nowhere");

    /** What is not read of a conversation that is not open. */
    private static final Set<String> OF_OPEN_ONES = Set.of("messages", "hasOlder");

    private static ChatupWorker chatup;
    private static WebState web;
    private static Cast cast;

    @BeforeAll
    static void start() throws InterruptedException {
        var world = World.shared();
        var settings = world.settings().with(Map.of("confab.chatup.longest-wait", "2s"));
        chatup = ChatupWorker.start(settings, new SimpleMeterRegistry());
        web = new WebState();
        cast = new Cast(world, world.gateway(), web, LEFT_OUT.keySet());
        chatup.awaitRunning(Duration.ofSeconds(60));
    }

    @AfterAll
    static void end() {
        cast.close();
        web.close();
        chatup.close();
    }

    @TestFactory
    Stream<DynamicTest> the_events_show_what_a_fetch_shows() {
        return StateCases.all().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> verify(one)));
    }

    @Test
    void every_event_that_clients_can_get_has_a_case() {
        var document = Contract.of(cast.ann().port()).socket();
        var types = new TreeSet<String>();
        for (var sent : document.at("/operations/sendFrames/messages")) {
            var type = sent.get("$ref").asText().replaceFirst(".*/", "");
            var properties = document.at("/components/messages").get(type).at("/payload/properties");
            boolean isEvent = properties.has("at") || (properties.has("userId") && !properties.has("epoch"));
            if (isEvent) {
                types.add(type);
            }
        }

        var told = new TreeSet<>(LEFT_OUT.keySet());
        StateCases.all().forEach(one -> told.addAll(one.types()));
        assertThat(told).isEqualTo(types);
    }

    private void verify(StateCase one) {
        one.given().in(cast);
        cast.read(Screen::begin);
        cast.cleos().leave();
        try {
            one.when().in(cast);
            cast.annsOwn().hears(one.told(Who.ANN));
            cast.annsOther().hears(one.told(Who.ANN));
            cast.bens().hears(one.told(Who.BEN));
            one.settled().in(cast);
        } finally {
            cast.cleos().comeBack();
        }
        try {
            cast.cleos().hears(one.told(Who.CLEO));
            cast.read(Screen::hasRead);
            assertSame(one);
            if (!one.types().isEmpty()) {
                assertThat(seenWithout(one))
                        .as("whether a client that hears nothing of it shows something else")
                        .isEqualTo(one.isShown());
            }
        } finally {
            one.after().in(cast);
        }
    }

    private static void assertSame(StateCase one) {
        var differences = new ArrayList<String>();
        for (var screen : cast.screens()) {
            for (boolean isOpen : List.of(true, false)) {
                var place = screen + (isOpen ? "" : ", conversation not open") + ": ";
                var applied = screen.applied(isOpen, Set.of());
                if (isOpen && !one.asks() && !one.doesReread()) {
                    assertThat(web.asked(applied))
                            .as("%swhat the client would have to read again", place)
                            .isEmpty();
                }
                differing(one, screen, isOpen, whole(one, screen, isOpen, applied))
                        .forEach(difference -> differences.add(place + difference));
                differing(one, screen, isOpen, whole(one, screen, isOpen, screen.appliedTwice(isOpen)))
                        .forEach(difference -> differences.add(place + "told twice: " + difference));
            }
        }
        assertThat(differences).as(one.name()).isEmpty();
        assertThat(cast.cleos().shown(false).get("unread").asLong())
                .as("what the server said to be unread, when Cleo came back")
                .isEqualTo(cast.cleos().unreadAtConnection());
    }

    /** The state when the client has read what it knows it has to read. */
    private static Value whole(StateCase one, Screen screen, boolean isOpen, Value applied) {
        return one.doesReread() ? screen.reread(applied, isOpen) : screen.completed(applied);
    }

    /** Whether what happened can be seen at all: on some screen a client that is deaf to its events shows something else. */
    private static boolean seenWithout(StateCase one) {
        return cast.screens().stream()
                .anyMatch(screen -> !differing(one, screen, true, screen.applied(true, one.types()))
                        .isEmpty());
    }

    private static List<String> differing(StateCase one, Screen screen, boolean isOpen, Value applied) {
        var leftOut = new TreeSet<>(one.leftOut(cast, screen));
        if (!isOpen) {
            leftOut.addAll(OF_OPEN_ONES);
        }
        return Differences.between(
                Differences.without(web.shown(applied), leftOut), Differences.without(screen.shown(isOpen), leftOut));
    }
}
