package io.confab.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptPositionTest {

    @Test
    void a_place_in_the_log_can_be_gone_on_from() {
        assertThat(KeptPosition.isPastSnapshot("{\"lsn_proc\":16,\"lsn_commit\":16,\"lsn\":16,\"txId\":7}"))
                .isTrue();
    }

    @Test
    void a_snapshot_that_was_not_finished_can_not() {
        assertThat(
                        KeptPosition.isPastSnapshot(
                                "{\"snapshot\":\"INITIAL\",\"snapshot_completed\":false,\"last_snapshot_record\":false,\"lsn\":16}"))
                .isFalse();
    }

    @Test
    void the_end_of_a_snapshot_can_be_gone_on_from() {
        assertThat(
                        KeptPosition.isPastSnapshot(
                                "{\"snapshot\":\"INITIAL\",\"snapshot_completed\":true,\"last_snapshot_record\":true,\"lsn\":16}"))
                .isTrue();
    }
}
