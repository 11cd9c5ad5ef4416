package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.id.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final UserId ANN = UserId.of("01900000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("01900000-0000-7000-8000-00000000000b");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String CODE = "00123456";

    private final Codes codes = new Codes(new SecureRandom(), Duration.ofMinutes(30));
    private final Codes.Stored stored = codes.store(ANN, CODE, NOW);

    @RepeatedTest(20)
    void a_code_has_eight_digits() {
        assertThat(codes.draw()).matches("[0-9]{8}");
    }

    @Test
    void a_code_is_good_for_its_user_until_it_expires() {
        assertThat(stored.accepts(ANN, CODE, NOW)).isTrue();
        assertThat(stored.accepts(ANN, CODE, NOW.plus(Duration.ofMinutes(30)).minusMillis(1)))
                .isTrue();
        assertThat(stored.accepts(ANN, CODE, NOW.plus(Duration.ofMinutes(30)))).isFalse();
        assertThat(stored.accepts(ANN, "123456", NOW)).isFalse();
        assertThat(stored.accepts(BEN, CODE, NOW)).isFalse();
    }

    @Test
    void a_code_is_good_for_five_tries() {
        assertThat(new Codes.Stored(stored.hash(), 4, stored.expiresAt()).accepts(ANN, CODE, NOW))
                .isTrue();
        assertThat(new Codes.Stored(stored.hash(), 5, stored.expiresAt()).accepts(ANN, CODE, NOW))
                .isFalse();
    }

    @Test
    void a_code_is_not_stored_itself() {
        assertThat(stored.toString()).doesNotContain(CODE);
    }
}
