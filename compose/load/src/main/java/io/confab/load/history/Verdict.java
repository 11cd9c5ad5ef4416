package io.confab.load.history;

import java.util.List;

/**
 * What the checker says of a history.
 *
 * @param events distinct ones that were seen, for each user that saw them
 */
public record Verdict(List<Violation> violations, int posts, int connections, int events) {

    private static final int SHOWN = 20;

    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean holds() {
        return violations.isEmpty();
    }

    /** Throws an {@link AssertionError} that names what was broken and the records that show it. */
    public void mustHold() {
        if (!holds()) {
            throw new AssertionError(toString());
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder(violations.size() + " promises broken in a history of " + posts + " posts, "
                + connections + " connections, " + events + " events");
        violations.stream().limit(SHOWN).forEach(violation -> text.append('\n').append(violation));
        return text.toString();
    }
}
