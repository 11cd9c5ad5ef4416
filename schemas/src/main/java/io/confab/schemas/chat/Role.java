package io.confab.schemas.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in a group; in a direct conversation both are members. */
public enum Role {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("member")
    MEMBER
}
