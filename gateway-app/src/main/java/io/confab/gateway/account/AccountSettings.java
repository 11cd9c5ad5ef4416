package io.confab.gateway.account;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;

/** Settings of accounts: passwords, codes, sign-ups. */
public final class AccountSettings {
    public static final Setting<Integer> ARGON2_MEMORY_KIB = Setting.integer("confab.gateway.argon2.memory-kib")
            .byDefault(19_456)
            .between(64, 4_194_304)
            .means("memory that hashing a password takes, in KiB")
            .tradeOff("what makes guessing dear makes logging in dear: each core of a gateway needs it once");

    public static final Setting<Integer> ARGON2_ITERATIONS = Setting.integer("confab.gateway.argon2.iterations")
            .byDefault(2)
            .between(1, 100)
            .means("passes over that memory");

    public static final Setting<Duration> CODE_LIFETIME = Setting.duration("confab.gateway.code-lifetime")
            .byDefault(Duration.ofMinutes(30))
            .between(Duration.ofSeconds(1), Duration.ofDays(1))
            .means("how long an e-mailed code is good");

    public static final Setting<Duration> SIGN_UP_LIFETIME = Setting.duration("confab.gateway.sign-up-lifetime")
            .byDefault(Duration.ofDays(1))
            .between(Duration.ofMinutes(1), Duration.ofDays(30))
            .means("how long a sign-up holds its username, until its address is verified");

    public static final List<Setting<?>> ALL =
            List.of(ARGON2_MEMORY_KIB, ARGON2_ITERATIONS, CODE_LIFETIME, SIGN_UP_LIFETIME);

    private AccountSettings() {}
}
