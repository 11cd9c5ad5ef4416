package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Tickets of people who are told apart by a number; times are in seconds after the start. */
final class Crowd {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Crowd() {}

    static Instant after(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static Ticket ticket(int who, double since, String... tags) {
        return new Ticket(
                new TicketId(new UUID(1, who)),
                new CommandId(new UUID(2, who)),
                new Profile(user(who), "user" + who, "User " + who),
                List.of(tags),
                "",
                true,
                after(since),
                List.of());
    }

    static Ticket picky(Ticket ticket) {
        return new Ticket(
                ticket.ticketId(),
                ticket.commandId(),
                ticket.seeker(),
                ticket.tags(),
                ticket.pool(),
                false,
                ticket.since(),
                ticket.avoided());
    }

    static UserId user(int who) {
        return new UserId(new UUID(3, who));
    }

    /** One ticket every tenth of a second, with one to five of twenty tags, of which the first are the most common. */
    static List<Ticket> crowd(int size, long seed) {
        var random = new SplittableRandom(seed);
        var crowd = new ArrayList<Ticket>();
        for (int who = 0; who < size; who++) {
            var tags = new String[1 + random.nextInt(5)];
            for (int i = 0; i < tags.length; i++) {
                tags[i] = "tag" + (int) (20 * random.nextDouble() * random.nextDouble());
            }
            crowd.add(ticket(who, who / 10.0, tags));
        }
        return crowd;
    }
}
