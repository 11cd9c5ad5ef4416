package io.confab.load.match;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who comes, when and with which tags: arrivals at random at a constant rate, tags by Zipf's law (the second is half as
 * common as the first, the third a third). The same seed gives the same crowd.
 *
 * @param tags how many there are
 * @param tagsEach how many of them each ticket has
 * @param rate arrivals a second
 */
public record Seekers(int tags, int tagsEach, double rate) {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    public Seekers {
        if (tagsEach < 1 || tags < 2 * tagsEach) {
            throw new IllegalArgumentException("there must be at least twice as many tags as each ticket has");
        }
        if (!(rate > 0)) {
            throw new IllegalArgumentException("the rate is above 0, was " + rate);
        }
    }

    /** In the order in which they come. */
    public List<Ticket> come(int count, long seed) {
        var drawing = drawing(seed);
        var tickets = new ArrayList<Ticket>(count);
        double seconds = 0;
        for (int who = 0; who < count; who++) {
            seconds -= Math.log(1 - drawing.random.nextDouble()) / rate;
            tickets.add(drawing.next(START.plusMillis(Math.round(seconds * 1000))));
        }
        return tickets;
    }

    /** One after another, as many as are needed. */
    Drawing drawing(long seed) {
        return new Drawing(this, seed);
    }

    /** Draws who comes. Not thread-safe. */
    static final class Drawing {
        private final int tagsEach;
        private final long seed;
        private final SplittableRandom random;
        private final double[] upTo;
        private long who;

        private Drawing(Seekers seekers, long seed) {
            this.tagsEach = seekers.tagsEach();
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.upTo = new double[seekers.tags()];
            double sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += 1.0 / (i + 1);
                upTo[i] = sum;
            }
        }

        Ticket next(Instant since) {
            var own = new TreeSet<String>();
            while (own.size() < tagsEach) {
                int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
                own.add("tag" + (at < 0 ? -at - 1 : at));
            }
            return ticket(new UUID(seed, who++), List.copyOf(own), since);
        }
    }

    private static Ticket ticket(UUID id, List<String> tags, Instant since) {
        return new Ticket(
                new TicketId(id),
                new CommandId(id),
                new Profile(new UserId(id), "seeker", "Seeker"),
                tags,
                "",
                false,
                since,
                List.of());
    }
}
