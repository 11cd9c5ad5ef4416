package io.confab.gateway.profile;

import io.confab.gateway.http.Text;

/** What a user says of oneself: up to 500 characters, in lines; may be empty. */
@Text(most = Bio.LONGEST)
record Bio(String value) {
    static final int LONGEST = 500;

    Bio {
        value = value.replace("\r\n", "\n").strip();
        if (value.codePointCount(0, value.length()) > LONGEST) {
            throw new IllegalArgumentException("must have " + LONGEST + " characters at most");
        }
        if (value.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw new IllegalArgumentException("must have no control characters but line ends");
        }
    }
}
