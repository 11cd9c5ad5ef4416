package io.confab.chat.directory;

import static io.confab.schemas.streams.Flows.read;
import static io.confab.schemas.streams.Flows.write;
import static io.confab.schemas.topic.Topics.CHANGES_BLOCKS;
import static io.confab.schemas.topic.Topics.CHANGES_TAGS;
import static io.confab.schemas.topic.Topics.CHANGES_USERS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.DIRECTORY_TAGS;
import static io.confab.schemas.topic.Topics.DIRECTORY_USERS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.json.Json;
import io.confab.schemas.streams.Flows;
import io.confab.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The whole diagram of the directory: rows as they change in the database become rows as they are now, whatever database they
 * come from, and blocks become the commands that mend what was missed in band.
 *
 * <pre>
 * changes.users  ─▶ follow-users  ─▶ directory.users
 * changes.tags   ─▶ follow-tags   ─▶ directory.tags
 * changes.blocks ─▶ follow-blocks ─▶ directory.blocks
 *                            ├─────▶ chat.commands (by conversation)
 *                            └─────▶ inbox.commands (by blocker)
 *
 * chat.events     ─▶ memberships-by-user ─┐
 * directory.users ─▶ deletions ───────────┴─▶ follow-departures ─▶ chat.commands (by conversation)
 * </pre>
 */
public final class DirectoryTopology {
    private DirectoryTopology() {}

    public static Topology build(MeterRegistry registry) {
        var builder = Flows.builder();

        var users =
                changes(builder, CHANGES_USERS, "read-user-changes").process(users(registry), Named.as("follow-users"));
        write(users, DIRECTORY_USERS, "write-directory-users");

        var tags = changes(builder, CHANGES_TAGS, "read-tag-changes").process(tags(registry), Named.as("follow-tags"));
        write(tags, DIRECTORY_TAGS, "write-directory-tags");

        var blocks = changes(builder, CHANGES_BLOCKS, "read-block-changes")
                .process(blocks(registry), Named.as("follow-blocks"));
        write(holding(blocks), DIRECTORY_BLOCKS, "write-directory-blocks");
        var told = blocks.filter((key, block) -> block != null, Named.as("skip-untold-blocks"));
        write(toConversations(told), CHAT_COMMANDS, "write-chat-commands");
        write(toInboxes(told), INBOX_COMMANDS, "write-inbox-commands");

        var departures = memberships(builder)
                .merge(deletions(builder), Named.as("gather-by-user"))
                .process(DepartureProcessor.supplier(), Named.as("follow-departures"));
        write(departures, CHAT_COMMANDS, "write-departures");

        return builder.build();
    }

    private static KStream<UserId, Optional<Membership>> memberships(StreamsBuilder builder) {
        return read(builder, CHAT_EVENTS, "read-chat-events")
                .flatMap(
                        (id, fact) -> Membership.of(fact).stream()
                                .map(membership -> KeyValue.pair(membership.userId(), membership))
                                .toList(),
                        Named.as("take-memberships"))
                .repartition(Repartitioned.with(DIRECTORY_USERS.keySerde(), Json.serde(Membership.class))
                        .withName("memberships-by-user"))
                .mapValues(Optional::of, Named.as("know-memberships"));
    }

    /** From the topic that this application writes itself, since there a user has the partition that memberships have. */
    private static KStream<UserId, Optional<Membership>> deletions(StreamsBuilder builder) {
        return read(builder, DIRECTORY_USERS, "read-directory-users")
                .filter((user, row) -> row == null, Named.as("take-deletions"))
                .mapValues(gone -> Optional.<Membership>empty(), Named.as("know-deletions"));
    }

    /** Unlike other records, these may lack a key (a changefeed's progress) or a value (a delete's tombstone). */
    private static KStream<String, JsonNode> changes(
            StreamsBuilder builder, Topic<String, JsonNode> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }

    private static ProcessorSupplier<String, JsonNode, UserId, UserRow> users(MeterRegistry registry) {
        var rows = Json.serde(new TypeReference<Known<UserRow>>() {});
        var metrics = new DirectoryMetrics(registry, "users");
        return DirectoryProcessor.supplier(new Users(), "users", DIRECTORY_USERS.keySerde(), rows, metrics);
    }

    private static ProcessorSupplier<String, JsonNode, UserId, TagsRow> tags(MeterRegistry registry) {
        var rows = Json.serde(new TypeReference<Known<TagsRow>>() {});
        var metrics = new DirectoryMetrics(registry, "tags");
        return DirectoryProcessor.supplier(new Tags(), "tags", DIRECTORY_TAGS.keySerde(), rows, metrics);
    }

    private static ProcessorSupplier<String, JsonNode, BlockKey, Block> blocks(MeterRegistry registry) {
        var rows = Json.serde(new TypeReference<Known<Block>>() {});
        var metrics = new DirectoryMetrics(registry, "blocks");
        return DirectoryProcessor.supplier(new Blocks(), "blocks", DIRECTORY_BLOCKS.keySerde(), rows, metrics);
    }

    private static KStream<BlockKey, BlockRow> holding(KStream<BlockKey, Block> blocks) {
        return blocks.mapValues(
                block -> block == null ? null : block.row().orElse(null), Named.as("keep-blocks-that-hold"));
    }

    private static KStream<ConversationId, ChatCommand> toConversations(KStream<BlockKey, Block> blocks) {
        return blocks.map(
                (key, block) -> {
                    var command = block.forConversation();
                    return KeyValue.pair(command.conversationId(), (ChatCommand) command);
                },
                Named.as("tell-conversation"));
    }

    private static KStream<UserId, InboxCommand> toInboxes(KStream<BlockKey, Block> blocks) {
        return blocks.map(
                (key, block) -> {
                    var command = block.forInbox();
                    return KeyValue.pair(command.userId(), (InboxCommand) command);
                },
                Named.as("tell-inbox"));
    }
}
