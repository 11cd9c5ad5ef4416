package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** What every id has in common: a UUID, ordered as its text is. */
public sealed interface Id extends Comparable<Id>
        permits ClientMessageId, CommandId, ConversationId, MatchId, MessageId, SessionId, SocketId, TicketId, UserId {

    @JsonValue
    UUID value();

    @Override
    default int compareTo(Id other) {
        return Uuids.compare(value(), other.value());
    }
}
