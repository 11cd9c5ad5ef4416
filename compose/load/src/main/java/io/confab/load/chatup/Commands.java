package io.confab.load.chatup;

import io.confab.load.match.Mix;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts on the topics what gateways and the directory would. Nothing waits for the broker's word before {@link #close}. */
final class Commands implements AutoCloseable {
    private static final String POOL = "default";

    private final KafkaProducer<byte[], byte[]> producer;
    private final Users users;
    private final Journal journal;
    private final long salt;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int cancels;
    private long blockVersions;

    Commands(String bootstrapServers, Users users, Journal journal, long salt) {
        this.users = users;
        this.journal = journal;
        this.salt = salt;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The ids of seeks under one salt; a ticket's number is in the lower half. */
    static long ofSeeks(long salt) {
        return ~salt;
    }

    void seek(int ticket, int user, List<String> tags) {
        var command = new ChatupCommand.Seek(
                new CommandId(new UUID(ofSeeks(salt), ticket)),
                new TicketId(journal.id(ticket)),
                users.profile(user),
                tags,
                POOL,
                true);
        send(Topics.CHATUP_COMMANDS, users.id(user), command);
    }

    void cancel(int user) {
        var commandId = new CommandId(new UUID(Mix.of(salt), cancels++));
        send(Topics.CHATUP_COMMANDS, users.id(user), new ChatupCommand.Cancel(commandId, users.id(user)));
    }

    void block(int blocker, int blocked) {
        blockVersions += 2; // a block and a lift are a change each
        var row = new BlockRow(users.id(blocker), users.id(blocked), blockVersions, Instant.now());
        send(Topics.DIRECTORY_BLOCKS, new BlockKey(row.blockerId(), row.blockedId()), row);
    }

    void lift(int blocker, int blocked) {
        send(Topics.DIRECTORY_BLOCKS, new BlockKey(users.id(blocker), users.id(blocked)), null);
    }

    /** Returns when the broker has all of it; throws {@link IllegalStateException} if it refused something. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take a record", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has what fails
    private <K, V> void send(Topic<K, V> topic, K key, V value) {
        producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        topic.keySerde().serializer().serialize(topic.name(), key),
                        topic.valueSerde().serializer().serialize(topic.name(), value)),
                (metadata, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
    }
}
