package io.confab.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a topology refuses a command: the words of the public interface. */
public enum RejectionCode {
    @JsonProperty("blocked")
    BLOCKED,
    @JsonProperty("not_a_member")
    NOT_A_MEMBER,
    @JsonProperty("not_allowed")
    NOT_ALLOWED,
    @JsonProperty("unknown_conversation")
    UNKNOWN_CONVERSATION,
    @JsonProperty("unknown_message")
    UNKNOWN_MESSAGE,
    @JsonProperty("unknown_user")
    UNKNOWN_USER,
    @JsonProperty("client_message_id_reused")
    CLIENT_MESSAGE_ID_REUSED,
    @JsonProperty("too_many_members")
    TOO_MANY_MEMBERS,
    @JsonProperty("already_a_member")
    ALREADY_A_MEMBER,
    @JsonProperty("already_waiting")
    ALREADY_WAITING,
    @JsonProperty("not_waiting")
    NOT_WAITING
}
