package io.confab.gateway.http;

import io.confab.schemas.setting.Settings;
import java.util.HashSet;
import java.util.Set;

/** The origins whose web pages may talk to the gateway: its own, and those on the allow-list. */
public final class Origins {
    private final Set<String> allowed;

    public Origins(Settings settings) {
        allowed = new HashSet<>(settings.get(HttpSettings.ALLOWED_ORIGINS));
        allowed.add(settings.get(HttpSettings.PUBLIC_URL));
    }

    /** Whether pages of {@code origin}, the header as it was sent, may talk to the gateway. */
    public boolean allows(String origin) {
        return allowed.contains(origin);
    }
}
