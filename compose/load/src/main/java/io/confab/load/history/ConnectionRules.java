package io.confab.load.history;

import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.List;

/** What one socket may say after another: ready, what was missed, caught_up, live events; no gap, no repeat. */
final class ConnectionRules {

    private final Sights sights;
    private final History.Connection connection;
    private final List<Violation> violations;

    private boolean isReady;
    private String epoch = "";
    private long first;
    private long last;
    private boolean owesCaughtUp;

    private ConnectionRules(Sights sights, History.Connection connection, List<Violation> violations) {
        this.sights = sights;
        this.connection = connection;
        this.violations = violations;
        this.owesCaughtUp = connection.since().isPresent();
    }

    static List<Violation> check(Sights sights) {
        var violations = new ArrayList<Violation>();
        sights.history()
                .connections()
                .forEach(connection -> new ConnectionRules(sights, connection, violations).check());
        return violations;
    }

    private void check() {
        for (var frame : connection.frames()) {
            switch (frame.type()) {
                case "ready" -> ready(frame);
                case "resync" -> resync(frame);
                case "caught_up" -> caughtUp(frame);
                default -> other(frame);
            }
        }
    }

    private void ready(Socket.Frame frame) {
        if (isReady) {
            broken(Rule.CURSOR, "ready twice", frame);
        }
        isReady = true;
        first = frame.cursor().orElse(-1L);
        last = first;
        epoch = frame.json().path("epoch").asText();
    }

    private void resync(Socket.Frame frame) {
        if (!isReady) {
            broken(Rule.CURSOR, "resync before ready", frame);
        }
        last = frame.cursor().orElse(-1L);
        epoch = frame.json().path("epoch").asText();
        owesCaughtUp = false;
    }

    private void caughtUp(Socket.Frame frame) {
        if (!owesCaughtUp) {
            broken(Rule.CAUGHT_UP, "caught_up twice, or for nothing", frame);
        } else if (!beganWhereAsked()) {
            broken(Rule.CAUGHT_UP, "replayed from " + first + ", which is not where the client was", frame);
        }
        owesCaughtUp = false;
        if (frame.cursor().orElse(-1L) != last) {
            broken(Rule.CAUGHT_UP, "caught_up at another cursor than the last, " + last, frame);
        }
        long known = seenElsewhereBeforeHello();
        if (known > last) {
            broken(Rule.CAUGHT_UP, "caught_up at " + last + " before all was replayed: " + known + " was there", frame);
        }
    }

    private void other(Socket.Frame frame) {
        if (!frame.isDurableEvent()) {
            return;
        }
        long cursor = frame.cursor().orElseThrow();
        if (!isReady) {
            broken(Rule.CURSOR, "an event before ready", frame);
        } else if (cursor <= last) {
            broken(Rule.CURSOR, "cursor " + cursor + " after " + last + ": repeated or back", frame);
        } else if (cursor > last + 1) {
            broken(Rule.CURSOR, "cursor " + cursor + " after " + last + ": a gap", frame);
        } else if (owesCaughtUp && !beganWhereAsked()) {
            broken(Rule.CURSOR, "replayed from " + first + ", which is not where the client was", frame);
        }
        last = cursor;
    }

    private boolean beganWhereAsked() {
        return connection
                .since()
                .filter(since -> since.epoch().equals(epoch) && since.cursor() == first)
                .isPresent();
    }

    /** The last cursor that any device of this user had seen when this one said hello. */
    private long seenElsewhereBeforeHello() {
        return sights.of(connection.userId()).stream()
                .filter(event -> event.epoch().equals(epoch) && event.firstSeenNanos() < connection.helloNanos())
                .mapToLong(Event::cursor)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void broken(Rule rule, String what, Socket.Frame frame) {
        violations.add(Violation.of(
                rule,
                what,
                "user " + connection.userId() + ", socket " + connection.name() + ", since " + connection.since(),
                frame.json()));
    }
}
