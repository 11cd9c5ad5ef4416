package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.profile.Switches;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HintsTest {
    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final ConversationId TEA = ConversationId.of("00000000-0000-7000-8000-00000000000c");
    private static final ConversationId COFFEE = ConversationId.of("00000000-0000-7000-8000-00000000000d");
    private static final CommandId COMMAND = new CommandId(Uuids.derived("command", "1"));
    private static final Switches OPEN = new Switches(true, true, true, 1);
    private static final Switches CLOSED = new Switches(false, false, false, 2);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private Optional<Switches> switches = Optional.of(OPEN);
    private Duration now = Duration.ZERO;
    private final Hints hints = new Hints(
            new Commands(producer, new SimpleMeterRegistry()),
            user -> switches,
            Duration.ofSeconds(3),
            () -> now.toNanos());

    @Test
    void writing_is_told_once_in_three_seconds_for_each_conversation() {
        hints.typing(ANN, TEA);
        hints.typing(ANN, TEA);
        hints.typing(ANN, COFFEE);
        assertThat(written()).containsExactly(typing(TEA), typing(COFFEE));

        now = Duration.ofMillis(2_999);
        hints.typing(ANN, TEA);
        assertThat(written()).isEmpty();
        now = Duration.ofSeconds(3);
        hints.typing(ANN, TEA);
        assertThat(written()).containsExactly(typing(TEA));
    }

    @Test
    void writing_by_request_is_always_decided_and_shown_as_often() {
        assertThat(hints.typing(COMMAND, ANN, TEA)).isCompleted();
        assertThat(hints.typing(COMMAND, ANN, TEA)).isCompleted();
        assertThat(written())
                .containsExactly(
                        new Typing(Optional.of(COMMAND), TEA, ANN, true),
                        new Typing(Optional.of(COMMAND), TEA, ANN, false));
    }

    @Test
    void what_the_profile_does_not_allow_is_told_to_nobody() {
        switches = Optional.of(CLOSED);
        hints.typing(ANN, TEA);
        hints.delivered(ANN, TEA, new Seq(4));
        assertThat(written()).isEmpty();

        hints.typing(COMMAND, ANN, TEA).join();
        hints.read(COMMAND, ANN, TEA, new Seq(4)).join();
        assertThat(written())
                .containsExactly(
                        new Typing(Optional.of(COMMAND), TEA, ANN, false),
                        new MarkRead(COMMAND, TEA, ANN, new Seq(4), Optional.of(false)));
    }

    @Test
    void where_the_profile_can_not_be_read_nothing_is_shown_and_reading_counts_all_the_same() {
        switches = Optional.empty();
        hints.typing(ANN, TEA);
        hints.delivered(ANN, TEA, new Seq(4));
        hints.read(COMMAND, ANN, TEA, new Seq(4)).join();
        assertThat(written()).containsExactly(new MarkRead(COMMAND, TEA, ANN, new Seq(4), Optional.of(false)));
    }

    @Test
    void what_the_profile_allows_is_told() {
        hints.delivered(ANN, TEA, new Seq(4));
        hints.read(COMMAND, ANN, TEA, new Seq(4)).join();
        assertThat(written())
                .containsExactly(
                        new MarkDelivered(TEA, ANN, new Seq(4)),
                        new MarkRead(COMMAND, TEA, ANN, new Seq(4), Optional.empty()));
    }

    private static Typing typing(ConversationId conversation) {
        return new Typing(Optional.empty(), conversation, ANN, true);
    }

    private List<ChatCommand> written() {
        var values = producer.history().stream()
                .map(record -> CHAT_COMMANDS.valueSerde().deserializer().deserialize(record.topic(), record.value()))
                .toList();
        producer.clear();
        return values;
    }
}
