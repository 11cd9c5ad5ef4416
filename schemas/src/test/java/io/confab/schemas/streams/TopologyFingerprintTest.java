package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TopologyFingerprintTest {

    @Test
    void is_the_same_for_the_same_topology_and_differs_for_another() {
        var first = TopologyFingerprint.of(passing("here", "there"));

        assertThat(TopologyFingerprint.of(passing("here", "there"))).isEqualTo(first);
        assertThat(TopologyFingerprint.of(passing("here", "elsewhere"))).isNotEqualTo(first);
    }

    /** "Aa" and "BB" have one hash code, so a hash set has them in the order in which they were added. */
    @Test
    void is_the_same_in_whichever_order_stores_were_added() {
        assertThat(TopologyFingerprint.of(storing("Aa", "BB"))).isEqualTo(TopologyFingerprint.of(storing("BB", "Aa")));
        assertThat(TopologyFingerprint.of(storing("Aa", "BB")))
                .isNotEqualTo(TopologyFingerprint.of(storing("Aa", "C")));
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

    private static Topology storing(String... stores) {
        var topology = new Topology();
        topology.addSource("read", "here");
        topology.addProcessor("keep", Keeping::new, "read");
        for (var store : stores) {
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.String()));
        }
        topology.connectProcessorAndStateStores("keep", stores);
        return topology;
    }

    private static Topology passing(String from, String to) {
        var builder = new StreamsBuilder();
        builder.stream(from).to(to);
        return builder.build();
    }

    private static final class Keeping implements Processor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {}
    }
}
