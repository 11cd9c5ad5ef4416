package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.setting.Settings;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = passwords("256", "1");
    private final Password right = new Password("correct horse");

    @Test
    void a_hash_matches_its_password_alone() {
        String hash = passwords.hash(right);

        assertThat(passwords.matches(right, hash)).isTrue();
        assertThat(passwords.matches(new Password("Correct horse"), hash)).isFalse();
        assertThat(passwords.matches(new Password(""), hash)).isFalse();
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        assertThat(passwords.hash(right))
                .isNotEqualTo(passwords.hash(right))
                .startsWith("$argon2id$v=19$m=256,t=1,p=1$");
    }

    @Test
    void a_hash_of_another_cost_still_matches_and_is_outdated() {
        String hash = passwords.hash(right);
        var dearer = passwords("512", "2");

        assertThat(dearer.matches(right, hash)).isTrue();
        assertThat(dearer.isOutdated(hash)).isTrue();
        assertThat(passwords.isOutdated(hash)).isFalse();
    }

    private static Passwords passwords(String memory, String iterations) {
        return new Passwords(
                Settings.of(Map.of(
                        "confab.gateway.argon2.memory-kib", memory,
                        "confab.gateway.argon2.iterations", iterations)),
                new SecureRandom());
    }
}
