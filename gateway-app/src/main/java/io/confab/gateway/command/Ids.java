package io.confab.gateway.command;

import java.util.function.Function;

/** Reads ids in bodies. */
final class Ids {
    private Ids() {}

    /** The same parser with a message that a client can use. */
    static <T> Function<String, T> reading(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a UUID", e);
            }
        };
    }
}
