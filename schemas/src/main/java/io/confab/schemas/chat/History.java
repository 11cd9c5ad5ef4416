package io.confab.schemas.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which messages someone who joins a group may read. */
public enum History {
    /** Those sent since joining. */
    @JsonProperty("joined")
    JOINED,
    /** All of them. */
    @JsonProperty("all")
    ALL
}
