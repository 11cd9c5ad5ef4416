package io.confab.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gathers what is wrong with a request, so that its sender learns it all at once. The value types say what is wrong with a
 * value by {@link IllegalArgumentException}. Values that were refused are null until {@link #orThrow} has been called.
 */
public final class Validation {
    private final List<Problem.Fault> faults = new ArrayList<>();

    /** The parsed value; a null {@code raw} is a fault. */
    public <R, T> T required(String pointer, R raw, Function<? super R, T> parse) {
        if (raw == null) {
            faults.add(new Problem.Fault(pointer, "is required"));
            return null;
        }
        return parse(pointer, raw, parse);
    }

    /** The parsed value, or empty for a null {@code raw}. */
    public <R, T> Optional<T> optional(String pointer, R raw, Function<? super R, T> parse) {
        return raw == null ? Optional.empty() : Optional.ofNullable(parse(pointer, raw, parse));
    }

    /** Throws {@link Problem} with all faults, if there is any. */
    public void orThrow() {
        if (!faults.isEmpty()) {
            throw Problem.of(faults);
        }
    }

    private <R, T> T parse(String pointer, R raw, Function<? super R, T> parse) {
        try {
            return parse.apply(raw);
        } catch (IllegalArgumentException e) {
            faults.add(new Problem.Fault(pointer, e.getMessage()));
            return null;
        }
    }
}
