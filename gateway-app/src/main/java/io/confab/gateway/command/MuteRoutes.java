package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Nullable;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Validation;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.id.ConversationId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Wanting no notice of a conversation, for a time or without end, and wanting it again. */
public final class MuteRoutes {
    private final Commands commands;
    private final CommandIds ids;
    private final InstantSource clock;

    public MuteRoutes(Commands commands, CommandIds ids, InstantSource clock) {
        this.commands = commands;
        this.ids = ids;
        this.clock = clock;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.put(
                "/v1/conversations/{id}/mute",
                this::mute,
                Access.USER,
                RateLimit.WRITES,
                Operation.of(
                                "muteConversation",
                                "Want no notice until a time, without until for good, or, with null, want it again:"
                                        + " conversation.muted")
                        .takes(NewMuting.class)
                        .gives(202, Accepted.class));
    }

    private void mute(Context ctx) {
        var conversation = PathIds.read(ctx, "id", ConversationId::of);
        var until = Bodies.read(ctx, NewMuting.class).check(clock.instant());
        var command = new Mute(ids.next(), conversation, Caller.of(ctx).userId(), until);
        ctx.future(() -> commands.append(CHAT_COMMANDS, conversation, command)
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    private record NewMuting(@Nullable @As(Until.class) JsonNode until) {

        /** When it ends; empty to end it now. */
        Optional<Instant> check(Instant now) {
            if (until == null) {
                return Optional.of(Until.FOREVER.value());
            }
            if (until.isNull()) {
                return Optional.empty();
            }
            var validation = new Validation();
            var end = validation.required("/until", until, json -> Until.of(text(json), now));
            validation.orThrow();
            return Optional.of(end.value());
        }

        private static String text(JsonNode json) {
            if (!json.isTextual()) {
                throw new IllegalArgumentException("must be a text or null");
            }
            return json.textValue();
        }
    }
}
