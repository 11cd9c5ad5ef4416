package io.confab.schemas.topic;

import static io.confab.schemas.topic.Part.ANALYTICS;
import static io.confab.schemas.topic.Part.ARCHIVE;
import static io.confab.schemas.topic.Part.CAPTURE;
import static io.confab.schemas.topic.Part.CHATUP;
import static io.confab.schemas.topic.Part.CONVERSATION;
import static io.confab.schemas.topic.Part.DIRECTORY;
import static io.confab.schemas.topic.Part.GATEWAY;
import static io.confab.schemas.topic.Part.INBOX;
import static io.confab.schemas.topic.Part.OPERATORS;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.util.List;

/** The catalogue: every topic of Confab's own. */
public final class Topics {

    public static final Topic<ConversationId, ChatCommand> CHAT_COMMANDS = Topic.named("chat.commands")
            .of(ConversationId.class, ConversationId::of, ChatCommand.class)
            .deletedAfter(Duration.ofDays(7))
            .writtenBy(GATEWAY, CHATUP, DIRECTORY)
            .readBy(CONVERSATION)
            .because("everything that bears on a decision, in the order in which it is decided");

    public static final Topic<ConversationId, ChatEvent> CHAT_EVENTS = Topic.named("chat.events")
            .of(ConversationId.class, ConversationId::of, ChatEvent.class)
            .deletedAfter(Duration.ofDays(30))
            .writtenBy(CONVERSATION)
            .readBy(ARCHIVE, DIRECTORY, ANALYTICS)
            .because("what came of the commands: the facts of every conversation");

    public static final Topic<UserId, InboxCommand> INBOX_COMMANDS = Topic.named("inbox.commands")
            .of(UserId.class, UserId::of, InboxCommand.class)
            .deletedAfter(Duration.ofDays(7))
            .writtenBy(CONVERSATION, INBOX, CHATUP, GATEWAY, DIRECTORY)
            .readBy(INBOX)
            .because("what a user is to see, and who of the user's devices is there to see it, in one order");

    public static final Topic<Slot, Push> GATEWAY_PUSHES = Topic.named("gateway.pushes")
            .of(Slot.class, Slot::of, Push.class)
            .onePartitionPerSlot()
            .deletedAfter(Duration.ofHours(1))
            .writtenBy(INBOX)
            .readBy(GATEWAY)
            .because("the way from an inbox to the gateway that carries the socket");

    public static final Topic<String, JsonNode> CAPTURE_OFFSETS = Topic.named("capture.offsets")
            .of(String.class, key -> key, JsonNode.class)
            .onePartition()
            .compacted()
            .writtenBy(CAPTURE)
            .readBy(CAPTURE)
            .because("how far the database's log is captured; who holds its partition is the one that captures");

    public static final Topic<String, JsonNode> CHANGES_USERS = changes("changes.users", "changes of accounts");

    public static final Topic<String, JsonNode> CHANGES_TAGS = changes("changes.tags", "changes of interests");

    public static final Topic<String, JsonNode> CHANGES_BLOCKS = changes("changes.blocks", "changes of blocks");

    public static final Topic<UserId, UserRow> DIRECTORY_USERS = Topic.named("directory.users")
            .of(UserId.class, UserId::of, UserRow.class)
            .compacted()
            .writtenBy(DIRECTORY)
            .readBy(DIRECTORY, CHATUP, ANALYTICS)
            .because("the accounts as they are now");

    public static final Topic<UserId, TagsRow> DIRECTORY_TAGS = Topic.named("directory.tags")
            .of(UserId.class, UserId::of, TagsRow.class)
            .compacted()
            .writtenBy(DIRECTORY)
            .readBy(CHATUP, ANALYTICS)
            .because("the interests as they are now");

    public static final Topic<BlockKey, BlockRow> DIRECTORY_BLOCKS = Topic.named("directory.blocks")
            .of(BlockKey.class, BlockKey::of, BlockRow.class)
            .compacted()
            .writtenBy(DIRECTORY)
            .readBy(CHATUP, ANALYTICS)
            .because("the blocks that hold now");

    public static final Topic<UserId, ChatupCommand> CHATUP_COMMANDS = Topic.named("chatup.commands")
            .of(UserId.class, UserId::of, ChatupCommand.class)
            .deletedAfter(Duration.ofDays(1))
            .writtenBy(GATEWAY, INBOX)
            .readBy(CHATUP)
            .because(
                    "who seeks a stranger to talk to, who no longer does or is there no more, and who is not to be met");

    public static final Topic<UserId, ChatupEvent> CHATUP_EVENTS = Topic.named("chatup.events")
            .of(UserId.class, UserId::of, ChatupEvent.class)
            .deletedAfter(Duration.ofDays(30))
            .writtenBy(CHATUP)
            .readBy(ANALYTICS)
            .because("what became of every ticket");

    public static final Topic<String, PoolTrend> CHATUP_TRENDS = Topic.named("chatup.trends")
            .of(String.class, key -> key, PoolTrend.class)
            .compacted()
            .writtenBy(CHATUP)
            .readBy(GATEWAY, ANALYTICS)
            .because("what many are waiting with now, by part of a pool");

    public static final Topic<String, Synonym> CHATUP_SYNONYMS = Topic.named("chatup.synonyms")
            .of(String.class, key -> key, Synonym.class)
            .compacted()
            .writtenBy(OPERATORS)
            .readBy(CHATUP)
            .because("words of seekers that mean the same, as operators say");

    private Topics() {}

    /** All of them, in the order of the data. */
    public static List<Topic<?, ?>> all() {
        return List.of(
                CHAT_COMMANDS,
                CHAT_EVENTS,
                INBOX_COMMANDS,
                GATEWAY_PUSHES,
                CAPTURE_OFFSETS,
                CHANGES_USERS,
                CHANGES_TAGS,
                CHANGES_BLOCKS,
                DIRECTORY_USERS,
                DIRECTORY_TAGS,
                DIRECTORY_BLOCKS,
                CHATUP_COMMANDS,
                CHATUP_EVENTS,
                CHATUP_TRENDS,
                CHATUP_SYNONYMS);
    }

    private static Topic<String, JsonNode> changes(String name, String what) {
        return Topic.named(name)
                .of(String.class, key -> key, JsonNode.class)
                .deletedAfter(Duration.ofDays(7))
                .writtenBy(CAPTURE)
                .readBy(DIRECTORY)
                .because(what + " as the database tells them, in Debezium's envelope");
    }
}
