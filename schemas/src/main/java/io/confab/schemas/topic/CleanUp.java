package io.confab.schemas.topic;

import java.time.Duration;
import java.util.Objects;

/** When Kafka lets records of a topic go. */
public sealed interface CleanUp {

    /** Each record after a time. It bounds how long a reader may be away. */
    record DeletedAfter(Duration retention) implements CleanUp {
        public DeletedAfter {
            Objects.requireNonNull(retention, "retention");
        }
    }

    /** All but the last record of each key, and tombstones after a day. */
    record Compacted() implements CleanUp {}
}
