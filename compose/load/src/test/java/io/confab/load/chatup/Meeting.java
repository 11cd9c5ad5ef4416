package io.confab.load.chatup;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Records of a run, as a story tells them; names stand for ids, and a second is the unit of time. */
final class Meeting {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final List<Runnable> commands = new ArrayList<>();
    private final List<Runnable> blocks = new ArrayList<>();
    private final List<Runnable> events = new ArrayList<>();
    private final List<Runnable> conversations = new ArrayList<>();
    private final List<Runnable> deliveries = new ArrayList<>();
    private final RecordChecker checker;

    Meeting() {
        this(Outages.NONE, new Lags());
    }

    Meeting(Outages outages, Lags lags) {
        checker = new RecordChecker(new Terms(Duration.ofHours(1), Duration.ofSeconds(2), outages, lags));
    }

    static long millis(int seconds) {
        return at(seconds).toEpochMilli();
    }

    static CommandId commandOf(String name) {
        return new CommandId(id(name));
    }

    static CommandId seekOf(String ticket) {
        return new CommandId(id("seek " + ticket));
    }

    Meeting seeks(int at, String user, String ticket) {
        var profile = profile(user);
        var seek = new ChatupCommand.Seek(
                seekOf(ticket), new TicketId(id(ticket)), profile, List.of("chess"), "default", true);
        commands.add(() -> checker.command(seek, at(at)));
        return this;
    }

    Meeting cancels(int at, String user, String command) {
        commands.add(() -> checker.command(new ChatupCommand.Cancel(new CommandId(id(command)), user(user)), at(at)));
        return this;
    }

    Meeting blocks(int at, String blocker, String blocked) {
        blocks.add(() -> checker.block(new BlockKey(user(blocker), user(blocked)), true, at(at)));
        return this;
    }

    Meeting lifts(int at, String blocker, String blocked) {
        blocks.add(() -> checker.block(new BlockKey(user(blocker), user(blocked)), false, at(at)));
        return this;
    }

    Meeting waits(int at, String user, String ticket) {
        return comes(user, waiting(at, ticket));
    }

    /** Seeks and waits. */
    Meeting enters(int at, String user, String ticket) {
        return seeks(at, user, ticket).waits(at, user, ticket);
    }

    /** All that there is to a match as it should be. */
    Meeting meet(int at, String match, String one, String ticket, String other, String otherTicket) {
        return comes(one, matched(at, match, ticket, one, other, 0.5))
                .comes(other, matched(at, match, otherTicket, other, one, 0.5))
                .creates(match, one, other);
    }

    Meeting expires(int at, String user, String ticket) {
        return comes(user, new ChatupEvent.Expired(at(at), Optional.empty(), new TicketId(id(ticket))));
    }

    Meeting cancelled(int at, String user, String ticket, String command) {
        return comes(
                user,
                new ChatupEvent.Cancelled(
                        at(at),
                        Optional.of(new CommandId(id(command))),
                        new TicketId(id(ticket)),
                        ChatupEvent.Reason.USER));
    }

    Meeting refused(int at, String user, CommandId command, RejectionCode code) {
        return delivers(user, new UserEvent.CommandRejected(at(at), Optional.of(command), code, "no"));
    }

    Meeting refusedCancel(int at, String user, String command) {
        return refused(at, user, commandOf(command), RejectionCode.NOT_WAITING);
    }

    /** An event that came about and was delivered. */
    Meeting comes(String user, ChatupEvent event) {
        return happens(user, event).delivers(user, event);
    }

    Meeting happens(String user, ChatupEvent event) {
        events.add(() -> checker.event(user(user), event));
        return this;
    }

    Meeting delivers(String user, UserEvent event) {
        deliveries.add(() -> checker.inbox(new InboxCommand.Deliver(user(user), event)));
        return this;
    }

    Meeting creates(String match, String creator, String member) {
        return creates(Optional.of(new MatchId(id(match))), creator, member);
    }

    Meeting creates(Optional<MatchId> match, String creator, String member) {
        var create = new CreateConversation(
                new CommandId(id("create " + match)),
                ConversationId.direct(user(creator), user(member)),
                Optional.empty(),
                match,
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                profile(creator),
                List.of(profile(member)),
                List.of());
        conversations.add(() -> checker.chat(create));
        return this;
    }

    static ChatupEvent waiting(int at, String ticket) {
        return new ChatupEvent.Waiting(
                at(at), Optional.of(seekOf(ticket)), new TicketId(id(ticket)), 1, OptionalLong.empty());
    }

    static ChatupEvent matched(int at, String match, String ticket, String user, String peer, double score) {
        return new ChatupEvent.Matched(
                at(at),
                Optional.empty(),
                new TicketId(id(ticket)),
                new MatchId(id(match)),
                ConversationId.direct(user(user), user(peer)),
                new ChatupEvent.Peer(user(peer), peer),
                List.of("chess"),
                score);
    }

    Judgement judge() {
        List.of(commands, blocks, events, conversations, deliveries).forEach(topic -> topic.forEach(Runnable::run));
        return checker.judge();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static Profile profile(String user) {
        return new Profile(user(user), user, user);
    }

    private static UserId user(String name) {
        return new UserId(id(name));
    }

    private static UUID id(String name) {
        return Uuids.derived("meeting", name);
    }
}
