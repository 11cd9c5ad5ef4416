package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class TopologyFingerprintTest {

    @Test
    void is_the_same_for_the_same_topology_and_differs_for_another() {
        var first = TopologyFingerprint.of(passing("here", "there"));

        assertThat(TopologyFingerprint.of(passing("here", "there"))).isEqualTo(first);
        assertThat(TopologyFingerprint.of(passing("here", "elsewhere"))).isNotEqualTo(first);
    }

    @Test
    void is_read_from_the_client_id_of_a_member_as_kafka_makes_it() {
        var fingerprint = TopologyFingerprint.of(passing("here", "there"));

        var clientId = fingerprint.clientId("confab-inbox", UUID.randomUUID()) + "-StreamThread-1-consumer";

        assertThat(TopologyFingerprint.in(clientId)).contains(fingerprint);
    }

    @Test
    void is_unknown_of_who_does_not_say() {
        assertThat(TopologyFingerprint.in("consumer-console-1")).isEmpty();
    }

    private static Topology passing(String from, String to) {
        var builder = new StreamsBuilder();
        builder.stream(from).to(to);
        return builder.build();
    }
}
