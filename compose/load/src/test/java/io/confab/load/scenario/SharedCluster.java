package io.confab.load.scenario;

import io.confab.load.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two gateways and two chat workers, started once for all scenarios of this JVM and ended with them. */
final class SharedCluster implements AutoCloseable {

    private final Path directory;
    private final Cluster cluster;

    private SharedCluster() {
        try {
            directory = Files.createTempDirectory("confab-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long begin = System.nanoTime();
        cluster = Cluster.start(directory, new Cluster.Plan(2, 2, 0, settings()));
        System.out.printf("cluster of 2 gateways and 2 workers up in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }

    static SharedCluster of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
                .getOrComputeIfAbsent(SharedCluster.class, type -> new SharedCluster(), SharedCluster.class);
    }

    Cluster cluster() {
        return cluster;
    }

    /** Limits that scenarios would run into, and what makes them wait for nothing. */
    private static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (var limit : new String[] {"messages", "writes", "reads"}) {
            settings.put("confab.gateway.limit." + limit + ".burst", "1000000");
            settings.put("confab.gateway.limit." + limit + ".every", "1ms");
        }
        settings.put("confab.gateway.argon2.memory-kib", "1024");
        settings.put("confab.gateway.argon2.iterations", "1");
        settings.put("confab.gateway.hello-timeout", "2s");
        settings.put("confab.gateway.reconnect-spread", "200ms");
        settings.put("confab.gateway.send-queue-bytes", "131072");
        return settings;
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
