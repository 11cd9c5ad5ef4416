package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.gateway.block.Blocks;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Blocking and lifting. The row comes first, which gives the block its version; then the block goes onto the logs whose messages
 * and matches it must precede, and only when all have it is the answer 202. Where that fails the client tries again; meanwhile
 * change capture brings the row's state to the same places.
 */
public final class BlockCommandRoutes {
    private final Commands commands;
    private final CommandIds ids;
    private final Blocks blocks;
    private final InstantSource clock;

    public BlockCommandRoutes(Commands commands, CommandIds ids, Blocks blocks, InstantSource clock) {
        this.commands = commands;
        this.ids = ids;
        this.blocks = blocks;
        this.clock = clock;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.put(
                "/v1/me/blocks/{userId}",
                ctx -> set(ctx, true),
                Access.USER,
                RateLimit.WRITES,
                Operation.of("block", "Block someone: block.applied")
                        .gives(202, Accepted.class)
                        .refuses(Code.VALIDATION_FAILED));
        routes.delete(
                "/v1/me/blocks/{userId}",
                ctx -> set(ctx, false),
                Access.USER,
                RateLimit.WRITES,
                Operation.of("liftBlock", "Lift a block: block.lifted")
                        .gives(202, Accepted.class)
                        .refuses(Code.VALIDATION_FAILED));
    }

    private void set(Context ctx, boolean active) {
        var blocker = Caller.of(ctx).userId();
        var blocked = PathIds.read(ctx, "userId", UserId::of);
        if (blocked.equals(blocker)) {
            throw Problem.of(Code.VALIDATION_FAILED).detail("Nobody can block themselves.");
        }
        var now = clock.instant();
        long version = (active ? blocks.put(blocker, blocked, now) : blocks.lift(blocker, blocked, now))
                .orElseThrow(() -> Problem.of(Code.NOT_FOUND).detail("There is no such user."));
        var commandId = ids.next();
        var conversation = ConversationId.direct(blocker, blocked);
        var refuse = new ChatCommand.SetBlock(Optional.of(commandId), conversation, blocker, blocked, version, active);
        var hide = new InboxCommand.SetBlock(blocker, blocked, version, active);
        var avoid = new ChatupCommand.SetBlock(blocker, blocked, version, active);
        ctx.future(() -> CompletableFuture.allOf(
                        commands.append(CHAT_COMMANDS, conversation, refuse),
                        commands.append(INBOX_COMMANDS, blocker, hide),
                        commands.append(CHATUP_COMMANDS, blocker, avoid))
                .thenAccept(all -> new Accepted(commandId).answer(ctx)));
    }
}
