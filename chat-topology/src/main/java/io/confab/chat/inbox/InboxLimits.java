package io.confab.chat.inbox;

import io.confab.chat.ChatSettings;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SharedSettings;
import java.time.Duration;

/**
 * What bounds inboxes.
 *
 * @param slots partitions of {@code gateway.pushes}
 */
record InboxLimits(int maxEntries, Duration maxAge, int maxSockets, int maxWatchers, int slots) {

    static InboxLimits of(Settings settings) {
        return new InboxLimits(
                settings.get(ChatSettings.INBOX_MAX_ENTRIES),
                settings.get(ChatSettings.INBOX_MAX_AGE),
                settings.get(ChatSettings.MAX_SOCKETS_PER_USER),
                settings.get(ChatSettings.MAX_WATCHERS),
                settings.get(SharedSettings.KAFKA_SLOTS));
    }
}
