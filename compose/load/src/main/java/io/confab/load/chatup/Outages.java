package io.confab.load.chatup;

import java.util.List;

/**
 * When the run was disturbed on purpose.
 *
 * @param spans from a kill until all is well again, one after another
 */
record Outages(List<Span> spans) {

    static final Outages NONE = new Outages(List.of());

    /** In milliseconds since 1970. */
    record Span(long fromMs, long toMs) {}

    Outages {
        spans = List.copyOf(spans);
    }

    /** How much of the time between the two was disturbed, at most. */
    long millisBetween(long fromMs, long toMs) {
        return spans.stream()
                .mapToLong(span -> Math.max(0, Math.min(toMs, span.toMs()) - Math.max(fromMs, span.fromMs())))
                .sum();
    }
}
