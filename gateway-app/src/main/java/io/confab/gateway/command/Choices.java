package io.confab.gateway.command;

import java.util.List;
import java.util.Locale;

/** Reads words that are one of a few. */
final class Choices {
    private Choices() {}

    /** The constant that is written {@code text}, in lower case; throws {@link IllegalArgumentException} that names them all. */
    static <E extends Enum<E>> E read(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "must be one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
}
