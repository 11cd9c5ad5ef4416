package io.confab.chat.directory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the changes of a table: {@code confab.directory.changes}, by table and outcome. */
final class DirectoryMetrics {
    private final Counter applied;
    private final Counter stale;

    DirectoryMetrics(MeterRegistry registry, String table) {
        var changes = Counter.builder("confab.directory.changes")
                .description("captured changes of rows: applied, or stale and dropped")
                .tag("table", table)
                .withRegistry(registry);
        this.applied = changes.withTag("outcome", "applied");
        this.stale = changes.withTag("outcome", "stale");
    }

    void count(boolean isApplied) {
        (isApplied ? applied : stale).increment();
    }
}
