package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.TopicAdmin;
import io.confab.schemas.topic.Topics;
import io.confab.schemas.topic.TopicsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
    private final TestBroker broker = TestBroker.shared();

    @Test
    void the_catalogue_is_on_the_broker_with_its_dead_letters() throws Exception {
        try (var admin = Admin.create(KafkaClients.properties(broker.settings()))) {
            var names = Topics.all().stream()
                    .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
                    .toList();
            var found = admin.describeTopics(names).allTopicNames().get();
            assertThat(found.get("chat.commands").partitions()).hasSize(4);
            assertThat(found.get("chat.commands.dead-letters").partitions()).hasSize(1);
            assertThat(config(admin, "directory.users", "cleanup.policy")).isEqualTo("compact");
        }
    }

    @Test
    void any_number_of_processes_may_ensure_them_at_once() {
        var all = Stream.generate(() -> CompletableFuture.runAsync(() -> TopicAdmin.ensure(broker.settings())))
                .limit(4)
                .toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(all)).succeedsWithin(TestBroker.LIMIT);
        var fresh = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> TopicAdmin.ensureDeadLettersOf("confab-it-at-once", broker.settings())))
                .limit(4)
                .toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(fresh)).succeedsWithin(TestBroker.LIMIT);
    }

    @Test
    void another_number_of_partitions_is_refused_by_name() {
        var settings = broker.settings().with(Map.of("confab.kafka.partitions", "8"));
        assertThatExceptionOfType(TopicsException.class)
                .isThrownBy(() -> TopicAdmin.ensure(settings))
                .withMessageContaining("chat.commands has 4 partitions where 8 are expected (confab.kafka.partitions)")
                .withMessageContaining("inbox.commands has 4 partitions")
                .withMessageNotContaining("gateway.pushes");
    }

    @Test
    void another_clean_up_policy_is_refused_and_retention_follows_the_settings() throws Exception {
        try (var admin = Admin.create(KafkaClients.properties(broker.settings()))) {
            TopicAdmin.ensure(broker.settings().with(Map.of("confab.topics.retention.chatup-events", "5d")));
            awaitConfig(admin, "chatup.events", "retention.ms", "432000000");

            set(admin, "chatup.events", "cleanup.policy", "compact");
            try {
                assertThatExceptionOfType(TopicsException.class)
                        .isThrownBy(() -> TopicAdmin.ensure(broker.settings()))
                        .withMessageContaining("chatup.events has cleanup.policy 'compact' where 'delete' is expected");
            } finally {
                set(admin, "chatup.events", "cleanup.policy", "delete");
            }
            TopicAdmin.ensure(broker.settings());
            awaitConfig(admin, "chatup.events", "retention.ms", "2592000000");
        }
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    private static void set(Admin admin, String topic, String name, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var operation = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
        awaitConfig(admin, topic, name, value);
    }

    /** The controller has a change before the broker that is asked has it. */
    private static void awaitConfig(Admin admin, String topic, String name, String value) {
        await().atMost(TestBroker.LIMIT)
                .untilAsserted(() -> assertThat(config(admin, topic, name)).isEqualTo(value));
    }
}
