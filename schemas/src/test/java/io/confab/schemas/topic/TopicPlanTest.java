package io.confab.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.schemas.setting.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final Settings SETTINGS = Settings.of(Map.of(
            "confab.kafka.bootstrap-servers", "127.0.0.1:1",
            "confab.kafka.partitions", "4",
            "confab.kafka.slots", "6",
            "confab.kafka.replication-factor", "1",
            "confab.kafka.min-insync-replicas", "1",
            "confab.topics.retention.chat-events", "365d",
            "confab.topics.start-timeout", "1s"));

    @Test
    void every_topic_of_the_catalogue_is_planned_with_its_dead_letters() {
        assertThat(TopicPlan.catalogue(SETTINGS))
                .extracting(TopicPlan::name)
                .doesNotHaveDuplicates()
                .hasSize(2 * Topics.all().size())
                .contains("chat.commands", "chat.commands.dead-letters", "gateway.pushes", "directory.blocks");
    }

    @Test
    void a_plan_follows_the_settings() {
        assertThat(plan("chat.events").partitions()).isEqualTo(4);
        assertThat(plan("chat.events").replicationFactor()).isEqualTo((short) 1);
        assertThat(plan("chat.events").config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "31536000000")
                .containsEntry("segment.ms", "604800000")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("max.message.bytes", "1000000");
        assertThat(plan("gateway.pushes").partitions()).isEqualTo(6);
        assertThat(plan("gateway.pushes").config()).containsEntry("segment.ms", "900000");
        assertThat(plan("capture.offsets").partitions()).isEqualTo(1);
        assertThat(plan("directory.blocks").config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
        assertThat(plan("chat.events.dead-letters").partitions()).isEqualTo(1);
        assertThat(plan("chat.events.dead-letters").config()).doesNotContainKey("max.message.bytes");
    }

    @Test
    void another_number_of_partitions_is_refused_with_what_is_expected_and_found() {
        var plan = plan("chat.events");
        assertThat(plan.refusal(4, plan.config())).isEmpty();
        assertThat(plan.refusal(24, plan.config()))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("chat.events has 24 partitions where 4 are expected")
                        .contains("confab.kafka.partitions"));
    }

    @Test
    void another_clean_up_policy_is_refused() {
        var plan = plan("directory.blocks");
        assertThat(plan.refusal(4, Map.of("cleanup.policy", "delete")))
                .hasValueSatisfying(message ->
                        assertThat(message).contains("has cleanup.policy 'delete' where 'compact' is expected"));
    }

    @Test
    void what_differs_and_may_change_is_changed() {
        var plan = plan("chat.events");
        var found = new HashMap<>(plan.config());
        found.put("retention.ms", "1");
        found.put("flush.ms", "5");
        assertThat(plan.changes(found)).isEqualTo(Map.of("retention.ms", "31536000000"));
        assertThat(plan.changes(plan.config())).isEmpty();
    }

    @Test
    void a_kafka_that_is_not_there_is_waited_for_and_then_said_so() {
        assertThatExceptionOfType(TopicsException.class)
                .isThrownBy(() -> TopicAdmin.ensure(SETTINGS))
                .withMessageContaining("Kafka was not ready within PT1S");
    }

    private static TopicPlan plan(String name) {
        return TopicPlan.catalogue(SETTINGS).stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
