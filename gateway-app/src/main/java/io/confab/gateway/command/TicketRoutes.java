package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Validation;
import io.confab.gateway.pool.PoolName;
import io.confab.gateway.pool.Pools;
import io.confab.gateway.profile.Profiles;
import io.confab.gateway.profile.Tags;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.ChatupCommand.Cancel;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.Uuids;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Seeking a stranger to talk to, and giving up. */
public final class TicketRoutes {
    private final Commands commands;
    private final CommandIds ids;
    private final Profiles profiles;
    private final Pools pools;

    public TicketRoutes(Commands commands, CommandIds ids, Profiles profiles, Pools pools) {
        this.commands = commands;
        this.ids = ids;
        this.profiles = profiles;
        this.pools = pools;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/chatup/tickets",
                this::seek,
                Access.USER,
                RateLimit.WRITES,
                Operation.of(
                                "seek",
                                "Seek a stranger to talk to: chatup.waiting, then chatup.matched or chatup.expired")
                        .takes(NewTicket.class)
                        .gives(202, Accepted.class));
        routes.delete(
                "/v1/chatup/tickets/current",
                this::cancel,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("cancelTicket", "Give up seeking: chatup.cancelled")
                        .gives(202, Accepted.class));
    }

    private void seek(Context ctx) {
        var wanted = Bodies.read(ctx, NewTicket.class).check(pools);
        var user = Caller.of(ctx).userId();
        var seeker = Optional.ofNullable(profiles.find(Set.of(user)).get(user))
                .orElseThrow(() -> Problem.of(Code.UNAUTHENTICATED).detail("The account is gone."));
        var tags = wanted.tags().orElseGet(() -> profiles.tagsOf(user));
        // A repeat is the same command whatever the profile's tags are by then, so only the name goes into its id.
        var commandId = wanted.clientId()
                .map(id -> CommandId.derived("seek", user, id.toString()))
                .orElseGet(ids::next);
        var ticket = new TicketId(Uuids.derived("ticket", commandId.toString()));
        var pool = wanted.pool().text();
        append(ctx, commandId, new Seek(commandId, ticket, seeker, tags.values(), pool, wanted.anyone()));
    }

    private void cancel(Context ctx) {
        var commandId = ids.next();
        append(ctx, commandId, new Cancel(commandId, Caller.of(ctx).userId()));
    }

    private void append(Context ctx, CommandId id, ChatupCommand command) {
        ctx.future(() -> commands.append(CHATUP_COMMANDS, command.userId(), command)
                .thenAccept(ack -> new Accepted(id).answer(ctx)));
    }

    private record Wanted(Optional<ClientMessageId> clientId, Optional<Tags> tags, PoolName pool, boolean anyone) {}

    private record NewTicket(
            @As(ClientMessageId.class) String clientId,
            @As(Tags.class) List<String> tags,
            @As(PoolName.class) String pool,
            Boolean anyone) {

        Wanted check(Pools pools) {
            var validation = new Validation();
            var client = validation.optional("/clientId", clientId, Ids.reading(ClientMessageId::of));
            var interests = validation.optional("/tags", tags, Tags::of);
            var place = validation.optional("/pool", pool, pools::of);
            validation.orThrow();
            return new Wanted(client, interests, place.orElse(PoolName.DEFAULT), anyone == null || anyone);
        }
    }
}
