package io.confab.load.history;

import java.util.List;

/**
 * A promise that was broken.
 *
 * @param records the part of the history that shows it
 */
public record Violation(Rule rule, String what, List<String> records) {

    public Violation {
        records = List.copyOf(records);
    }

    static Violation of(Rule rule, String what, Object... records) {
        return new Violation(
                rule, what, List.of(records).stream().map(Object::toString).toList());
    }

    @Override
    public String toString() {
        return rule + ": " + what + "\n    " + String.join("\n    ", records);
    }
}
