package io.confab.schemas.streams;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Why a record was set aside. */
record Failure(Stage stage, Throwable cause) {
    private static final int REASON_CHARACTERS = 500;
    private static final int STACK_CHARACTERS = 4_000;
    private static final int CAUSES = 8;

    /** On its way through a topology. */
    enum Stage {
        READ,
        PROCESS,
        WRITE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The messages of the exception and of its causes, one line, bounded. */
    String reason() {
        var reason = new StringBuilder();
        int depth = 0;
        for (var t = cause; t != null && depth < CAUSES; t = t.getCause(), depth++) {
            reason.append(depth == 0 ? "" : "; ")
                    .append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
        }
        return bounded(reason.toString().replaceAll("\\s+", " "), REASON_CHARACTERS);
    }

    /** Bounded: the record it goes with must still fit into one. */
    String stack() {
        var stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return bounded(stack.toString(), STACK_CHARACTERS);
    }

    /** Whether {@code thrown} is, or was caused by, the exception of this failure. */
    boolean caused(Throwable thrown) {
        int depth = 0;
        for (var t = thrown; t != null && depth < CAUSES; t = t.getCause(), depth++) {
            if (t == cause) {
                return true;
            }
        }
        return false;
    }

    private static String bounded(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
