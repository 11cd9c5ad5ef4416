package io.confab.testkit;

import io.confab.schemas.chatup.ChatupCommand.Cancel;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.chatup.ChatupCommand.SetBlock;
import io.confab.schemas.chatup.ChatupCommand.SetPresence;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.Uuids;
import java.util.List;

/** Commands of seekers, as the gateway would write them. */
public final class ChatupCommands {
    /** The pool of whoever chose none. */
    public static final String POOL = "default";

    private ChatupCommands() {}

    /** Takes a ticket in the default pool, content with anyone in the end. */
    public static Seek seek(User seeker, String... tags) {
        return seek(seeker, 1, true, tags);
    }

    /** Takes the user's {@code number}th ticket. */
    public static Seek seek(User seeker, int number, boolean anyone, String... tags) {
        return new Seek(
                CommandId.derived("seek", seeker.id(), Integer.toString(number)),
                ticket(seeker, number),
                seeker.profile(),
                List.of(tags),
                POOL,
                anyone);
    }

    public static TicketId ticket(User seeker, int number) {
        return new TicketId(Uuids.derived("ticket", seeker.id().toString(), Integer.toString(number)));
    }

    /** Says whether the seeker of the {@code number}th ticket has a live socket. */
    public static SetPresence presence(User seeker, int number, boolean present) {
        return new SetPresence(seeker.id(), ticket(seeker, number), present);
    }

    public static SetBlock block(User blocker, User blocked, long version, boolean active) {
        return new SetBlock(blocker.id(), blocked.id(), version, active);
    }

    public static Cancel cancel(User seeker) {
        return new Cancel(CommandId.derived("cancel", seeker.id()), seeker.id());
    }
}
