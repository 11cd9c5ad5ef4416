package io.confab.gateway.session;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;

/** Settings of logins and their tokens. */
public final class SessionSettings {
    public static final Setting<Duration> ACCESS_TOKEN_LIFETIME = Setting.duration(
                    "confab.gateway.access-token-lifetime")
            .byDefault(Duration.ofMinutes(15))
            .between(Duration.ofSeconds(5), Duration.ofHours(12))
            .means("how long an access token is good");

    public static final Setting<Duration> SESSION_LIFETIME = Setting.duration("confab.gateway.session-lifetime")
            .byDefault(Duration.ofDays(60))
            .between(Duration.ofMinutes(1), Duration.ofDays(730))
            .means("how long a login lasts without being used");

    public static final Setting<Duration> SESSION_CHECK_INTERVAL = Setting.duration(
                    "confab.gateway.session-check-interval")
            .byDefault(Duration.ofSeconds(30))
            .between(Duration.ofMillis(100), Duration.ofMinutes(15))
            .means("how long a gateway trusts what it knows of a session, before it asks the database again")
            .tradeOff("shorter ends a session sooner on the other gateways; each costs one read by key");

    public static final Setting<Duration> SIGNING_KEY_LIFETIME = Setting.duration("confab.gateway.signing-key-lifetime")
            .byDefault(Duration.ofDays(30))
            .between(Duration.ofHours(1), Duration.ofDays(3650))
            .means("how long a key signs tokens before the next one does");

    public static final List<Setting<?>> ALL =
            List.of(ACCESS_TOKEN_LIFETIME, SESSION_LIFETIME, SESSION_CHECK_INTERVAL, SIGNING_KEY_LIFETIME);

    private SessionSettings() {}
}
