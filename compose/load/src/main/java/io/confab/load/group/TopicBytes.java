package io.confab.load.group;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How large the topics of a Kafka are on disk, all copies together. */
final class TopicBytes {

    private final Map<String, Long> sizes = new TreeMap<>();

    private TopicBytes() {}

    static TopicBytes of(String bootstrapServers) throws InterruptedException, ExecutionException {
        var now = new TopicBytes();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .forEach(directory -> directory
                            .replicaInfos()
                            .forEach((partition, replica) ->
                                    now.sizes.merge(partition.topic(), replica.size(), Long::sum)));
        }
        return now;
    }

    /** What was added to each topic since {@code before}, where something was. */
    Map<String, Long> since(TopicBytes before) {
        var added = new TreeMap<String, Long>();
        sizes.forEach((topic, size) -> {
            long more = size - before.sizes.getOrDefault(topic, 0L);
            if (more > 0) {
                added.put(topic, more);
            }
        });
        return added;
    }
}
