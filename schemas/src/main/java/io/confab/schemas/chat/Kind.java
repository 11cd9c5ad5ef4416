package io.confab.schemas.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of conversation it is. */
public enum Kind {
    /** Two users, always the same ones; ended by either, opened anew by either. */
    @JsonProperty("direct")
    DIRECT,
    /** A title and members who come and go. */
    @JsonProperty("group")
    GROUP
}
