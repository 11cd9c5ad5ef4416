package io.confab.chatup;

import static io.confab.schemas.streams.Flows.read;
import static io.confab.schemas.streams.Flows.write;
import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.CHATUP_EVENTS;
import static io.confab.schemas.topic.Topics.CHATUP_SYNONYMS;
import static io.confab.schemas.topic.Topics.CHATUP_TRENDS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.DIRECTORY_USERS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.Scorers;
import io.confab.chatup.pool.PoolOutput;
import io.confab.chatup.pool.PoolPolicy;
import io.confab.chatup.pool.PoolProcessor;
import io.confab.chatup.seeker.SeekerDecision;
import io.confab.chatup.seeker.SeekerPolicy;
import io.confab.chatup.seeker.SeekerProcessor;
import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.json.Json;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.Flows;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The whole diagram of the chatup application. Seekers and pools each read one ordered log, and the same log gives the same
 * matches on any machine, at any time.
 *
 * <pre>
 * chatup.commands ──┐
 * chatup.synonyms ──┤
 * directory.users ──┤                  ┌───────────────── answers ────────────────┐
 * directory.blocks ─┴▶ inputs-by-user ◀┘                                          │
 *                           └▶ seekers ─▶ tickets-by-pool ◀─ rounds, moves ─┐     │
 *                                 │             └▶ pools ───────────────────┴─────┤
 *                                 ├▶ chatup.events                                ├▶ chat.commands
 *                                 └▶ inbox.commands                               └▶ chatup.trends
 * </pre>
 *
 * <p>A match and its conversation leave the pool in one transaction, and the seekers read what the pool answered only when that
 * is committed: so the creation stands in {@code chat.commands} before {@code chatup.matched} is delivered to anyone, and
 * before any message that a delivery can lead to. And a seeker's own state knows of an outcome before the seeker does, so that
 * whoever hears of it can seek again at once.
 */
public final class ChatupTopology {
    /** With it go the consumer group, the internal topics, the stores' changelogs and the transactions. For good. */
    public static final String APPLICATION_ID = "confab-chatup";

    private static final String INPUTS_BY_USER = "inputs-by-user";
    private static final String TICKETS_BY_POOL = "tickets-by-pool";

    private static final Serde<UserId> USERS = CHATUP_COMMANDS.keySerde();
    private static final Serde<SeekerInput> INPUTS = Json.serde(SeekerInput.class);
    private static final Serde<PoolInput> TICKETS = Json.serde(PoolInput.class);

    /** What bears on all seekers is in every partition, the rest where its key says. */
    private static final StreamPartitioner<UserId, SeekerInput> SYNONYMS_TO_ALL =
            (topic, user, input, partitions) -> input instanceof SeekerInput.SetSynonym
                    ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                    : Optional.empty();

    /** The parts of a crowded pool lie one beside another, on different partitions as far as there are. */
    private static final StreamPartitioner<String, PoolInput> SPREAD = (topic, cell, input, partitions) ->
            Optional.of(Set.of(Cell.parse(cell).partition(partitions)));

    private ChatupTopology() {}

    /** Throws {@link io.confab.schemas.setting.SettingsException} if a setting is wrong. */
    public static Topology build(Settings settings, MeterRegistry registry) {
        var builder = Flows.builder();
        var orders = orders(read(builder, CHATUP_COMMANDS, "read-chatup-commands"));
        var blocks = blocks(read(builder, DIRECTORY_BLOCKS, "read-directory-blocks"));
        var deletions = deletions(read(builder, DIRECTORY_USERS, "read-directory-users"));
        var synonyms = synonyms(read(builder, CHATUP_SYNONYMS, "read-chatup-synonyms"));
        var seekers = orders.merge(blocks, Named.as("merge-inputs"))
                .merge(deletions, Named.as("merge-deletions"))
                .merge(synonyms, Named.as("merge-synonyms"))
                .repartition(Repartitioned.with(USERS, INPUTS)
                        .withStreamPartitioner(SYNONYMS_TO_ALL)
                        .withName(INPUTS_BY_USER))
                .process(SeekerProcessor.supplier(seekerPolicy(settings), registry), Named.as("decide-seekers"));
        write(events(seekers), CHATUP_EVENTS, "write-chatup-events");
        write(deliveries(seekers), INBOX_COMMANDS, "write-inbox-commands");
        var pools = tickets(seekers)
                .repartition(Repartitioned.with(Serdes.String(), TICKETS)
                        .withStreamPartitioner(SPREAD)
                        .withName(TICKETS_BY_POOL))
                .process(PoolProcessor.supplier(poolPolicy(settings), registry), Named.as("match-tickets"));
        write(conversations(pools), CHAT_COMMANDS, "write-chat-commands");
        answers(pools).to(internal(INPUTS_BY_USER), Produced.with(USERS, INPUTS).withName("write-answers"));
        onward(pools)
                .to(
                        internal(TICKETS_BY_POOL),
                        Produced.with(Serdes.String(), TICKETS)
                                .withStreamPartitioner(SPREAD)
                                .withName("write-onward"));
        write(trends(pools), CHATUP_TRENDS, "write-chatup-trends");
        return builder.build();
    }

    /** The user in the command, not its key, says whose it is. */
    private static KStream<UserId, SeekerInput> orders(KStream<UserId, ChatupCommand> commands) {
        return commands.map(
                (key, command) -> KeyValue.pair(command.userId(), new SeekerInput.Order(command)),
                Named.as("address-orders"));
    }

    /** The blocker alone keeps a block, since it is enough that one of two tickets avoids the other. A tombstone lifts it. */
    private static KStream<UserId, SeekerInput> blocks(KStream<BlockKey, BlockRow> rows) {
        return rows.map(
                (key, row) -> KeyValue.pair(
                        key.blockerId(),
                        new SeekerInput.Block(key.blockerId(), key.blockedId(), Optional.ofNullable(row))),
                Named.as("address-blocks"));
    }

    /** Of accounts it bears on seekers only that one is gone. */
    private static KStream<UserId, SeekerInput> deletions(KStream<UserId, UserRow> rows) {
        return rows.filter((userId, row) -> row == null, Named.as("take-deletions"))
                .mapValues((userId, gone) -> new SeekerInput.AccountDeleted(userId), Named.as("address-deletions"));
    }

    private static KStream<UserId, SeekerInput> synonyms(KStream<String, Synonym> rows) {
        return rows.map(
                (word, row) -> {
                    SeekerInput input = new SeekerInput.SetSynonym(word, Optional.ofNullable(row));
                    return KeyValue.pair(input.userId(), input);
                },
                Named.as("address-synonyms"));
    }

    private static KStream<UserId, ChatupEvent> events(KStream<UserId, SeekerDecision> decisions) {
        return decisions.flatMapValues(
                decision -> decision.told().stream()
                        .filter(ChatupEvent.class::isInstance)
                        .map(ChatupEvent.class::cast)
                        .toList(),
                Named.as("take-events"));
    }

    private static KStream<UserId, InboxCommand> deliveries(KStream<UserId, SeekerDecision> decisions) {
        return decisions.flatMapValues(
                (userId, decision) -> Stream.concat(
                                decision.told().stream()
                                        .map(event -> (InboxCommand) new InboxCommand.Deliver(userId, event)),
                                decision.probed().stream().map(ticketId -> new InboxCommand.Probe(userId, ticketId)))
                        .toList(),
                Named.as("address-deliveries"));
    }

    private static KStream<String, PoolInput> tickets(KStream<UserId, SeekerDecision> decisions) {
        return decisions.flatMap(
                (userId, decision) -> decision.toPool().map(input -> KeyValue.pair(input.pool(), input)).stream()
                        .toList(),
                Named.as("address-tickets"));
    }

    private static KStream<ConversationId, ChatCommand> conversations(KStream<String, PoolOutput> outputs) {
        return outputs.flatMap(
                (pool, output) -> output.conversations().stream()
                        .map(create -> KeyValue.pair(create.conversationId(), (ChatCommand) create))
                        .toList(),
                Named.as("address-conversations"));
    }

    private static KStream<UserId, SeekerInput> answers(KStream<String, PoolOutput> outputs) {
        return outputs.flatMap(
                (cell, output) -> output.toSeekers().stream()
                        .map(input -> KeyValue.pair(input.userId(), input))
                        .toList(),
                Named.as("address-answers"));
    }

    private static KStream<String, PoolInput> onward(KStream<String, PoolOutput> outputs) {
        return outputs.flatMap(
                (cell, output) -> output.toPools().stream()
                        .map(input -> KeyValue.pair(input.pool(), input))
                        .toList(),
                Named.as("address-onward"));
    }

    private static KStream<String, PoolTrend> trends(KStream<String, PoolOutput> outputs) {
        return outputs.flatMapValues(output -> output.trend().stream().toList(), Named.as("take-trends"));
    }

    /**
     * What Kafka Streams calls the topic behind {@code repartition}. Pools write back to the logs that they and the seekers read:
     * a circle, which the builder has no operator for.
     */
    private static String internal(String name) {
        return APPLICATION_ID + "-" + name + "-repartition";
    }

    private static SeekerPolicy seekerPolicy(Settings settings) {
        return new SeekerPolicy(
                settings.get(ChatupSettings.MEET_AGAIN_AFTER),
                settings.get(ChatupSettings.TICKET_RETENTION),
                settings.get(ChatupSettings.PARTS),
                settings.get(ChatupSettings.MOST_SYNONYMS));
    }

    private static PoolPolicy poolPolicy(Settings settings) {
        return new PoolPolicy(
                matcherSettings(settings),
                Scorers.named(settings.get(ChatupSettings.SCORER), settings.get(ChatupSettings.BAR_PERCENT) / 100.0),
                settings.get(ChatupSettings.HORIZON),
                settings.get(ChatupSettings.ROUND_INTERVAL),
                settings.get(ChatupSettings.OVERFLOW_AFTER),
                (double) settings.get(ChatupSettings.SPLIT_FROM) / settings.get(ChatupSettings.PARTS),
                settings.get(ChatupSettings.GONE_AFTER),
                settings.get(ChatupSettings.PROBE_INTERVAL),
                settings.get(ChatupSettings.TREND_INTERVAL));
    }

    /** Nobody has more patience than the time there is. */
    private static MatcherSettings matcherSettings(Settings settings) {
        var patience = settings.get(ChatupSettings.PATIENCE);
        var longest = settings.get(ChatupSettings.LONGEST_WAIT);
        return MatcherSettings.of(patience.compareTo(longest) < 0 ? patience : longest, longest)
                .looking(settings.get(ChatupSettings.CANDIDATES), settings.get(ChatupSettings.BUDGET));
    }
}
