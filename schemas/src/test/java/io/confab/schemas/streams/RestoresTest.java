package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoresTest {
    private final Restores restores = new Restores();

    @Test
    void what_is_left_is_told_by_store() {
        restores.onRestoreStart(partition(0), "inbox", 100, 1_100);
        restores.onRestoreStart(partition(1), "inbox", 0, 500);
        restores.onBatchRestored(partition(0), "inbox", 400, 300);
        assertThat(restores.describe()).isEqualTo("restoring inbox (1200 records left)");
        restores.onRestoreEnd(partition(0), "inbox", 1_000);
        restores.onRestoreSuspended(partition(1), "inbox", 0);
        assertThat(restores.describe()).isEmpty();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("confab-inbox-inbox-changelog", number);
    }
}
