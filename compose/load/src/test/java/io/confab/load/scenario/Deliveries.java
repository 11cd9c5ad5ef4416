package io.confab.load.scenario;

import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.load.cluster.Cluster;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Puts events on the log of inboxes as the topologies do, faster than people could cause them. */
final class Deliveries implements AutoCloseable {

    private final KafkaProducer<UserId, InboxCommand> producer;

    Deliveries(Cluster cluster) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                INBOX_COMMANDS.keySerde().serializer(),
                INBOX_COMMANDS.valueSerde().serializer());
    }

    /** That many small events for one user; returns when the log has them. */
    void deliver(Actor actor, int count) {
        var user = UserId.of(actor.userId());
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (int i = 0; i < count; i++) {
            var event = new UserEvent.BlockLifted(Instant.ofEpochMilli(i), Optional.empty(), user);
            sent.add(producer.send(
                    new ProducerRecord<>(INBOX_COMMANDS.name(), user, new InboxCommand.Deliver(user, event))));
        }
        sent.forEach(World::join);
    }

    @Override
    public void close() {
        producer.close();
    }
}
