package io.confab.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class CapturedTableTest {

    @Test
    void a_change_finds_its_topic_and_a_heartbeat_finds_none() {
        assertThat(CapturedTable.ofDestination("confab.public.user_tags")
                        .orElseThrow()
                        .topic())
                .isEqualTo(Topics.CHANGES_TAGS);
        assertThat(CapturedTable.ofDestination("__debezium-heartbeat.confab")).isEmpty();
        assertThat(CapturedTable.ofDestination("confab.public.credentials")).isEmpty();
    }

    /** A difference here means that more leaves the database than before. */
    @Test
    void these_columns_leave_the_database_and_no_others() {
        assertThat(CapturedTable.allColumns())
                .isEqualTo("public\\.users\\.(user_id|username|display_name|created_at)"
                        + ",public\\.user_tags\\.(user_id|tags)"
                        + ",public\\.blocks\\.(blocker_id|blocked_id|active|version|changed_at)");
    }
}
