package io.confab.chatup.ticket;

import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.ChatupCommands;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tickets for tests; times are in seconds after {@link Driver#START}. */
public final class Tickets {

    private Tickets() {}

    public static Instant after(double seconds) {
        return Driver.START.plusMillis(Math.round(seconds * 1000));
    }

    public static CommandId commandId(String name) {
        return new CommandId(Uuids.derived("command", name));
    }

    /** The first ticket of someone, who would take anyone. */
    public static Ticket ticket(User who, double since, String... tags) {
        var seek = ChatupCommands.seek(who, tags);
        return new Ticket(
                seek.ticketId(),
                seek.commandId(),
                who.profile(),
                seek.tags(),
                seek.pool(),
                true,
                after(since),
                List.of());
    }

    /** The same, by someone who would rather meet no one than anyone. */
    public static Ticket picky(Ticket ticket) {
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

    /** The same, by someone who says some tags otherwise. */
    public static Ticket inWords(Ticket ticket, Map<String, String> words) {
        return new Ticket(
                ticket.ticketId(),
                ticket.commandId(),
                ticket.seeker(),
                ticket.tags(),
                words,
                ticket.pool(),
                ticket.anyone(),
                ticket.since(),
                ticket.avoided(),
                ticket.awaySince());
    }
}
