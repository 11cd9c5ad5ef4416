package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Least;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Saying something, and having read it. Whether the conversation is there and the caller may is decided by the topology:
 * the answer is 202 also for a conversation that nobody has heard of.
 */
public final class MessageRoutes {
    private final Commands commands;
    private final CommandIds ids;
    private final UsedClientMessageIds used;
    private final Hints hints;
    private final InstantSource clock;

    public MessageRoutes(
            Commands commands, CommandIds ids, UsedClientMessageIds used, Hints hints, InstantSource clock) {
        this.commands = commands;
        this.ids = ids;
        this.used = used;
        this.hints = hints;
        this.clock = clock;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/conversations/{id}/messages",
                this::send,
                Access.USER,
                RateLimit.MESSAGES,
                Operation.of("sendMessage", "Say something: message.sent")
                        .takes(NewMessage.class)
                        .gives(202, Accepted.class));
        routes.put(
                "/v1/conversations/{id}/read",
                this::markRead,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("markRead", "Have read up to a message: conversation.read")
                        .takes(ReadMark.class)
                        .gives(202, Accepted.class));
    }

    private void send(Context ctx) {
        var conversation = PathIds.read(ctx, "id", ConversationId::of);
        var command = Bodies.read(ctx, NewMessage.class).by(Caller.of(ctx).userId(), conversation);
        if (used.elsewhere(command.senderId(), command.clientMessageId(), conversation)) {
            rejectReuse(ctx, command);
            return;
        }
        ctx.future(() -> commands.append(CHAT_COMMANDS, conversation, command)
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    /** The topology of another conversation knows this id; that of this one can't, so the gateway says no in its place. */
    private void rejectReuse(Context ctx, SendMessage command) {
        var rejected = new CommandRejected(
                clock.instant(),
                Optional.of(command.commandId()),
                RejectionCode.CLIENT_MESSAGE_ID_REUSED,
                "This clientMessageId was used in another conversation.");
        ctx.future(() -> commands.append(INBOX_COMMANDS, command.senderId(), new Deliver(command.senderId(), rejected))
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    private void markRead(Context ctx) {
        var conversation = PathIds.read(ctx, "id", ConversationId::of);
        var validation = new Validation();
        var seq = validation.required("/seq", Bodies.read(ctx, ReadMark.class).seq(), MessageRoutes::seq);
        validation.orThrow();
        var commandId = ids.next();
        ctx.future(() -> hints.read(commandId, Caller.of(ctx).userId(), conversation, seq)
                .thenAccept(ack -> new Accepted(commandId).answer(ctx)));
    }

    private static Seq seq(Long value) {
        if (value < 1) {
            throw new IllegalArgumentException("must be a whole number from 1 on");
        }
        return new Seq(value);
    }

    private record ReadMark(@Required @Least(1) Long seq) {}

    private record NewMessage(
            @Required @As(ClientMessageId.class) String clientMessageId,
            @Required @As(MessageText.class) String text,
            @Least(1) Long replyTo) {

        SendMessage by(UserId sender, ConversationId conversation) {
            var validation = new Validation();
            var clientId = validation.required("/clientMessageId", clientMessageId, Ids.reading(ClientMessageId::of));
            var said = validation.required("/text", text, MessageText::new);
            var answered = validation.optional("/replyTo", replyTo, MessageRoutes::seq);
            validation.orThrow();
            var command = CommandId.derived(
                    "send_message",
                    sender,
                    clientId.toString(),
                    conversation.toString(),
                    said.value(),
                    answered.map(Seq::toString).orElse(""));
            return new SendMessage(command, conversation, sender, clientId, said.value(), answered);
        }
    }
}
