package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A crowd of constant size: as many come as leave, with a round every quarter of a second. So the cost of a ticket can be seen as
 * it is when so many wait, for as long as one likes.
 */
public final class Steady {
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Method method;
    private final Seekers.Drawing drawing;
    private final int waiting;
    private final Consumer<Match> met;
    private final List<Ticket> coming = new ArrayList<>();
    private Instant at = START;
    private int next;

    /** @param met is told of each match, with {@link #at} */
    private Steady(Method method, Seekers.Drawing drawing, int waiting, Consumer<Match> met) {
        this.method = method;
        this.drawing = drawing;
        this.waiting = waiting;
        this.met = met;
    }

    /** One that is filled: over one patience the crowd has come, over half another one it has settled. */
    static Steady of(Method method, Seekers seekers, int waiting, Duration patience, long seed, Consumer<Match> met) {
        var steady = new Steady(method, seekers.drawing(seed), waiting, met);
        long rounds = Math.max(1, patience.dividedBy(ROUND));
        for (long round = 1; round <= rounds; round++) {
            steady.round((int) (waiting * round / rounds));
            steady.addAll();
        }
        for (long round = 0; round < rounds; round += 2) {
            steady.round(waiting);
            steady.addAll();
        }
        return steady;
    }

    /** The same for the matcher that ships, with its own settings. */
    public static Steady ofMatcher(int waiting, int tags, Duration patience, long seed) {
        var seekers = new Seekers(tags, 5, 1);
        var method = new PlannedMethod(patience, 0.5, seekers.come(20_000, ~seed));
        return of(method, seekers, waiting, patience, seed, match -> {});
    }

    /** One ticket more, after the round that is due if there is one: the work of one ticket when all is told. */
    public void step() {
        while (next == coming.size()) {
            round(waiting);
        }
        method.add(coming.get(next++));
    }

    /** The time of the rounds so far. */
    Instant at() {
        return at;
    }

    private void round(int size) {
        at = at.plus(ROUND);
        method.round(at).forEach(met);
        coming.clear();
        next = 0;
        for (int missing = size - method.waiting(); missing > 0; missing--) {
            coming.add(drawing.next(at));
        }
    }

    private void addAll() {
        while (next < coming.size()) {
            method.add(coming.get(next++));
        }
    }
}
