package io.confab.gateway.command;

import io.confab.gateway.http.Text;

/** What a group is called: 1 to 100 characters on one line, without space around. A character is a Unicode code point. */
@Text(least = 1, most = Title.MOST)
record Title(String value) {
    static final int MOST = 100;

    Title {
        value = value.strip();
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MOST) {
            throw new IllegalArgumentException("must have 1 to " + MOST + " characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have no control characters");
        }
    }
}
