package io.confab.chatup.ticket;

import io.confab.schemas.chat.Profile;
import io.confab.schemas.chatup.ChatupCommand.Cancel;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Who seeks in the tests, and what they say. Ids follow from names, so that a failure reads well and comes again. */
public final class People {
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    public static final Profile ANN = person("ann");
    public static final Profile BEN = person("ben");
    public static final Profile CLEO = person("cleo");
    public static final String POOL = "default";

    private People() {}

    public static Profile person(String name) {
        var displayName = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return new Profile(new UserId(Uuids.derived("user", name)), name, displayName);
    }

    public static Instant after(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    public static TicketId ticketId(Profile who, int which) {
        return new TicketId(Uuids.derived("ticket", who.username(), Integer.toString(which)));
    }

    public static CommandId commandId(String name) {
        return new CommandId(Uuids.derived("command", name));
    }

    /** The command that takes the how-manieth ticket of someone, who would take anyone. */
    public static Seek seeks(Profile who, int which, String... tags) {
        var command = commandId("seek " + which + " of " + who.username());
        return new Seek(command, ticketId(who, which), who, List.of(tags), POOL, true);
    }

    public static Cancel cancels(Profile who, String command) {
        return new Cancel(commandId(command), who.userId());
    }

    /** The first ticket of someone, taken some seconds after the start. */
    public static Ticket ticket(Profile who, double since, String... tags) {
        var seek = seeks(who, 1, tags);
        return new Ticket(seek.ticketId(), seek.commandId(), who, seek.tags(), POOL, true, after(since), List.of());
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
}
