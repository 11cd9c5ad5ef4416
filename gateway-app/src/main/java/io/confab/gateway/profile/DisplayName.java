package io.confab.gateway.profile;

import io.confab.gateway.http.Text;

/** How a user wants to be called: 1 to 64 characters, not bound to be unique. */
@Text(least = 1, most = DisplayName.LONGEST)
public record DisplayName(String value) {
    static final int LONGEST = 64;

    public DisplayName {
        value = value.strip();
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have no control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
