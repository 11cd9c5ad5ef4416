package io.confab.schemas.ops;

import java.util.Objects;

/**
 * How one part of a process is now.
 *
 * @param name of the part, kebab-case, unique in its process
 * @param detail for the operator, one line; never a secret or a user's data
 */
public record Health(String name, State state, String detail) {

    /** Whether the part works. */
    public enum State {
        /** It works. */
        UP,
        /** It can't serve now and is mending itself: send it no traffic. */
        DOWN,
        /** It won't come back by itself: the process must be started again. */
        FAILED
    }

    public Health {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    public static Health up(String name, String detail) {
        return new Health(name, State.UP, detail);
    }

    public static Health down(String name, String detail) {
        return new Health(name, State.DOWN, detail);
    }

    public static Health failed(String name, String detail) {
        return new Health(name, State.FAILED, detail);
    }

    public boolean isUp() {
        return state == State.UP;
    }
}
