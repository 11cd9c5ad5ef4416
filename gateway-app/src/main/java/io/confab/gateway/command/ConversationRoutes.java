package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.gateway.profile.Profiles;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bringing conversations into being. Who is asked for and has no account is told to the topology, which refuses. */
public final class ConversationRoutes {
    private final Commands commands;
    private final CommandIds ids;
    private final Profiles profiles;
    private final int mostNamed;

    public ConversationRoutes(Commands commands, CommandIds ids, Profiles profiles, Settings settings) {
        this.commands = commands;
        this.ids = ids;
        this.profiles = profiles;
        this.mostNamed = settings.get(CommandSettings.MOST_NAMED_USERS);
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/conversations",
                this::create,
                Access.USER,
                RateLimit.WRITES,
                Operation.of(
                                "createConversation",
                                "Begin a direct conversation (userId) or a group (title, userIds): conversation.created")
                        .takes(NewConversation.class)
                        .gives(202, Accepted.class));
    }

    private void create(Context ctx) {
        var creator = Caller.of(ctx).userId();
        var wanted = Bodies.read(ctx, NewConversation.class).by(creator, mostNamed);
        var command = command(creator, wanted);
        ctx.future(() -> commands.append(CHAT_COMMANDS, command.conversationId(), command)
                .thenAccept(ack -> new Accepted(command.commandId()).answer(ctx)));
    }

    private CreateConversation command(UserId creator, Wanted wanted) {
        var everyone = new LinkedHashSet<>(wanted.others());
        everyone.add(creator);
        var known = profiles.find(everyone);
        if (!known.containsKey(creator)) {
            throw Problem.of(Code.UNAUTHENTICATED).detail("The account is gone.");
        }
        List<Profile> members = wanted.others().stream()
                .filter(known::containsKey)
                .map(known::get)
                .toList();
        List<UserId> unknown =
                wanted.others().stream().filter(id -> !known.containsKey(id)).toList();
        return new CreateConversation(
                wanted.clientId().map(id -> wanted.commandId(creator, id)).orElseGet(ids::next),
                wanted.conversationId(creator)
                        .orElseGet(() -> new ConversationId(ids.next().value())),
                wanted.clientId(),
                Optional.empty(),
                wanted.kind(),
                wanted.title(),
                wanted.history(),
                known.get(creator),
                members,
                unknown);
    }

    /** A request that is sound. */
    private record Wanted(
            Kind kind,
            Set<UserId> others,
            Optional<String> title,
            History history,
            Optional<ClientMessageId> clientId) {

        /** All that the request says goes into it, so that the same {@code clientId} with anything else is another command. */
        CommandId commandId(UserId creator, ClientMessageId id) {
            return CommandId.derived(
                    "create_conversation",
                    creator,
                    id.toString(),
                    kind.name(),
                    title.orElse(""),
                    history.name(),
                    others.stream().map(UserId::toString).sorted().toList().toString());
        }

        /** Empty for a new one without a name. */
        Optional<ConversationId> conversationId(UserId creator) {
            if (kind == Kind.DIRECT) {
                return Optional.of(
                        ConversationId.direct(creator, others.iterator().next()));
            }
            return clientId.map(id -> ConversationId.named(creator, id));
        }
    }

    private record NewConversation(
            @Required @As(Kind.class) String kind,
            @As(UserId.class) String userId,
            @As(Title.class) String title,
            @As(UserId.class) List<String> userIds,
            @As(History.class) String history,
            @As(ClientMessageId.class) String clientId) {

        Wanted by(UserId creator, int mostNamed) {
            var validation = new Validation();
            var client = validation.optional("/clientId", clientId, Ids.reading(ClientMessageId::of));
            var sort = validation.required("/kind", kind, text -> Choices.read(Kind.class, text));
            if (sort == null) {
                validation.orThrow();
            }
            var wanted = sort == Kind.GROUP
                    ? group(validation, client, creator, mostNamed)
                    : direct(validation, client, creator);
            validation.orThrow();
            return wanted;
        }

        private Wanted direct(Validation validation, Optional<ClientMessageId> client, UserId creator) {
            var other = validation.required("/userId", userId, text -> other(text, creator));
            return new Wanted(
                    Kind.DIRECT, other == null ? Set.of() : Set.of(other), Optional.empty(), History.JOINED, client);
        }

        private Wanted group(Validation validation, Optional<ClientMessageId> client, UserId creator, int mostNamed) {
            var name = validation.required("/title", title, text -> new Title(text).value());
            var others = validation.required("/userIds", userIds, list -> others(list, creator, mostNamed));
            var readable = validation.optional("/history", history, text -> Choices.read(History.class, text));
            return new Wanted(
                    Kind.GROUP,
                    others == null ? Set.of() : others,
                    Optional.ofNullable(name),
                    readable.orElse(History.JOINED),
                    client);
        }

        private static UserId other(String text, UserId creator) {
            var id = Ids.reading(UserId::of).apply(text);
            if (id.equals(creator)) {
                throw new IllegalArgumentException("must be another user");
            }
            return id;
        }

        /** Naming oneself says nothing more, and is let through. */
        private static Set<UserId> others(List<String> texts, UserId creator, int mostNamed) {
            if (texts.size() > mostNamed) {
                throw new IllegalArgumentException("must name " + mostNamed + " users at most");
            }
            var others = new LinkedHashSet<UserId>();
            for (String text : texts) {
                if (text == null) {
                    throw new IllegalArgumentException("must be UUIDs");
                }
                others.add(Ids.reading(UserId::of).apply(text));
            }
            others.remove(creator);
            return others;
        }
    }
}
