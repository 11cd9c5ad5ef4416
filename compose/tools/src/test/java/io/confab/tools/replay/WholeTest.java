package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.conversation.ConversationTopology;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Events and commands of the topology itself, of which the beginning is then taken away. */
class WholeTest {

    private final List<ConsumerRecord<byte[], byte[]>> commands = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();

    @Test
    void a_conversation_whose_creation_is_kept_is_whole() {
        given(direct(ANN, BEN), ANN.says("one", BEN), direct(BEN, CLEO), BEN.says("two", CLEO));

        var whole = Whole.of(commands.subList(1, 4).iterator(), events.iterator());

        assertThat(events.stream().filter(whole)).containsExactly(events.get(2), events.get(3));
        assertThat(whole.conversationsLeft()).isEqualTo(1);
        assertThat(whole.recordsLeft()).isEqualTo(2);
    }

    @Test
    void a_creation_asked_for_again_does_not_make_a_conversation_whole() {
        given(direct(ANN, BEN), direct(ANN, BEN), ANN.says("one", BEN));

        var whole = Whole.of(commands.subList(1, 3).iterator(), events.iterator());

        assertThat(events.stream().filter(whole)).isEmpty();
    }

    @Test
    void a_conversation_whose_first_event_is_forgotten_is_not_whole() {
        given(direct(ANN, BEN), ANN.says("one", BEN));

        var whole = Whole.of(commands.iterator(), events.subList(1, 2).iterator());

        assertThat(events.stream().filter(whole)).isEmpty();
    }

    private void given(ChatCommand... log) {
        var registry = new SimpleMeterRegistry();
        var topology = ConversationTopology.build(Settings.of(Map.of()), registry);
        try (var driver = Driver.of(ConversationTopology.APPLICATION_ID, topology, registry)) {
            for (var command : log) {
                driver.pipe(command);
                commands.add(record(
                        CHAT_COMMANDS.name(),
                        commands.size(),
                        driver.now().toEpochMilli(),
                        CHAT_COMMANDS.keySerde().serializer().serialize("", command.conversationId()),
                        CHAT_COMMANDS.valueSerde().serializer().serialize("", command)));
                driver.advance(Duration.ofMillis(17));
            }
            driver.topologyTestDriver()
                    .createOutputTopic(CHAT_EVENTS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(event -> events.add(
                            record(CHAT_EVENTS.name(), events.size(), event.timestamp(), event.key(), event.value())));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, long timestamp, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
