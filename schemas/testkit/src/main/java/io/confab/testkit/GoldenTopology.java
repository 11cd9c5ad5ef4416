package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.streams.CanonicalDescription;
import org.apache.kafka.streams.Topology;

/** The description of a topology, kept in {@code src/test/resources/golden/} of its module. */
public final class GoldenTopology {
    private GoldenTopology() {}

    /** Fails if the topology changed, or if anything in it has a name that Kafka made: such names move with the code. */
    public static void check(String name, Topology topology) {
        String description = CanonicalDescription.of(topology);
        assertThat(description)
                .as("every store and operator of %s has a name of its own", name)
                .doesNotContain("KSTREAM-")
                .doesNotContain("KTABLE-")
                .doesNotContain("STATE-STORE-");
        Golden.check(Golden.inModule("src/test/resources/golden/" + name + ".txt"), description);
    }
}
