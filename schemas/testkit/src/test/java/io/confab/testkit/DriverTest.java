package io.confab.testkit;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.streams.Flows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DriverTest {
    private static final ConversationId CONVERSATION = ConversationId.direct(ANN.id(), BEN.id());

    @Test
    void typed_records_go_in_and_come_out_with_their_keys_at_the_time_of_the_driver() {
        try (var driver = Driver.of("confab-test", toldToBlocker())) {
            driver.advance(Duration.ofMinutes(1));
            driver.pipe(ChatCommands.blocks(ANN, BEN));
            assertThat(driver.readKeyed(INBOX_COMMANDS))
                    .containsExactly(KeyValue.pair(
                            ANN.id(),
                            InboxCommands.deliver(
                                    ANN, new BlockApplied(Driver.START.plusSeconds(60), Optional.empty(), BEN.id()))));
            assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
            assertThat(driver.<String, Long>store("seen").get(CONVERSATION.toString()))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_was_written_can_be_discarded() {
        try (var driver = Driver.of("confab-test", toldToBlocker())) {
            driver.pipe(ChatCommands.blocks(ANN, BEN));
            driver.discardOutputs();
            driver.pipe(ChatCommands.blocks(BEN, ANN));
            assertThat(driver.readKeyed(INBOX_COMMANDS))
                    .extracting(record -> record.key)
                    .containsExactly(BEN.id());
        }
    }

    @Test
    void an_unreadable_record_is_among_the_dead_letters_and_the_next_is_processed() {
        try (var driver = Driver.of("confab-test", toldToBlocker())) {
            driver.pipeRaw(CHAT_COMMANDS, "no id", "{}");
            driver.pipe(ChatCommands.blocks(ANN, BEN));
            assertThat(driver.deadLetters(CHAT_COMMANDS)).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("no id");
                assertThat(letter.value()).isEqualTo("{}");
                assertThat(letter.stage()).isEqualTo("read");
                assertThat(letter.reason()).contains("ConversationId");
            });
            assertThat(driver.read(INBOX_COMMANDS)).hasSize(1);
            assertThat(driver.metrics()
                            .get("confab.streams.dead.letters")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_store_that_is_not_there_is_named() {
        try (var driver = Driver.of("confab-test", toldToBlocker())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> driver.store("sen"))
                    .withMessageContaining("sen")
                    .withMessageContaining("seen");
        }
    }

    @Test
    void a_topology_is_kept_as_text() {
        GoldenTopology.check("told-to-blocker", toldToBlocker());
    }

    /** Tells whoever sets a block of it, and counts commands by conversation. */
    private static Topology toldToBlocker() {
        var builder = Flows.builder();
        var told = Flows.read(builder, CHAT_COMMANDS, "read-chat-commands").process(new Telling(), Named.as("tell"));
        Flows.write(told, INBOX_COMMANDS, "write-inbox-commands");
        return builder.build();
    }

    private static final class Telling implements ProcessorSupplier<ConversationId, ChatCommand, UserId, InboxCommand> {
        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore("seen"), Serdes.String(), Serdes.Long()));
        }

        @Override
        public Processor<ConversationId, ChatCommand, UserId, InboxCommand> get() {
            return new Processor<>() {
                private ProcessorContext<UserId, InboxCommand> context;
                private KeyValueStore<String, Long> seen;

                @Override
                public void init(ProcessorContext<UserId, InboxCommand> context) {
                    this.context = context;
                    this.seen = context.getStateStore("seen");
                }

                @Override
                public void process(Record<ConversationId, ChatCommand> record) {
                    var before = seen.get(record.key().toString());
                    seen.put(record.key().toString(), before == null ? 1 : before + 1);
                    var block = (ChatCommand.SetBlock) record.value();
                    var at = Instant.ofEpochMilli(record.timestamp());
                    var event = new BlockApplied(at, Optional.empty(), block.blockedId());
                    context.forward(record.withKey(block.blockerId())
                            .withValue(new InboxCommand.Deliver(block.blockerId(), event)));
                }
            };
        }
    }
}
