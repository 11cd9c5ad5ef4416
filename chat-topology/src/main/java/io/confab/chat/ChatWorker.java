package io.confab.chat;

import static io.confab.chat.ChatSettings.APPLICATIONS;

import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.ops.ServiceProcess;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker of the chat topologies: runs the applications that {@code confab.chat.applications} names. Start as many workers
 * as there is load; each takes its share of the partitions. Safe for any thread.
 */
public final class ChatWorker implements ServiceProcess.Service {
    private final List<StreamsApplication> applications;

    private ChatWorker(List<StreamsApplication> applications) {
        this.applications = List.copyOf(applications);
    }

    /** Starts at once and returns; {@link #awaitRunning} waits. The topics of the catalogue must be there. */
    public static ChatWorker start(Settings settings, MeterRegistry registry) {
        var started = new ArrayList<StreamsApplication>();
        try {
            for (var name : settings.get(APPLICATIONS)) {
                var application = ChatApplication.named(name);
                started.add(StreamsApplication.start(
                        application.id(),
                        application.topology(settings, registry),
                        application.settings(settings),
                        registry));
            }
            return new ChatWorker(started);
        } catch (RuntimeException e) {
            closeAll(started, e);
            throw e;
        }
    }

    /** Waits until all of them process records; throws {@link IllegalStateException} if one won't in time. */
    public void awaitRunning(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (var application : applications) {
            application.awaitRunning(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    /** One check for each application. */
    @Override
    public List<HealthCheck> checks() {
        return List.copyOf(applications);
    }

    /** How each application is now. */
    public List<Health> health() {
        return applications.stream().map(StreamsApplication::check).toList();
    }

    /** Stops all of them, each after its last commit; they leave their groups, so that other workers take over at once. */
    @Override
    public void close() {
        var failure = new IllegalStateException("applications did not stop");
        closeAll(applications, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /** One after the other would add up their time. */
    private static void closeAll(List<StreamsApplication> applications, RuntimeException failure) {
        applications.parallelStream().forEach(application -> {
            try {
                application.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        });
    }
}
