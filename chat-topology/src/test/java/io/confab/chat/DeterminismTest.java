package io.confab.chat;

import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.block;
import static io.confab.testkit.ChatCommands.delivered;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.message;
import static io.confab.testkit.ChatCommands.mute;
import static io.confab.testkit.ChatCommands.read;
import static io.confab.testkit.ChatCommands.typing;
import static io.confab.testkit.ChatCommands.typingAsked;
import static io.confab.testkit.ChatCommands.unmute;
import static io.confab.testkit.InboxCommands.close;
import static io.confab.testkit.InboxCommands.opening;
import static io.confab.testkit.InboxCommands.presence;
import static io.confab.testkit.InboxCommands.watch;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.Topic;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every log: it is drawn at random, the same for the same seed. */
class DeterminismTest {
    private static final int COMMANDS = 1_000;
    private static final List<Role> ROLES = List.of(Role.OWNER, Role.ADMIN, Role.MEMBER);
    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764\uFE0F");
    private static final List<User> USERS = List.of(ANN, BEN, CLEO);
    private static final List<ConversationId> CONVERSATIONS = List.of(
            ConversationId.direct(ANN.id(), BEN.id()),
            ConversationId.direct(BEN.id(), CLEO.id()),
            group("Tea", ANN).conversationId());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_same_commands_give_the_same_bytes(long seed) {
        var log = chatLog(seed);
        var first = conversation(log);
        assertThat(conversation(log)).isEqualTo(first);
        assertThat(first.facts()).hasSizeGreaterThan(COMMANDS / 10);

        var inboxLog = inboxLog(first.deliveries(), seed);
        var pushes = inbox(inboxLog);
        assertThat(inbox(inboxLog)).isEqualTo(pushes);
        assertThat(pushes).hasSizeGreaterThan(COMMANDS / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void seqs_have_neither_gap_nor_repeat(long seed) {
        var seqs = new HashMap<ConversationId, List<Long>>();
        conversation(chatLog(seed)).events().forEach(event -> {
            if (event instanceof MessageSent sent) {
                seqs.computeIfAbsent(sent.conversationId(), id -> new ArrayList<>())
                        .add(sent.seq().value());
            }
        });
        assertThat(seqs).hasSize(CONVERSATIONS.size());
        seqs.forEach((id, found) -> assertThat(found).isEqualTo(oneTo(found.size())));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void cursors_have_neither_gap_nor_repeat(long seed) {
        var cursors = new HashMap<UserId, List<Long>>();
        try (var driver = inboxDriver()) {
            for (var user : USERS) { // one socket each that stays, before anything is delivered
                driver.pipe(opening(user, 0, new Slot(0), 1, Optional.empty(), Optional.empty()));
            }
            conversation(chatLog(seed)).deliveries().forEach(driver::pipe);
            driver.read(GATEWAY_PUSHES).forEach(push -> {
                if (push instanceof Events events) {
                    events.entries()
                            .forEach(entry -> cursors.computeIfAbsent(
                                            events.target().userId(), id -> new ArrayList<>())
                                    .add(entry.cursor().value()));
                }
            });
        }
        assertThat(cursors).hasSize(USERS.size());
        cursors.forEach((user, found) -> assertThat(found).isEqualTo(oneTo(found.size())));
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void the_versions_of_a_message_have_neither_gap_nor_repeat_and_end_with_its_deletion(long seed) {
        var changes = new HashMap<String, List<ChatEvent>>();
        var versions = new HashMap<String, List<Long>>();
        conversation(chatLog(seed)).events().stream()
                .flatMap(event -> change(event).stream())
                .forEach(change -> {
                    changes.computeIfAbsent(change.message(), key -> new ArrayList<>())
                            .add(change.event());
                    versions.computeIfAbsent(change.message(), key -> new ArrayList<>())
                            .add(change.version());
                });
        assertThat(versions).hasSizeGreaterThan(10);
        versions.forEach((message, found) -> assertThat(found).isEqualTo(oneTo(found.size())));
        assertThat(changes.values())
                .allSatisfy(events ->
                        assertThat(events.subList(0, events.size() - 1)).noneMatch(MessageDeleted.class::isInstance));
        assertThat(changes.values())
                .anySatisfy(events -> assertThat(events).anyMatch(MessageDeleted.class::isInstance));
    }

    private record Change(String message, long version, ChatEvent event) {
        private Change(ChatEvent event, Seq seq, long version) {
            this(event.conversationId() + " " + seq, version, event);
        }
    }

    private static Optional<Change> change(ChatEvent event) {
        if (event instanceof MessageEdited edited) {
            return Optional.of(new Change(edited, edited.seq(), edited.version()));
        }
        if (event instanceof MessageDeleted deleted) {
            return Optional.of(new Change(deleted, deleted.seq(), deleted.version()));
        }
        if (event instanceof ReactionAdded added) {
            return Optional.of(new Change(added, added.seq(), added.version()));
        }
        if (event instanceof ReactionRemoved removed) {
            return Optional.of(new Change(removed, removed.seq(), removed.version()));
        }
        return Optional.empty();
    }

    private record Outcome(List<String> facts, List<ChatEvent> events, List<InboxCommand> deliveries) {}

    private static Outcome conversation(List<ChatCommand> log) {
        var registry = new SimpleMeterRegistry();
        var topology = ChatApplication.CONVERSATION.topology(Settings.of(Map.of()), registry);
        try (var driver = Driver.of("confab-conversation", topology, registry)) {
            log.forEach(command -> {
                driver.pipe(command);
                driver.advance(Duration.ofMillis(17));
            });
            var facts = raw(driver, CHAT_EVENTS);
            var deliveries = driver.read(INBOX_COMMANDS);
            var events = facts.stream()
                    .map(fact -> CHAT_EVENTS
                            .valueSerde()
                            .deserializer()
                            .deserialize(
                                    CHAT_EVENTS.name(),
                                    fact.substring(fact.indexOf('=') + 1).getBytes(UTF_8)))
                    .toList();
            return new Outcome(facts, events, deliveries);
        }
    }

    private static List<String> inbox(List<InboxCommand> log) {
        try (var driver = inboxDriver()) {
            log.forEach(command -> {
                driver.pipe(command);
                driver.advance(Duration.ofMillis(17));
            });
            return raw(driver, GATEWAY_PUSHES);
        }
    }

    private static Driver inboxDriver() {
        var registry = new SimpleMeterRegistry();
        return Driver.of("confab-inbox", ChatApplication.INBOX.topology(Settings.of(Map.of()), registry), registry);
    }

    private static List<ChatCommand> chatLog(long seed) {
        var random = new SplittableRandom(seed);
        var log =
                new ArrayList<ChatCommand>(List.of(direct(ANN, BEN), direct(BEN, CLEO), group("Tea", ANN, BEN, CLEO)));
        // Something is said in each, whatever is drawn after: a block or a leaving may come first
        CONVERSATIONS.forEach(conversation -> log.add(message(BEN, conversation, "first in " + conversation, "hello")));
        while (log.size() < COMMANDS) {
            log.add(chatCommand(random));
        }
        return log;
    }

    private static ChatCommand chatCommand(RandomGenerator random) {
        var user = USERS.get(random.nextInt(USERS.size()));
        var other = USERS.get(random.nextInt(USERS.size()));
        var conversation = CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size()));
        return switch (random.nextInt(18)) {
            case 0 -> direct(user, other);
            case 1 -> read(user, conversation, new Seq(1 + random.nextInt(50)));
            case 2 ->
                user.equals(other)
                        ? read(user, conversation, new Seq(1))
                        : block(user, other, 1 + random.nextInt(20), random.nextInt(4) == 0);
            case 3 -> message(user, conversation, "again", "the same words");
            case 5 ->
                random.nextBoolean()
                        ? unmute(user, conversation)
                        : mute(user, conversation, Driver.START.plusSeconds(random.nextInt(1_000)));
            case 4 -> administration(random, user, conversation, other);
            case 6, 7, 8 -> change(random, user, conversation, new Seq(1 + random.nextInt(30)));
            case 9 -> random.nextBoolean() ? typing(user, conversation) : typingAsked(user, conversation);
            case 10 -> delivered(user, conversation, new Seq(1 + random.nextInt(50)));
            default -> {
                int number = random.nextInt(1_000);
                yield message(user, conversation, "m" + number, "text " + number);
            }
        };
    }

    /** Each under an id of its own, as a gateway gives them. */
    private static ChatCommand administration(
            RandomGenerator random, User user, ConversationId conversation, User other) {
        var id = new CommandId(Uuids.derived("administration", Long.toString(random.nextLong())));
        return switch (random.nextInt(4)) {
            case 0 -> new RenameConversation(id, conversation, user.id(), "title " + id);
            case 1 -> new AddMember(id, conversation, user.id(), other.id(), Optional.of(other.profile()));
            case 2 -> new RemoveMember(id, conversation, user.id(), other.id());
            default -> new ChangeRole(id, conversation, user.id(), other.id(), ROLES.get(random.nextInt(ROLES.size())));
        };
    }

    /** Some under an id that was there before, as where a record is written twice. */
    private static ChatCommand change(RandomGenerator random, User user, ConversationId conversation, Seq seq) {
        var id = new CommandId(Uuids.derived("change", Integer.toString(random.nextInt(30))));
        var emoji = EMOJI.get(random.nextInt(EMOJI.size()));
        return switch (random.nextInt(6)) {
            case 0 -> new DeleteMessage(id, conversation, user.id(), seq);
            case 1, 2 -> new EditMessage(id, conversation, user.id(), seq, "edited by " + id);
            case 3 -> new RemoveReaction(id, conversation, user.id(), seq, emoji);
            default -> new AddReaction(id, conversation, user.id(), seq, emoji);
        };
    }

    private static List<InboxCommand> inboxLog(List<InboxCommand> deliveries, long seed) {
        var random = new SplittableRandom(seed);
        var log = new ArrayList<InboxCommand>();
        int openings = 0;
        for (var delivery : deliveries) {
            if (random.nextInt(5) == 0) {
                var user = USERS.get(random.nextInt(USERS.size()));
                int socket = random.nextInt(3);
                var since =
                        random.nextBoolean() ? Optional.of(new Cursor(random.nextInt(50))) : Optional.<Cursor>empty();
                log.add(
                        switch (random.nextInt(6)) {
                            case 0 -> close(user, socket, openings);
                            case 1 -> watch(user, USERS.get(random.nextInt(USERS.size())));
                            case 2 -> presence(user, random.nextInt(4) > 0, 1 + random.nextInt(20));
                            default -> opening(user, socket, new Slot(0), ++openings, since, Optional.empty());
                        });
            }
            log.add(delivery);
        }
        return log;
    }

    private static List<String> raw(Driver driver, Topic<?, ?> topic) {
        return driver
                .topologyTestDriver()
                .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .map(record -> new String(record.key, UTF_8) + "=" + new String(record.value, UTF_8))
                .toList();
    }

    private static List<Long> oneTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
