package io.confab.gateway.command;

import io.confab.gateway.http.Text;

/**
 * What a message may say: 1 to 4,000 characters, not all of them blank. A character is a Unicode code point, so an emoji
 * outside the basic plane counts as one.
 */
@Text(least = 1, most = MessageText.MOST)
record MessageText(String value) {
    static final int MOST = 4_000;

    MessageText {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MOST) {
            throw new IllegalArgumentException("must have 1 to " + MOST + " characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
    }
}
