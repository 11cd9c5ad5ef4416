package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.topic.Topic;
import java.util.regex.Pattern;

/**
 * What a replay calls its own: everything that it writes to begins with its application id.
 *
 * @param id of the replay: up to 20 small letters and digits
 */
record Names(String id) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,20}");

    Names {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of a replay: up to 20 small letters and digits");
        }
    }

    String applicationId() {
        return "confab-replay-" + id;
    }

    Topic<ConversationId, ChatEvent> events() {
        return CHAT_EVENTS.renamed(applicationId() + "." + CHAT_EVENTS.name());
    }

    Topic<UserId, InboxCommand> deliveries() {
        return INBOX_COMMANDS.renamed(applicationId() + "." + INBOX_COMMANDS.name());
    }

    String deadLetters() {
        return applicationId() + Topic.DEAD_LETTERS;
    }

    /** Whether a topic is this replay's: its outputs, or those that Kafka Streams makes for it. */
    boolean own(String topic) {
        return topic.startsWith(applicationId() + ".") || topic.startsWith(applicationId() + "-");
    }
}
