package io.confab.gateway.query;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A conversation as one of its members sees it.
 *
 * @param lastSeq of the last message, 0 where there is none
 * @param lastReadSeq up to where this member has read, 0 for nothing
 * @param unread messages by others after that
 * @param mutedUntil when this member wants notice again; empty for who wants it
 * @param activeAt of the last message, or of the creation
 */
record ConversationItem(
        ConversationId conversationId,
        String kind,
        Optional<String> title,
        List<MemberItem> members,
        Optional<MessageItem> lastMessage,
        long lastSeq,
        long lastReadSeq,
        long unread,
        Optional<Instant> mutedUntil,
        Instant createdAt,
        @JsonIgnore Instant activeAt) {

    /**
     * @param readSeq up to where this member has read, as far as one may know; empty for nothing
     * @param deliveredSeq up to where a device of this member has everything, likewise
     */
    record MemberItem(
            UserId userId,
            String username,
            String displayName,
            String role,
            OptionalLong readSeq,
            OptionalLong deliveredSeq) {}

    ConversationItem with(List<MemberItem> itsMembers, Optional<MessageItem> itsLastMessage) {
        return new ConversationItem(
                conversationId,
                kind,
                title,
                itsMembers,
                itsLastMessage,
                lastSeq,
                lastReadSeq,
                unread,
                mutedUntil,
                createdAt,
                activeAt);
    }
}
