package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * What can be done to a message that was sent. Whether it is there and the caller may is decided by the topology: the answer is
 * 202 also where it will say no.
 */
public final class MessageChangeRoutes {
    private static final String MESSAGE = "/v1/conversations/{id}/messages/{seq}";
    private static final String REACTION = MESSAGE + "/reactions/{emoji}";
    private static final Parameter SEQ = Parameter.number("seq", "the message's seq");
    private static final Parameter EMOJI = Parameter.path("emoji", "one emoji, percent-encoded");

    private final Commands commands;
    private final CommandIds ids;

    public MessageChangeRoutes(Commands commands, CommandIds ids) {
        this.commands = commands;
        this.ids = ids;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.patch(
                MESSAGE,
                this::edit,
                Access.USER,
                RateLimit.MESSAGES,
                Operation.of("editMessage", "Give one's own message another text: message.edited")
                        .asks(SEQ)
                        .takes(MessageEdit.class)
                        .gives(202, Accepted.class));
        routes.delete(
                MESSAGE,
                this::delete,
                Access.USER,
                RateLimit.MESSAGES,
                Operation.of(
                                "deleteMessage",
                                "Delete one's own message, or any as the owner or admin of a group: message.deleted")
                        .asks(SEQ)
                        .gives(202, Accepted.class));
        routes.put(
                REACTION,
                this::react,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("addReaction", "React to a message: reaction.added")
                        .asks(SEQ, EMOJI)
                        .gives(202, Accepted.class)
                        .refuses(Code.VALIDATION_FAILED));
        routes.delete(
                REACTION,
                this::unreact,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("removeReaction", "Take one's own reaction back: reaction.removed")
                        .asks(SEQ, EMOJI)
                        .gives(202, Accepted.class)
                        .refuses(Code.VALIDATION_FAILED));
    }

    private void edit(Context ctx) {
        var conversation = conversation(ctx);
        var seq = seq(ctx);
        var validation = new Validation();
        var text =
                validation.required("/text", Bodies.read(ctx, MessageEdit.class).text(), MessageText::new);
        validation.orThrow();
        append(ctx, new EditMessage(ids.next(), conversation, Caller.of(ctx).userId(), seq, text.value()));
    }

    private void delete(Context ctx) {
        append(
                ctx,
                new DeleteMessage(ids.next(), conversation(ctx), Caller.of(ctx).userId(), seq(ctx)));
    }

    private void react(Context ctx) {
        append(
                ctx,
                new AddReaction(ids.next(), conversation(ctx), Caller.of(ctx).userId(), seq(ctx), emoji(ctx)));
    }

    private void unreact(Context ctx) {
        append(
                ctx,
                new RemoveReaction(ids.next(), conversation(ctx), Caller.of(ctx).userId(), seq(ctx), emoji(ctx)));
    }

    private void append(Context ctx, MessageChange command) {
        ctx.future(() -> commands.append(CHAT_COMMANDS, command.conversationId(), command)
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    private static ConversationId conversation(Context ctx) {
        return PathIds.read(ctx, "id", ConversationId::of);
    }

    private static Seq seq(Context ctx) {
        return PathIds.read(ctx, "seq", text -> new Seq(Long.parseLong(text)));
    }

    private static String emoji(Context ctx) {
        var validation = new Validation();
        var emoji = validation.required("/emoji", ctx.pathParam("emoji"), Emoji::new);
        validation.orThrow();
        return emoji.value();
    }

    private record MessageEdit(
            @Required @As(MessageText.class) String text) {}
}
