package io.confab.chat.conversation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user last said of being told of a conversation.
 *
 * @param version counts what was said, from 1
 * @param until when the silence ends; empty where there is none
 */
record Muting(long version, Optional<Instant> until) {

    Muting {
        Objects.requireNonNull(until, "until");
    }
}
