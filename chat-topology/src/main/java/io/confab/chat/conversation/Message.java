package io.confab.chat.conversation;

import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What is kept of a message for as long as it can be changed; what it says is not.
 *
 * @param sentAt when it was sent
 * @param version how often it was changed, its reactions among that
 */
record Message(UserId senderId, Instant sentAt, long version, boolean deleted) {

    Message {
        Objects.requireNonNull(senderId, "senderId");
        Objects.requireNonNull(sentAt, "sentAt");
    }

    static Message from(MessageSent event) {
        return new Message(event.senderId(), event.at(), 0, false);
    }

    Message changed(long now) {
        return new Message(senderId, sentAt, now, deleted);
    }

    Message deleted(long now) {
        return new Message(senderId, sentAt, now, true);
    }

    long nextVersion() {
        return version + 1;
    }

    boolean isOlderThan(Duration age, Instant now) {
        return sentAt.plus(age).isBefore(now);
    }
}
