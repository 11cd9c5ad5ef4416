package io.confab.chat.conversation;

import io.confab.chat.ChatSettings;
import io.confab.schemas.setting.Settings;
import java.time.Duration;

/**
 * What bounds conversations.
 *
 * @param maxGroupMembers the creator among them
 * @param receiptsMaxMembers of a conversation in which the others are told who has received and read what
 * @param clientMessageRetention how long a client's id for something is remembered
 * @param messageRetention how long a message can be changed
 */
record ConversationLimits(
        int maxGroupMembers, int receiptsMaxMembers, Duration clientMessageRetention, Duration messageRetention) {

    static ConversationLimits of(Settings settings) {
        return new ConversationLimits(
                settings.get(ChatSettings.MAX_GROUP_MEMBERS),
                settings.get(ChatSettings.RECEIPTS_MAX_MEMBERS),
                settings.get(ChatSettings.CLIENT_MESSAGE_RETENTION),
                settings.get(ChatSettings.MESSAGE_RETENTION));
    }
}
