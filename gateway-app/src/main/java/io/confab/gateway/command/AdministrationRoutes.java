package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.gateway.profile.Profiles;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.Role;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * Renaming groups, who is in them and as what, and leaving. Who may is decided by the topology: the answer is 202 also where it
 * will say no.
 */
public final class AdministrationRoutes {
    private static final Parameter MEMBER = Parameter.path("userId", "an id, or me");

    private final Commands commands;
    private final CommandIds ids;
    private final Profiles profiles;

    public AdministrationRoutes(Commands commands, CommandIds ids, Profiles profiles) {
        this.commands = commands;
        this.ids = ids;
        this.profiles = profiles;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.patch(
                "/v1/conversations/{id}",
                this::rename,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("changeConversation", "Give a group another title: conversation.changed")
                        .takes(ConversationChange.class)
                        .gives(202, Accepted.class));
        routes.post(
                "/v1/conversations/{id}/members",
                this::add,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("addMember", "Bring someone into a group: member.added")
                        .takes(NewMember.class)
                        .gives(202, Accepted.class));
        routes.delete(
                "/v1/conversations/{id}/members/{userId}",
                this::remove,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("removeMember", "Take someone out of a group, or leave a conversation: member.removed")
                        .asks(MEMBER)
                        .gives(202, Accepted.class));
        routes.put(
                "/v1/conversations/{id}/members/{userId}/role",
                this::changeRole,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("changeRole", "Give a member of a group another role: member.changed")
                        .asks(MEMBER)
                        .takes(NewRole.class)
                        .gives(202, Accepted.class));
    }

    private void rename(Context ctx) {
        var conversation = conversation(ctx);
        var validation = new Validation();
        var title = validation.required(
                "/title", Bodies.read(ctx, ConversationChange.class).title(), Title::new);
        validation.orThrow();
        append(
                ctx,
                new RenameConversation(ids.next(), conversation, Caller.of(ctx).userId(), title.value()));
    }

    private void add(Context ctx) {
        var conversation = conversation(ctx);
        var validation = new Validation();
        var user =
                validation.required("/userId", Bodies.read(ctx, NewMember.class).userId(), Ids.reading(UserId::of));
        validation.orThrow();
        var profile = Optional.ofNullable(profiles.find(List.of(user)).get(user));
        append(ctx, new AddMember(ids.next(), conversation, Caller.of(ctx).userId(), user, profile));
    }

    private void remove(Context ctx) {
        append(
                ctx,
                new RemoveMember(ids.next(), conversation(ctx), Caller.of(ctx).userId(), member(ctx)));
    }

    private void changeRole(Context ctx) {
        var conversation = conversation(ctx);
        var member = member(ctx);
        var validation = new Validation();
        var role = validation.required(
                "/role", Bodies.read(ctx, NewRole.class).role(), text -> Choices.read(Role.class, text));
        validation.orThrow();
        append(ctx, new ChangeRole(ids.next(), conversation, Caller.of(ctx).userId(), member, role));
    }

    private void append(Context ctx, Administration command) {
        ctx.future(() -> commands.append(CHAT_COMMANDS, command.conversationId(), command)
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    private static ConversationId conversation(Context ctx) {
        return PathIds.read(ctx, "id", ConversationId::of);
    }

    private static UserId member(Context ctx) {
        return ctx.pathParam("userId").equals("me") ? Caller.of(ctx).userId() : PathIds.read(ctx, "userId", UserId::of);
    }

    private record ConversationChange(
            @Required @As(Title.class) String title) {}

    private record NewMember(@Required @As(UserId.class) String userId) {}

    private record NewRole(@Required @As(Role.class) String role) {}
}
