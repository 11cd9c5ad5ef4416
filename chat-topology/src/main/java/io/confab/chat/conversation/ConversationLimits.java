package io.confab.chat.conversation;

import io.confab.chat.ChatSettings;
import io.confab.schemas.setting.Settings;
import java.time.Duration;

/**
 * What bounds conversations.
 *
 * @param maxGroupMembers the creator among them
 * @param clientMessageRetention how long a client's id for something is remembered
 */
record ConversationLimits(int maxGroupMembers, Duration clientMessageRetention) {

    static ConversationLimits of(Settings settings) {
        return new ConversationLimits(
                settings.get(ChatSettings.MAX_GROUP_MEMBERS), settings.get(ChatSettings.CLIENT_MESSAGE_RETENTION));
    }
}
