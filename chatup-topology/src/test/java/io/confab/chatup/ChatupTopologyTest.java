package io.confab.chatup;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.schemas.event.RejectionCode.ALREADY_WAITING;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_WAITING;
import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.CHATUP_EVENTS;
import static io.confab.schemas.topic.Topics.CHATUP_SYNONYMS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatupCommands.cancel;
import static io.confab.testkit.ChatupCommands.seek;
import static io.confab.testkit.ChatupCommands.ticket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.confab.testkit.GoldenTopology;
import io.confab.testkit.User;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatupTopologyTest {
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final Duration ROUND = Duration.ofMillis(250);

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver = driver(metrics);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void every_store_operator_and_topic_has_its_name() {
        GoldenTopology.check("confab-chatup", topology(metrics));
    }

    @Test
    void who_seeks_learns_that_the_ticket_waits() {
        when(seek(ANN, "jazz"));

        assertTold(ANN, waiting(ANN, 1, 0));
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
    }

    @Test
    void two_with_shared_tags_are_matched_with_a_conversation_to_write_in() {
        given(seek(ANN, "chess", "jazz"), seek(BEN, "jazz", "chess"));

        whenTimePasses(ROUND);

        var conversation = new CreateConversation(
                CommandId.derived(
                        "create_conversation", ANN.id(), match(ANN, BEN).toString()),
                ANN_AND_BEN,
                Optional.empty(),
                Optional.of(match(ANN, BEN)),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                ANN.profile(),
                List.of(BEN.profile()),
                List.of());
        assertThat(driver.readKeyed(CHAT_COMMANDS)).containsExactly(KeyValue.pair(ANN_AND_BEN, conversation));
        assertThat(driver.readKeyed(INBOX_COMMANDS))
                .containsExactly(
                        delivery(ANN, matched(ANN, BEN, 0.25, "chess", "jazz")),
                        delivery(BEN, matched(BEN, ANN, 0.25, "chess", "jazz")));
        assertThat(driver.readKeyed(CHATUP_EVENTS))
                .containsExactly(
                        KeyValue.pair(ANN.id(), matched(ANN, BEN, 0.25, "chess", "jazz")),
                        KeyValue.pair(BEN.id(), matched(BEN, ANN, 0.25, "chess", "jazz")));
    }

    @Test
    void a_match_takes_both_tickets_out_of_the_pool() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));
        givenTimePasses(ROUND);
        given(seek(CLEO, "jazz"));

        whenTimePasses(Duration.ofSeconds(59));

        assertNobodyIsTold();
    }

    @Test
    void a_second_ticket_is_refused_until_the_first_has_its_outcome() {
        given(seek(ANN, "jazz"));

        when(seek(ANN, 2, true, "chess"));
        assertTold(ANN, rejected(seek(ANN, 2, true).commandId(), ALREADY_WAITING, "there is a ticket already"));

        given(cancel(ANN));
        when(seek(ANN, 2, true, "chess"));
        assertTold(ANN, waiting(ANN, 2, 0));
    }

    @Test
    void the_same_ticket_again_changes_nothing() {
        given(seek(ANN, "jazz"));

        when(seek(ANN, "jazz"));
        assertNobodyIsTold();

        givenTimePasses(Duration.ofSeconds(60));
        when(seek(ANN, "jazz"));
        assertNobodyIsTold();
    }

    @Test
    void an_id_counts_for_a_day() {
        given(seek(ANN, "jazz"));
        givenTimePasses(Duration.ofHours(24).plusSeconds(1));

        when(seek(ANN, "jazz"));

        assertTold(ANN, waiting(ANN, 1, 24 * 3_600 + 1));
    }

    @Test
    void another_search_under_the_same_id_is_refused() {
        var first = seek(ANN, "jazz");
        var other = new Seek(
                CommandId.derived("seek", ANN.id(), "other"),
                first.ticketId(),
                first.seeker(),
                List.of("chess"),
                first.pool(),
                true);
        given(first);

        when(other);

        assertTold(ANN, rejected(other.commandId(), CLIENT_MESSAGE_ID_REUSED, "clientId names another ticket"));
    }

    @Test
    void a_ticket_that_was_taken_back_meets_nobody() {
        given(seek(ANN, "jazz"));

        when(cancel(ANN));
        assertTold(ANN, new Cancelled(driver.now(), Optional.of(cancel(ANN).commandId()), ticket(ANN, 1), Reason.USER));

        given(seek(BEN, "jazz"));
        whenTimePasses(Duration.ofSeconds(59));
        assertNobodyIsTold();
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
    }

    @Test
    void without_a_ticket_or_after_its_outcome_there_is_nothing_to_take_back() {
        when(cancel(ANN));
        assertTold(ANN, rejected(cancel(ANN).commandId(), NOT_WAITING, "there is no ticket"));

        given(seek(ANN, "jazz"), seek(BEN, "jazz"));
        givenTimePasses(ROUND);
        when(cancel(ANN));
        assertTold(ANN, rejected(cancel(ANN).commandId(), NOT_WAITING, "there is no ticket"));
    }

    @Test
    void who_blocks_another_never_meets_them_whoever_comes_first() {
        givenBlock(BEN, ANN);
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));

        whenTimePasses(Duration.ofSeconds(60));

        assertThat(driver.read(CHATUP_EVENTS)).containsExactly(expired(ANN, 60), expired(BEN, 60));
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
    }

    @Test
    void a_block_counts_for_a_ticket_that_waits_already() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));
        givenBlock(ANN, BEN);

        whenTimePasses(Duration.ofSeconds(59));

        assertNobodyIsTold();
    }

    @Test
    void a_lifted_block_counts_no_more() {
        givenBlock(ANN, BEN);
        driver.pipe(DIRECTORY_BLOCKS, new BlockKey(ANN.id(), BEN.id()), null);
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));

        whenTimePasses(ROUND);

        assertThat(driver.read(CHATUP_EVENTS)).hasSize(2).allMatch(Matched.class::isInstance);
    }

    @Test
    void another_scorer_has_its_way() {
        var settings = Settings.of(Map.of("confab.chatup.scorer", "hermits"));
        try (var hermits = Driver.of(ChatupTopology.APPLICATION_ID, ChatupTopology.build(settings, metrics), metrics)) {
            hermits.pipe(seek(ANN, "jazz"));
            hermits.pipe(seek(BEN, "jazz"));

            hermits.advance(Duration.ofSeconds(60));

            assertThat(hermits.read(CHATUP_EVENTS)).noneMatch(Matched.class::isInstance);
        }
    }

    @Test
    void words_that_mean_the_same_are_shared() {
        driver.pipe(CHATUP_SYNONYMS, "Soccer", new Synonym("footballs"));
        given(seek(ANN, "soccer"), seek(BEN, "football"));

        whenTimePasses(ROUND);

        assertThat(driver.read(CHATUP_EVENTS))
                .extracting(event -> ((Matched) event).sharedTags())
                .containsExactly(List.of("soccer"), List.of("football"));
    }

    @Test
    void a_synonym_that_was_taken_back_counts_no_more() {
        driver.pipe(CHATUP_SYNONYMS, "soccer", new Synonym("football"));
        driver.pipe(CHATUP_SYNONYMS, "soccer", null);
        given(seek(ANN, "soccer"), seek(BEN, "football"));

        whenTimePasses(ROUND);

        assertNobodyIsTold();
    }

    @Test
    void synonyms_beyond_what_the_table_takes_are_set_aside_and_those_that_it_has_can_change() {
        try (var small = Driver.of(
                ChatupTopology.APPLICATION_ID,
                ChatupTopology.build(Settings.of(Map.of("confab.chatup.most-synonyms", "1")), metrics),
                metrics)) {
            small.pipe(CHATUP_SYNONYMS, "soccer", new Synonym("football"));
            small.pipe(CHATUP_SYNONYMS, "soccer", new Synonym("calcio"));
            small.pipe(CHATUP_SYNONYMS, "flick", new Synonym("movie"));
            small.pipe(seek(ANN, "soccer"));
            small.pipe(seek(BEN, "calcio"));
            small.pipe(seek(CLEO, "flick"));
            small.pipe(seek(User.number(9), "movie"));
            small.discardOutputs();

            small.advance(ROUND);

            assertThat(small.readKeyed(CHATUP_EVENTS))
                    .extracting(event -> event.key)
                    .containsExactlyInAnyOrder(ANN.id(), BEN.id());
        }
    }

    @Test
    void two_who_met_meet_others_for_a_day() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));
        givenTimePasses(ROUND);
        given(seek(ANN, 2, true, "jazz"), seek(BEN, 2, true, "jazz"));

        whenTimePasses(Duration.ofSeconds(59));
        assertNobodyIsTold();
        givenTimePasses(Duration.ofSeconds(1));

        givenTimePasses(Duration.ofHours(24));
        given(seek(ANN, 3, true, "jazz"), seek(BEN, 3, true, "jazz"));
        whenTimePasses(ROUND);
        assertThat(driver.read(CHATUP_EVENTS)).hasSize(2).allMatch(Matched.class::isInstance);
    }

    @Test
    void without_tags_in_common_two_meet_when_the_first_has_waited_longest() {
        given(seek(ANN, "chess"), seek(BEN, "jazz"));

        whenTimePasses(Duration.ofSeconds(59).plusMillis(750));
        assertNobodyIsTold();
        whenTimePasses(ROUND);
        assertThat(driver.read(CHATUP_EVENTS))
                .containsExactly(
                        new Matched(
                                after(60),
                                Optional.empty(),
                                ticket(ANN, 1),
                                match(ANN, BEN),
                                ANN_AND_BEN,
                                new Peer(BEN.id(), "Ben"),
                                List.of(),
                                0),
                        new Matched(
                                after(60),
                                Optional.empty(),
                                ticket(BEN, 1),
                                match(ANN, BEN),
                                ANN_AND_BEN,
                                new Peer(ANN.id(), "Ann"),
                                List.of(),
                                0));
    }

    @Test
    void who_would_rather_meet_no_one_expires() {
        given(seek(ANN, 1, false, "chess"), seek(BEN, "jazz"));

        whenTimePasses(Duration.ofSeconds(60));

        assertThat(driver.read(CHATUP_EVENTS)).containsExactly(expired(ANN, 60), expired(BEN, 60));
    }

    @Test
    void tickets_of_two_pools_do_not_meet() {
        var here = seek(ANN, "jazz");
        var there = seek(BEN, "jazz");
        given(here, new Seek(there.commandId(), there.ticketId(), there.seeker(), there.tags(), "de", true));

        whenTimePasses(Duration.ofSeconds(60));

        assertThat(driver.read(CHATUP_EVENTS)).containsExactlyInAnyOrder(expired(ANN, 60), expired(BEN, 60));
    }

    @Test
    void a_command_that_can_not_be_read_is_set_aside_and_the_next_is_taken() {
        driver.pipeRaw(CHATUP_COMMANDS, ANN.id().toString(), "{\"type\":\"seek\"}");

        when(seek(ANN, "jazz"));

        assertTold(ANN, waiting(ANN, 1, 0));
        assertThat(driver.deadLetters(CHATUP_COMMANDS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.stage()).isEqualTo("read"));
    }

    @Test
    void a_round_is_written_only_where_something_happens() {
        when(seek(ANN, "jazz"));
        assertThat(writtenToPools()).isEqualTo(2);
        whenTimePasses(Duration.ofSeconds(5));
        assertThat(writtenToPools()).isZero();

        when(seek(BEN, "jazz"));
        writtenToPools();
        whenTimePasses(Duration.ofMinutes(10));

        assertThat(writtenToPools()).isEqualTo(1);
    }

    @Test
    void what_operators_see_follows_the_tickets() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"), seek(CLEO, "chess"));
        assertThat(metrics.get("confab.chatup.waiting").gauge().value()).isEqualTo(3);

        givenTimePasses(ROUND);
        given(cancel(ANN));

        assertThat(metrics.get("confab.chatup.waiting").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("confab.chatup.tickets").counter().count()).isEqualTo(3);
        assertThat(metrics.get("confab.chatup.wait")
                        .tag("outcome", "matched")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(metrics.get("confab.chatup.rejections")
                        .tag("code", "not_waiting")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_log_gives_the_same_results_and_every_ticket_one_outcome(int seed) {
        var first = play(seed);

        assertThat(play(seed)).isEqualTo(first);
        assertOneOutcomeForEachTicket(first);
        assertMatchesAreMutualAndNobodyMetTwice(first);
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    /** 200 steps of 12 people who seek, cancel and block while time passes, and then all the time that a ticket may wait. */
    private static List<KeyValue<UserId, ChatupEvent>> play(int seed) {
        var random = new SplittableRandom(seed);
        var numbers = new HashMap<User, Integer>();
        try (var driver = driver(new SimpleMeterRegistry())) {
            for (int step = 0; step < 200; step++) {
                var who = User.number(random.nextInt(12));
                switch (random.nextInt(8)) {
                    case 0 -> driver.pipe(cancel(who));
                    case 1 -> {
                        var other = User.number(random.nextInt(12));
                        var row = new BlockRow(who.id(), other.id(), step + 1L, driver.now());
                        driver.pipe(
                                DIRECTORY_BLOCKS,
                                new BlockKey(who.id(), other.id()),
                                random.nextBoolean() ? row : null);
                    }
                    case 2, 3 -> driver.advance(Duration.ofMillis(random.nextInt(4_000)));
                    default ->
                        driver.pipe(seek(
                                who,
                                numbers.merge(who, 1, Integer::sum),
                                random.nextBoolean(),
                                "tag" + random.nextInt(4),
                                "tag" + random.nextInt(4)));
                }
            }
            driver.advance(Duration.ofSeconds(61));
            return driver.readKeyed(CHATUP_EVENTS);
        }
    }

    private static void assertOneOutcomeForEachTicket(List<KeyValue<UserId, ChatupEvent>> events) {
        var waiting = new ArrayList<>();
        var settled = new ArrayList<>();
        for (var event : events) {
            (event.value instanceof Waiting ? waiting : settled).add(event.value.ticketId());
        }
        assertThat(waiting).isNotEmpty().doesNotHaveDuplicates();
        assertThat(settled).containsExactlyInAnyOrderElementsOf(waiting);
    }

    private static void assertMatchesAreMutualAndNobodyMetTwice(List<KeyValue<UserId, ChatupEvent>> events) {
        var peers = new HashMap<MatchId, Map<UserId, UserId>>();
        for (var event : events) {
            if (event.value instanceof Matched matched) {
                peers.computeIfAbsent(matched.matchId(), none -> new HashMap<>())
                        .put(event.key, matched.peer().userId());
            }
        }
        assertThat(peers).isNotEmpty();
        var conversations = new HashSet<ConversationId>();
        peers.values().forEach(match -> {
            assertThat(match)
                    .hasSize(2)
                    .allSatisfy((one, other) ->
                            assertThat(match.get(other)).isEqualTo(one).isNotEqualTo(other));
            var pair = List.copyOf(match.keySet());
            assertThat(conversations.add(ConversationId.direct(pair.get(0), pair.get(1))))
                    .isTrue();
        });
    }

    private void given(ChatupCommand... commands) {
        when(commands);
        driver.discardOutputs();
    }

    private void givenBlock(User blocker, User blocked) {
        driver.pipe(
                DIRECTORY_BLOCKS,
                new BlockKey(blocker.id(), blocked.id()),
                new BlockRow(blocker.id(), blocked.id(), 1, driver.now()));
    }

    private void givenTimePasses(Duration time) {
        driver.advance(time);
        driver.discardOutputs();
    }

    private void when(ChatupCommand... commands) {
        for (var command : commands) {
            driver.pipe(command);
        }
    }

    private void whenTimePasses(Duration time) {
        driver.advance(time);
    }

    /** Tells one user one thing and nobody anything else; what is a fact about a ticket is written for all to read, too. */
    private void assertTold(User who, UserEvent event) {
        assertThat(driver.readKeyed(INBOX_COMMANDS)).containsExactly(delivery(who, event));
        assertThat(driver.readKeyed(CHATUP_EVENTS))
                .isEqualTo(event instanceof ChatupEvent fact ? List.of(KeyValue.pair(who.id(), fact)) : List.of());
    }

    private void assertNobodyIsTold() {
        assertThat(driver.read(INBOX_COMMANDS)).allMatch(InboxCommand.Probe.class::isInstance);
        assertThat(driver.read(CHATUP_EVENTS)).isEmpty();
    }

    private Waiting waiting(User who, int number, double seconds) {
        return new Waiting(
                after(seconds),
                Optional.of(seek(who, number, true).commandId()),
                ticket(who, number),
                1,
                OptionalLong.empty());
    }

    private CommandRejected rejected(CommandId commandId, RejectionCode code, String detail) {
        return new CommandRejected(driver.now(), Optional.of(commandId), code, detail);
    }

    private static Expired expired(User who, double seconds) {
        return new Expired(after(seconds), Optional.empty(), ticket(who, 1));
    }

    private static Matched matched(User who, User peer, double seconds, String... tags) {
        return new Matched(
                after(seconds),
                Optional.empty(),
                ticket(who, 1),
                match(ANN, BEN),
                ANN_AND_BEN,
                new Peer(peer.id(), peer.displayName()),
                List.of(tags),
                1);
    }

    /** Of tickets of one moment the one with the lower id is the older: {@code older} is to be that one. */
    private static MatchId match(User older, User younger) {
        return new MatchId(Uuids.derived(
                "match", ticket(older, 1).toString(), ticket(younger, 1).toString()));
    }

    private int writtenToPools() {
        return driver.topologyTestDriver()
                .createOutputTopic(
                        "confab-chatup-tickets-by-pool-repartition",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList()
                .size();
    }

    private static KeyValue<UserId, InboxCommand> delivery(User who, UserEvent event) {
        return KeyValue.pair(who.id(), new InboxCommand.Deliver(who.id(), event));
    }

    private static Driver driver(MeterRegistry metrics) {
        return Driver.of(ChatupTopology.APPLICATION_ID, topology(metrics), metrics);
    }

    private static Topology topology(MeterRegistry metrics) {
        return ChatupTopology.build(Settings.of(Map.of()), metrics);
    }
}
