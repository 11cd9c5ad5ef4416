package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceWatchTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("00000000-0000-7000-8000-00000000000b");
    private static final UserId CLEO = UserId.of("00000000-0000-7000-8000-00000000000c");
    private static final String BEN_IS_HERE = "{\"type\":\"presence\",\"userId\":\"" + BEN + "\",\"online\":true}";
    private static final String BEN_IS_GONE = "{\"type\":\"presence\",\"userId\":\"" + BEN
            + "\",\"online\":false,\"lastSeenAt\":\"2030-01-01T00:00:00Z\"}";

    private final RecordingPort port = new RecordingPort(new Slot(0));
    private final PresenceWatch watch =
            new PresenceWatch(ANN, new PresenceWatch.Pace(Duration.ofMinutes(2), Duration.ofSeconds(2)), port, START);
    private Instant now = START;

    @Test
    void the_inboxes_of_those_who_are_watched_are_asked_and_asked_again_before_the_lease_ends() {
        live();
        watch.watch(List.of(BEN, CLEO, BEN), now);
        assertThat(port.appended).containsExactlyInAnyOrder(asks(BEN), asks(CLEO));

        watch.watch(List.of(BEN), now); // nothing new
        tickAfter(Duration.ofSeconds(59));
        assertThat(port.appended).hasSize(2);
        tickAfter(Duration.ofSeconds(1));
        assertThat(port.appended).hasSize(3).last().isEqualTo(asks(BEN));
    }

    @Test
    void who_is_watched_no_more_is_not_asked_and_not_told_of() {
        live();
        watch.watch(List.of(BEN), now);
        watch.watch(List.of(), now);
        watch.heard(here(), now);
        tickAfter(Duration.ofMinutes(10));
        assertThat(port.appended).hasSize(1);
        assertThat(port.ephemeral).isEmpty();
    }

    @Test
    void the_first_answer_is_told_at_once_and_the_same_again_not_at_all() {
        live();
        watch.watch(List.of(BEN), now);
        watch.heard(here(), now);
        assertThat(port.ephemeral).containsExactly(BEN_IS_HERE);
        tickAfter(Duration.ofMinutes(1));
        watch.heard(here(), now);
        tickAfter(Duration.ofMinutes(1));
        assertThat(port.ephemeral).containsExactly(BEN_IS_HERE);
    }

    @Test
    void who_comes_is_told_of_at_once_and_who_is_gone_after_a_while() {
        live();
        watch.watch(List.of(BEN), now);
        watch.heard(gone(), now);
        tickAfter(Duration.ofSeconds(2));
        watch.heard(here(), now);
        assertThat(port.ephemeral).containsExactly(BEN_IS_GONE, BEN_IS_HERE);

        tickAfter(Duration.ofMinutes(1));
        watch.heard(gone(), now);
        tickAfter(Duration.ofMillis(1_999));
        assertThat(port.ephemeral).hasSize(2);
        tickAfter(Duration.ofMillis(1));
        assertThat(port.ephemeral).containsExactly(BEN_IS_GONE, BEN_IS_HERE, BEN_IS_GONE);
    }

    @Test
    void who_is_gone_and_back_soon_was_never_gone() {
        live();
        watch.watch(List.of(BEN), now);
        watch.heard(here(), now);
        tickAfter(Duration.ofMinutes(1));
        watch.heard(gone(), now);
        tickAfter(Duration.ofSeconds(1));
        watch.heard(here(), now);
        tickAfter(Duration.ofMinutes(1));
        assertThat(port.ephemeral).containsExactly(BEN_IS_HERE);
    }

    @Test
    void of_many_changes_one_is_told_in_two_seconds_and_it_is_the_last() {
        live();
        watch.watch(List.of(BEN), now);
        watch.heard(gone(), now);
        for (int i = 0; i < 5; i++) {
            tickAfter(Duration.ofMillis(300));
            watch.heard(i % 2 == 0 ? here() : gone(), now);
        }
        assertThat(port.ephemeral).containsExactly(BEN_IS_GONE);
        tickAfter(Duration.ofMillis(500)); // 2 s after what was told
        assertThat(port.ephemeral).containsExactly(BEN_IS_GONE, BEN_IS_HERE);
    }

    @Test
    void a_client_that_catches_up_is_told_when_it_has() {
        watch.watch(List.of(BEN), now);
        watch.heard(here(), now);
        tickAfter(Duration.ofSeconds(10));
        assertThat(port.ephemeral).isEmpty();
        live();
        assertThat(port.ephemeral).containsExactly(BEN_IS_HERE);
    }

    @Test
    void a_client_that_changes_its_mind_all_the_time_does_not_flood_the_inboxes() {
        live();
        for (int i = 0; i < 10; i++) {
            int from = i * ClientFrames.MOST_WATCHED;
            watch.watch(
                    IntStream.range(from, from + ClientFrames.MOST_WATCHED)
                            .mapToObj(n -> new UserId(Uuids.derived("user", Integer.toString(n))))
                            .toList(),
                    now);
        }
        assertThat(port.appended).hasSize(500);
        tickAfter(Duration.ofSeconds(1));
        assertThat(port.appended).hasSize(550);
        for (int i = 0; i < 20; i++) {
            tickAfter(Duration.ofSeconds(1));
        }
        assertThat(port.appended).hasSize(1_000);
    }

    private void live() {
        watch.live(true, now);
    }

    private void tickAfter(Duration time) {
        now = now.plus(time);
        watch.tick(now);
    }

    private static Watch asks(UserId watched) {
        return new Watch(watched, ANN, 120_000);
    }

    private static UserPresence here() {
        return new UserPresence(BEN, true, Optional.empty());
    }

    private static UserPresence gone() {
        return new UserPresence(BEN, false, Optional.of(START));
    }
}
