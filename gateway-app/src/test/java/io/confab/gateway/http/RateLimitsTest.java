package io.confab.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Address HERE = Address.of("127.0.0.1", List.of(), 0);
    private static final Address THERE = Address.of("203.0.113.7", List.of(), 0);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private RateLimits limits(Map<String, String> settings) {
        return new RateLimits(Settings.of(settings), metrics);
    }

    private static Caller caller(String end) {
        return new Caller(
                UserId.of("01900000-0000-7000-8000-00000000000" + end),
                SessionId.of("01900000-0000-7000-8000-00000000000c"),
                Instant.parse("2030-01-01T00:15:00Z"));
    }

    @Test
    void by_default_a_user_sends_a_hundred_messages_at_once_and_ten_a_second() {
        var settings = Settings.of(Map.of());

        assertThat(settings.get(RateLimit.MESSAGES.burst())).isEqualTo(100);
        assertThat(settings.get(RateLimit.MESSAGES.every())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void each_user_has_turns_of_ones_own() {
        var limits =
                limits(Map.of("confab.gateway.limit.messages.burst", "2", "confab.gateway.limit.messages.every", "1h"));
        limits.take(RateLimit.MESSAGES, caller("a"));
        limits.take(RateLimit.MESSAGES, caller("a"));

        var refused = catchThrowableOfType(Problem.class, () -> limits.take(RateLimit.MESSAGES, caller("a")));
        limits.take(RateLimit.MESSAGES, caller("b"));

        assertThat(refused.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(metrics.counter("confab.gateway.limited", "limit", "messages")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void turns_come_back_in_time() {
        var limits = limits(
                Map.of("confab.gateway.limit.messages.burst", "1", "confab.gateway.limit.messages.every", "20ms"));
        limits.take(RateLimit.MESSAGES, caller("a"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> {
                    limits.take(RateLimit.MESSAGES, caller("a"));
                    return true;
                });
    }

    @Test
    void this_machine_is_free_of_limits_by_address_where_the_settings_say_so() {
        var bound = limits(Map.of("confab.gateway.limit.sign-ups.burst", "1"));
        var free = limits(
                Map.of("confab.gateway.limit.sign-ups.burst", "1", "confab.gateway.limit.exempt-loopback", "true"));

        bound.take(RateLimit.SIGN_UPS, HERE);
        assertThatThrownBy(() -> bound.take(RateLimit.SIGN_UPS, HERE)).isInstanceOf(Problem.class);
        for (int i = 0; i < 10; i++) {
            free.take(RateLimit.SIGN_UPS, HERE);
        }
        free.take(RateLimit.SIGN_UPS, THERE);
        assertThatThrownBy(() -> free.take(RateLimit.SIGN_UPS, THERE)).isInstanceOf(Problem.class);
    }

    @Test
    void asking_whether_there_is_a_turn_takes_none() {
        var limits = limits(Map.of(
                "confab.gateway.limit.failed-logins.burst", "1", "confab.gateway.limit.failed-logins.every", "1h"));
        for (int i = 0; i < 5; i++) {
            limits.mustHave(RateLimit.FAILED_LOGINS, "ann");
        }
        limits.take(RateLimit.FAILED_LOGINS, "ann");

        assertThatThrownBy(() -> limits.mustHave(RateLimit.FAILED_LOGINS, "ann"))
                .isInstanceOf(Problem.class);
        limits.mustHave(RateLimit.FAILED_LOGINS, "ben");
    }

    @Test
    void a_limit_is_counted_in_its_own_way_alone() {
        var limits = limits(Map.of());

        assertThatThrownBy(() -> limits.take(RateLimit.MESSAGES, "ann")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.take(RateLimit.LOGINS, caller("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
