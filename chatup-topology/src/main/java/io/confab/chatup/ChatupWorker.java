package io.confab.chatup;

import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.ops.ServiceProcess;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsApplication;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.schemas.topic.TopicAdmin;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * A worker of the chatup topology. Start as many workers as there is load; each takes its share of the partitions. Safe for any
 * thread.
 */
public final class ChatupWorker implements ServiceProcess.Service {
    private final StreamsApplication application;

    private ChatupWorker(StreamsApplication application) {
        this.application = application;
    }

    /**
     * Makes sure of the dead letters of its internal topics, starts and returns; {@link #awaitRunning} waits. The topics of the
     * catalogue must be there. Throws {@link io.confab.schemas.setting.SettingsException} if a setting is wrong and
     * {@link io.confab.schemas.topic.TopicsException} if Kafka can't be used.
     */
    public static ChatupWorker start(Settings settings, MeterRegistry registry) {
        var topology = ChatupTopology.build(settings, registry);
        TopicAdmin.ensureDeadLettersOf(ChatupTopology.APPLICATION_ID, settings);
        return new ChatupWorker(StreamsApplication.start(
                ChatupTopology.APPLICATION_ID, topology, StreamsSettings.inBackground(settings), registry));
    }

    /** Waits until it processes records; throws {@link IllegalStateException} if it won't in time. */
    public void awaitRunning(Duration atMost) throws InterruptedException {
        application.awaitRunning(atMost);
    }

    @Override
    public List<HealthCheck> checks() {
        return List.of(application);
    }

    public List<Health> health() {
        return List.of(application.check());
    }

    /** Stops after the last commit and leaves the group, so that other workers take over at once. */
    @Override
    public void close() {
        application.close();
    }
}
