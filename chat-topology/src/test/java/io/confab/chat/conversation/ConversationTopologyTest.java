package io.confab.chat.conversation;

import static io.confab.chat.Facts.created;
import static io.confab.chat.Facts.sent;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.add;
import static io.confab.testkit.ChatCommands.blocks;
import static io.confab.testkit.ChatCommands.delivered;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.leave;
import static io.confab.testkit.ChatCommands.matched;
import static io.confab.testkit.ChatCommands.message;
import static io.confab.testkit.ChatCommands.read;
import static io.confab.testkit.ChatCommands.rename;
import static io.confab.testkit.ChatCommands.role;
import static io.confab.testkit.ChatCommands.typing;
import static io.confab.testkit.ChatCommands.unblocks;
import static io.confab.testkit.InboxCommands.show;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.Facts;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.EphemeralEvent.Delivered;
import io.confab.schemas.event.EphemeralEvent.UserTyping;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.json.Json;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationTopologyTest {
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final Duration DAY = Duration.ofHours(24);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver =
            Driver.of("confab-conversation", ConversationTopology.build(Settings.of(Map.of()), metrics), metrics);

    @AfterEach
    void nothing_else_was_written() {
        try (driver) {
            assertThat(driver.read(CHAT_EVENTS)).isEmpty();
            assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
            assertThat(driver.deadLetters(CHAT_COMMANDS)).isEmpty();
        }
    }

    @Test
    void a_conversation_is_created_for_both() {
        when(direct(ANN, BEN));

        var created = created(direct(ANN, BEN), driver.now());
        thenFact(created);
        thenDeliveries(to(ANN, created), to(BEN, created.withoutCommand()));
    }

    @Test
    void a_conversation_that_exists_is_shown_to_who_asks_and_is_no_new_fact() {
        given(direct(ANN, BEN));
        when(direct(BEN, ANN));

        var made = created(direct(ANN, BEN), driver.now());
        thenNoFact();
        thenDeliveries(to(
                BEN,
                new ConversationCreated(
                        driver.now(),
                        Optional.of(direct(BEN, ANN).commandId()),
                        ANN_AND_BEN,
                        made.kind(),
                        made.title(),
                        made.history(),
                        ANN.id(),
                        made.members(),
                        Optional.empty())));
    }

    @Test
    void a_match_of_two_who_have_a_conversation_shows_it_to_both_and_is_no_new_fact() {
        given(direct(ANN, BEN));
        when(matched(BEN, ANN));

        var made = created(direct(ANN, BEN), driver.now());
        var shown = new ConversationCreated(
                driver.now(),
                Optional.of(matched(BEN, ANN).commandId()),
                ANN_AND_BEN,
                made.kind(),
                made.title(),
                made.history(),
                ANN.id(),
                made.members(),
                Optional.empty());
        thenNoFact();
        thenDeliveries(to(ANN, shown.withoutCommand()), to(BEN, shown));
    }

    @Test
    void a_message_becomes_a_fact_and_reaches_both() {
        given(direct(ANN, BEN));
        when(ANN.says("hello", BEN));

        var sent = sent(ANN.says("hello", BEN), 1, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent), to(BEN, sent.withoutCommand()));
    }

    @Test
    void a_message_to_a_group_reaches_every_member() {
        var tea = group("Tea", ANN, BEN, CLEO);
        given(tea);
        when(CLEO.says("milk?", tea.conversationId()));

        var sent = sent(CLEO.says("milk?", tea.conversationId()), 1, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent.withoutCommand()), to(BEN, sent.withoutCommand()), to(CLEO, sent));
    }

    @Test
    void each_conversation_counts_its_own_messages() {
        given(direct(ANN, BEN), direct(ANN, CLEO), ANN.says("one", BEN), ANN.says("two", BEN));
        when(ANN.says("one", CLEO));

        var sent = sent(ANN.says("one", CLEO), 1, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent), to(CLEO, sent.withoutCommand()));
    }

    @Test
    void a_retry_changes_nothing_within_a_day_and_is_a_new_message_after_it() {
        given(direct(ANN, BEN), ANN.says("hello", BEN));

        driver.advance(DAY);
        when(ANN.says("hello", BEN));
        thenNothing();

        driver.advance(Duration.ofMillis(1));
        when(ANN.says("hello", BEN));
        var sent = sent(ANN.says("hello", BEN), 2, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent), to(BEN, sent.withoutCommand()));
    }

    @Test
    void a_retry_by_a_gateway_whose_clock_is_behind_changes_nothing() {
        given(direct(ANN, BEN));
        driver.advance(Duration.ofHours(1));
        given(ANN.says("hello", BEN));
        driver.topologyTestDriver()
                .createInputTopic(
                        CHAT_COMMANDS.name(),
                        CHAT_COMMANDS.keySerde().serializer(),
                        CHAT_COMMANDS.valueSerde().serializer())
                .pipeInput(ANN_AND_BEN, ANN.says("hello", BEN), Driver.START);
        thenNothing();
    }

    @Test
    void another_text_under_the_same_client_message_id_is_refused_to_its_sender() {
        given(direct(ANN, BEN), message(ANN, ANN_AND_BEN, "m1", "hello"));
        var other = message(ANN, ANN_AND_BEN, "m1", "goodbye");
        when(other);
        thenNoFact();
        thenDeliveries(to(ANN, rejected(other.commandId(), RejectionCode.CLIENT_MESSAGE_ID_REUSED)));
    }

    @Test
    void a_blocked_sender_alone_learns_of_the_rejection() {
        given(direct(ANN, BEN), blocks(BEN, ANN));
        when(ANN.says("hello", BEN));
        thenNoFact();
        thenDeliveries(to(ANN, rejected(ANN.says("hello", BEN).commandId(), RejectionCode.BLOCKED)));
    }

    @Test
    void a_refused_message_is_sent_when_it_comes_again_after_the_block() {
        given(direct(ANN, BEN), blocks(BEN, ANN), ANN.says("hello", BEN), unblocks(BEN, ANN, 2));
        when(ANN.says("hello", BEN));
        var sent = sent(ANN.says("hello", BEN), 1, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent), to(BEN, sent.withoutCommand()));
    }

    @Test
    void a_block_is_told_to_the_blocker_and_its_echo_from_change_capture_to_nobody() {
        var block = blocks(BEN, ANN);
        when(block);
        thenNoFact();
        thenDeliveries(to(BEN, new BlockApplied(driver.now(), block.commandId(), ANN.id())));

        when(new SetBlock(Optional.empty(), ANN_AND_BEN, BEN.id(), ANN.id(), 1, true));
        thenNothing();
    }

    @Test
    void a_read_mark_is_a_fact_once_and_only_rises() {
        given(direct(ANN, BEN), ANN.says("one", BEN), ANN.says("two", BEN));
        var mark = read(BEN, ANN_AND_BEN, new Seq(2));
        when(mark);
        var read = Facts.read(mark, 2, driver.now());
        thenFact(read);
        thenDeliveries(to(ANN, read.withoutCommand()), to(BEN, read));

        when(read(BEN, ANN_AND_BEN, new Seq(1)));
        thenNothing();
    }

    @Test
    void writing_is_shown_to_the_other_members_and_is_no_fact() {
        given(direct(ANN, BEN));
        when(typing(ANN, ANN_AND_BEN));
        thenNoFact();
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly(show(BEN, new UserTyping(ANN_AND_BEN, ANN.id())));
    }

    @Test
    void a_delivery_is_a_fact_once_and_shown_to_the_other_members() {
        given(direct(ANN, BEN), ANN.says("one", BEN));
        when(delivered(BEN, ANN_AND_BEN, new Seq(1)));
        thenFact(new ConversationDelivered(driver.now(), ANN_AND_BEN, BEN.id(), new Seq(1)));
        assertThat(driver.read(INBOX_COMMANDS))
                .containsExactly(show(ANN, new Delivered(ANN_AND_BEN, BEN.id(), new Seq(1))));

        when(delivered(BEN, ANN_AND_BEN, new Seq(1)));
        thenNothing();
    }

    @Test
    void a_group_is_shown_to_who_is_added_renamed_handed_over_and_left() {
        var tea = group("Tea", ANN).conversationId();
        given(group("Tea", ANN, BEN), ANN.says("hello", tea));
        when(add(ANN, tea, CLEO));
        var added = Facts.added(add(ANN, tea, CLEO), 1, 1, driver.now());
        thenFact(added);
        var told = driver.read(INBOX_COMMANDS);
        assertThat(told).extracting(InboxCommand::userId).containsExactly(CLEO.id(), ANN.id(), BEN.id(), CLEO.id());
        assertThat(told.get(0))
                .isInstanceOfSatisfying(
                        Deliver.class,
                        first -> assertThat(first.event())
                                .isInstanceOfSatisfying(
                                        ConversationCreated.class,
                                        shown -> assertThat(shown.members())
                                                .extracting(Member::userId)
                                                .containsExactly(ANN.id(), BEN.id(), CLEO.id())));
        assertThat(told.get(3)).isEqualTo(to(CLEO, added.withoutCommand()));

        when(role(ANN, tea, CLEO, Role.OWNER));
        var handed = Facts.changed(role(ANN, tea, CLEO, Role.OWNER), 2, driver.now());
        thenFact(handed);
        thenDeliveries(to(ANN, handed), to(BEN, handed.withoutCommand()), to(CLEO, handed.withoutCommand()));

        when(leave(ANN, tea));
        var left = Facts.removed(leave(ANN, tea), 3, 1, driver.now());
        thenFact(left);
        thenDeliveries(to(ANN, left), to(BEN, left.withoutCommand()), to(CLEO, left.withoutCommand()));

        when(rename(CLEO, tea, "Coffee"));
        var renamed = Facts.changed(rename(CLEO, tea, "Coffee"), 4, driver.now());
        thenFact(renamed);
        thenDeliveries(to(BEN, renamed.withoutCommand()), to(CLEO, renamed));

        when(leave(ANN, tea)); // again, and that is long decided
        thenNothing();
        assertThat(decisions("remove_member", "repeated")).isEqualTo(1);
    }

    @Test
    void a_direct_conversation_that_was_left_is_a_new_fact_when_it_is_opened_anew() {
        given(direct(ANN, BEN), leave(BEN, ANN_AND_BEN));
        when(direct(BEN, ANN));
        assertThat(driver.read(CHAT_EVENTS))
                .singleElement()
                .isInstanceOfSatisfying(
                        ConversationCreated.class,
                        anew -> assertThat(anew.version()).contains(2L));
        assertThat(driver.read(INBOX_COMMANDS)).extracting(InboxCommand::userId).containsExactly(BEN.id(), ANN.id());
    }

    @Test
    void who_never_was_a_member_learns_of_no_conversation() {
        given(direct(ANN, BEN));
        var psst = CLEO.says("psst", ANN_AND_BEN);
        when(psst);
        thenNoFact();
        thenDeliveries(to(CLEO, rejected(psst.commandId(), RejectionCode.UNKNOWN_CONVERSATION)));
    }

    @Test
    void what_can_not_be_read_is_set_aside_and_the_partition_goes_on() {
        given(direct(ANN, BEN));
        driver.pipeRaw(CHAT_COMMANDS, ANN_AND_BEN.toString(), "{\"type\":\"send_message\"}");
        driver.pipeRaw(CHAT_COMMANDS, "no id", Json.write(ANN.says("hello", BEN)));

        when(ANN.says("hello", BEN));
        var sent = sent(ANN.says("hello", BEN), 1, driver.now());
        thenFact(sent);
        thenDeliveries(to(ANN, sent), to(BEN, sent.withoutCommand()));
        assertThat(driver.deadLetters(CHAT_COMMANDS))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.stage()).isEqualTo("read"));
    }

    @Test
    void what_no_gateway_writes_is_set_aside_and_leaves_nothing_behind() {
        var forged = new SetBlock(Optional.empty(), ANN_AND_BEN, BEN.id(), CLEO.id(), 1, true);
        when(forged);
        driver.pipe(CHAT_COMMANDS, ConversationId.direct(BEN.id(), CLEO.id()), direct(ANN, BEN));

        assertThat(driver.deadLetters(CHAT_COMMANDS))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.stage()).isEqualTo("process"));
        thenNothing();
        when(ANN.says("hello", BEN));
        thenNoFact();
        thenDeliveries(to(ANN, rejected(ANN.says("hello", BEN).commandId(), RejectionCode.UNKNOWN_CONVERSATION)));
    }

    @Test
    void decisions_are_counted_by_kind_and_outcome() {
        given(direct(ANN, BEN), ANN.says("hello", BEN), ANN.says("hello", BEN), CLEO.says("psst", ANN_AND_BEN));
        assertThat(decisions("create_conversation", "accepted")).isEqualTo(1);
        assertThat(decisions("send_message", "accepted")).isEqualTo(1);
        assertThat(decisions("send_message", "repeated")).isEqualTo(1);
        assertThat(decisions("send_message", "unknown_conversation")).isEqualTo(1);
    }

    private double decisions(String kind, String outcome) {
        return metrics.get("confab.chat.decisions")
                .tags("kind", kind, "outcome", outcome)
                .counter()
                .count();
    }

    private void given(ChatCommand... commands) {
        for (var command : commands) {
            driver.pipe(command);
        }
        driver.discardOutputs();
    }

    private void when(ChatCommand command) {
        driver.pipe(command);
    }

    private void thenFact(ChatEvent fact) {
        assertThat(driver.readKeyed(CHAT_EVENTS)).containsExactly(KeyValue.pair(fact.conversationId(), fact));
    }

    private void thenNoFact() {
        assertThat(driver.readKeyed(CHAT_EVENTS)).isEmpty();
    }

    /** These and no others, each under its user's key. */
    private void thenDeliveries(Deliver... deliveries) {
        var written = driver.readKeyed(INBOX_COMMANDS);
        assertThat(written).extracting(record -> record.value).containsExactly((InboxCommand[]) deliveries);
        assertThat(written).allSatisfy(record -> assertThat(record.key).isEqualTo(record.value.userId()));
    }

    private void thenNothing() {
        thenNoFact();
        assertThat(driver.readKeyed(INBOX_COMMANDS)).isEmpty();
    }

    private static Deliver to(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }

    private CommandRejected rejected(CommandId command, RejectionCode code) {
        var details = Map.of(
                RejectionCode.BLOCKED, "one of you has blocked the other",
                RejectionCode.CLIENT_MESSAGE_ID_REUSED, "the id stands for something else already",
                RejectionCode.UNKNOWN_CONVERSATION, "there is no such conversation");
        return new CommandRejected(driver.now(), Optional.of(command), code, details.get(code));
    }
}
