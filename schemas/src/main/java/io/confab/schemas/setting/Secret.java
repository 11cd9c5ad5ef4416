package io.confab.schemas.setting;

import java.util.Objects;

/** A value that must never be printed: its text is masked everywhere but in {@link #reveal()}. */
public final class Secret {
    static final String MASK = "********";

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "secret");
    }

    /** The secret itself: for handing to the library that needs it, never for a log or a message. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
