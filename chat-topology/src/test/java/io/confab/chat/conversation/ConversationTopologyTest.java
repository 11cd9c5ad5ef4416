package io.confab.chat.conversation;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
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
        var events = driver.read(CHAT_EVENTS);
        var deliveries = driver.read(INBOX_COMMANDS);
        var letters = driver.deadLetters(CHAT_COMMANDS);
        driver.close();
        assertThat(events).isEmpty();
        assertThat(deliveries).isEmpty();
        assertThat(letters).isEmpty();
    }

    @Test
    void a_message_becomes_a_fact_and_reaches_both() {
        given(direct(ANN, BEN));
        when(ANN.says("hello", BEN));

        var sent = sent(ANN.says("hello", BEN), 1);
        assertThat(events()).containsExactly(KeyValue.pair(ANN_AND_BEN, sent));
        assertThat(deliveries()).containsExactly(to(ANN, sent), to(BEN, sent.withoutCommand()));
    }

    @Test
    void a_retry_changes_nothing_within_a_day_and_is_a_new_message_after_it() {
        given(direct(ANN, BEN), ANN.says("hello", BEN));

        driver.advance(DAY);
        when(ANN.says("hello", BEN));
        assertThat(events()).isEmpty();
        assertThat(deliveries()).isEmpty();

        driver.advance(Duration.ofMillis(1));
        when(ANN.says("hello", BEN));
        var sent = sent(ANN.says("hello", BEN), 2);
        assertThat(events()).containsExactly(KeyValue.pair(ANN_AND_BEN, sent));
        assertThat(deliveries()).containsExactly(to(ANN, sent), to(BEN, sent.withoutCommand()));
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

    private List<KeyValue<ConversationId, ChatEvent>> events() {
        return driver.readKeyed(CHAT_EVENTS);
    }

    private List<KeyValue<io.confab.schemas.id.UserId, InboxCommand>> deliveries() {
        return driver.readKeyed(INBOX_COMMANDS);
    }

    private static KeyValue<io.confab.schemas.id.UserId, InboxCommand> to(User user, UserEvent event) {
        return KeyValue.pair(user.id(), new Deliver(user.id(), event));
    }

    private MessageSent sent(SendMessage command, long seq) {
        return new MessageSent(
                driver.now(),
                Optional.of(command.commandId()),
                command.conversationId(),
                new Seq(seq),
                MessageId.from(command.commandId()),
                command.clientMessageId(),
                command.senderId(),
                command.text(),
                command.replyTo());
    }
}
