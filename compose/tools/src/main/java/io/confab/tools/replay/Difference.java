package io.confab.tools.replay;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where the two logs part: a record of the live one without its like, a replayed one without, or two that stand in each
 * other's place.
 */
record Difference(Optional<ConsumerRecord<byte[], byte[]>> live, Optional<ConsumerRecord<byte[], byte[]>> replayed) {

    static Difference onlyLive(ConsumerRecord<byte[], byte[]> live) {
        return new Difference(Optional.of(live), Optional.empty());
    }

    static Difference onlyReplayed(ConsumerRecord<byte[], byte[]> replayed) {
        return new Difference(Optional.empty(), Optional.of(replayed));
    }

    static Difference between(ConsumerRecord<byte[], byte[]> live, ConsumerRecord<byte[], byte[]> replayed) {
        return new Difference(Optional.of(live), Optional.of(replayed));
    }
}
