package io.confab.schemas.topic;

/** Which setting says how many partitions a topic has. It is for life: state is cut along them. */
public enum Partitions {
    /** {@code confab.kafka.partitions}. */
    SHARED,
    /** {@code confab.kafka.slots}. */
    SLOTS,
    /** None: there is one, which one process holds. */
    ONE
}
