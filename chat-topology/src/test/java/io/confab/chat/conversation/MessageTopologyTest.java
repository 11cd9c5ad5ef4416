package io.confab.chat.conversation;

import static io.confab.chat.Facts.deleted;
import static io.confab.chat.Facts.edited;
import static io.confab.chat.Facts.reacted;
import static io.confab.chat.Facts.unreacted;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.add;
import static io.confab.testkit.ChatCommands.delete;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.edit;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.react;
import static io.confab.testkit.ChatCommands.unreact;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages that were sent, where they can be changed for an hour. */
class MessageTopologyTest {
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final ConversationId TEA = group("Tea", ANN).conversationId();
    private static final String THUMB = "\uD83D\uDC4D";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver = Driver.of(
            "confab-conversation",
            ConversationTopology.build(Settings.of(Map.of("confab.chat.message-retention", "1h")), metrics),
            metrics);

    @AfterEach
    void nothing_else_was_written() {
        try (driver) {
            assertThat(driver.read(CHAT_EVENTS)).isEmpty();
            assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
            assertThat(driver.deadLetters(CHAT_COMMANDS)).isEmpty();
        }
    }

    @Test
    void a_message_is_edited_reacted_to_and_deleted_and_each_change_is_a_fact_that_reaches_both() {
        given(direct(ANN, BEN), ANN.says("helo", BEN));

        when(edit(ANN, ANN_AND_BEN, 1, "hello"));
        var edited = edited(edit(ANN, ANN_AND_BEN, 1, "hello"), 1, driver.now());
        thenFact(edited);
        thenDeliveries(to(ANN, edited), to(BEN, edited.withoutCommand()));

        when(react(BEN, ANN_AND_BEN, 1, THUMB));
        var added = reacted(react(BEN, ANN_AND_BEN, 1, THUMB), 2, driver.now());
        thenFact(added);
        thenDeliveries(to(ANN, added.withoutCommand()), to(BEN, added));

        when(unreact(BEN, ANN_AND_BEN, 1, THUMB));
        var removed = unreacted(unreact(BEN, ANN_AND_BEN, 1, THUMB), 3, driver.now());
        thenFact(removed);
        thenDeliveries(to(ANN, removed.withoutCommand()), to(BEN, removed));

        when(delete(ANN, ANN_AND_BEN, 1));
        var deleted = deleted(delete(ANN, ANN_AND_BEN, 1), 4, Kind.DIRECT, ANN, driver.now());
        thenFact(deleted);
        thenDeliveries(to(ANN, deleted), to(BEN, deleted.withoutCommand()));
    }

    @Test
    void a_change_that_comes_again_after_others_does_nothing() {
        given(
                direct(ANN, BEN),
                ANN.says("helo", BEN),
                edit(ANN, ANN_AND_BEN, 1, "hello"),
                react(BEN, ANN_AND_BEN, 1, THUMB));
        given(unreact(BEN, ANN_AND_BEN, 1, THUMB), edit(ANN, ANN_AND_BEN, 1, "hi"));
        when(edit(ANN, ANN_AND_BEN, 1, "hello"));
        when(react(BEN, ANN_AND_BEN, 1, THUMB));
        thenNothing();
    }

    @Test
    void who_does_not_see_a_message_hears_of_no_change_of_it() {
        given(group("Tea", ANN, BEN), ANN.says("before", TEA), add(ANN, TEA, CLEO));
        when(edit(ANN, TEA, 1, "secret"));
        var edited = edited(edit(ANN, TEA, 1, "secret"), 1, driver.now());
        thenFact(edited);
        thenDeliveries(to(ANN, edited), to(BEN, edited.withoutCommand()));
    }

    @Test
    void reactions_are_kept_as_long_as_somebody_gives_them_and_their_message_is_there() {
        given(direct(ANN, BEN), ANN.says("hello", BEN), ANN.says("bye", BEN));
        given(react(ANN, ANN_AND_BEN, 1, THUMB), react(BEN, ANN_AND_BEN, 1, THUMB), react(BEN, ANN_AND_BEN, 2, THUMB));
        assertThat(reactions()).hasSize(2);
        given(unreact(ANN, ANN_AND_BEN, 1, THUMB));
        assertThat(reactions()).hasSize(2);
        given(unreact(BEN, ANN_AND_BEN, 1, THUMB));
        assertThat(reactions()).containsExactly(new ReactionKey(new MessageKey(ANN_AND_BEN, new Seq(2)), THUMB));
        given(delete(ANN, ANN_AND_BEN, 2));
        assertThat(reactions()).isEmpty();
    }

    @Test
    void a_message_that_is_too_old_can_be_changed_no_more_and_goes_when_another_comes() {
        given(direct(ANN, BEN), ANN.says("one", BEN), ANN.says("two", BEN), react(BEN, ANN_AND_BEN, 1, THUMB));
        driver.advance(HOUR.plusMillis(1));
        when(edit(ANN, ANN_AND_BEN, 1, "late"));
        thenTooOld(edit(ANN, ANN_AND_BEN, 1, "late"));
        assertThat(messages()).containsExactly(1L, 2L);

        given(ANN.says("three", BEN));
        assertThat(messages()).containsExactly(3L);
        assertThat(reactions()).isEmpty();
        when(delete(ANN, ANN_AND_BEN, 2));
        thenTooOld(delete(ANN, ANN_AND_BEN, 2));
    }

    @Test
    void what_is_too_old_goes_a_few_at_a_time_and_what_is_not_stays() {
        given(direct(ANN, BEN));
        for (int seq = 1; seq <= 40; seq++) {
            given(ANN.says("old " + seq, BEN));
        }
        driver.advance(HOUR);
        given(ANN.says("41", BEN));
        assertThat(messages()).hasSize(41);

        driver.advance(Duration.ofMillis(1));
        given(ANN.says("42", BEN));
        assertThat(messages()).hasSize(42 - 16).startsWith(17L);
        given(ANN.says("43", BEN), ANN.says("44", BEN), ANN.says("45", BEN));
        assertThat(messages()).containsExactly(41L, 42L, 43L, 44L, 45L);
    }

    private List<Long> messages() {
        var seqs = new ArrayList<Long>();
        try (var all = driver.<MessageKey, Message>store("messages").all()) {
            all.forEachRemaining(found -> seqs.add(found.key.seq().value()));
        }
        return seqs;
    }

    private List<ReactionKey> reactions() {
        var keys = new ArrayList<ReactionKey>();
        try (var all = driver.<ReactionKey, Reaction>store("reactions").all()) {
            all.forEachRemaining(found -> keys.add(found.key));
        }
        return keys;
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

    private void thenDeliveries(Deliver... deliveries) {
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly((InboxCommand[]) deliveries);
    }

    private void thenNothing() {
        assertThat(driver.read(CHAT_EVENTS)).isEmpty();
        assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
    }

    private void thenTooOld(MessageChange command) {
        var rejection = new CommandRejected(
                driver.now(),
                Optional.of(command.commandId()),
                RejectionCode.NOT_ALLOWED,
                "the message is too old to be changed");
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly(new Deliver(command.by(), rejection));
    }

    private static Deliver to(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }
}
