package io.confab.schemas.streams;

import static io.confab.schemas.streams.StreamsSettings.CLOSE_TIMEOUT;

import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import io.confab.schemas.topic.TopicsException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Kafka Streams application: exactly once, with the settings of {@link StreamsSettings}. Records that can't be
 * read, processed or written go to dead letters; after faults around it, it tries again, and stops as failed after too many
 * of them. Stopping commits and leaves the group, so that others take over at once. Safe for any thread.
 */
public final class StreamsApplication implements HealthCheck, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsApplication.class);

    private final String applicationId;
    private final Duration closeTimeout;
    private final KafkaStreams streams;
    private final FaultPolicy faults;
    private final Restores restores = new Restores();
    private final KafkaStreamsMetrics metrics;
    private final CompletableFuture<Void> running = new CompletableFuture<>();

    private StreamsApplication(
            String applicationId,
            Topology topology,
            TopologyFingerprint fingerprint,
            Settings settings,
            DeadLetters deadLetters,
            MeterRegistry registry) {
        this.applicationId = applicationId;
        this.closeTimeout = settings.get(CLOSE_TIMEOUT);
        var faultCount = Counter.builder("confab.streams.faults")
                .description("threads that a fault around the application ended")
                .tag("application", applicationId)
                .register(registry);
        this.faults = new FaultPolicy(
                applicationId, settings, deadLetters.quarantine(), faultCount::increment, System::nanoTime);
        var configuration = StreamsConfiguration.of(applicationId, settings, deadLetters);
        configuration.put(StreamsConfig.CLIENT_ID_CONFIG, fingerprint.clientId(applicationId, UUID.randomUUID()));
        this.streams = new KafkaStreams(topology, configuration);
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("application", applicationId));
        metrics.bindTo(registry);
        Gauge.builder(
                        "confab.streams.up",
                        this,
                        application -> application.check().isUp() ? 1 : 0)
                .description("1 while the application processes records")
                .tag("application", applicationId)
                .register(registry);
    }

    /**
     * Starts and returns; {@link #awaitRunning} waits until it processes records. The topics of the catalogue must be there;
     * where the topology has internal topics, a place for their dead letters is made first, which throws
     * {@link TopicsException} if Kafka is not there. Throws {@link MixedTopologyException} if other workers run another
     * topology under this id. A topology made by {@link Flows#builder()} is expected: another one's bad
     * records can stop it.
     */
    public static StreamsApplication start(
            String applicationId, Topology topology, Settings settings, MeterRegistry registry) {
        if (topology.describe().toString().contains("-repartition")) {
            TopicAdmin.ensureDeadLettersOf(applicationId, settings);
        }
        return start(applicationId, topology, settings, new DeadLetters(applicationId, registry), registry);
    }

    /**
     * As {@link #start}, for an application that reads what others decide on and must leave no trace there: its dead letters
     * go to {@code <applicationId>.dead-letters}, whichever topic they were read from.
     */
    public static StreamsApplication startApart(
            String applicationId, Topology topology, Settings settings, MeterRegistry registry) {
        TopicAdmin.ensureDeadLettersOf(applicationId, settings);
        return start(applicationId, topology, settings, DeadLetters.apart(applicationId, registry), registry);
    }

    private static StreamsApplication start(
            String applicationId,
            Topology topology,
            Settings settings,
            DeadLetters deadLetters,
            MeterRegistry registry) {
        var fingerprint = TopologyFingerprint.of(topology);
        GroupGuard.awaitAlike(applicationId, fingerprint, settings);
        var application = new StreamsApplication(applicationId, topology, fingerprint, settings, deadLetters, registry);
        application.start();
        return application;
    }

    private void start() {
        streams.setUncaughtExceptionHandler(faults);
        streams.setGlobalStateRestoreListener(restores);
        streams.setStateListener((now, before) -> {
            log.info("{}: {}", applicationId, now);
            if (now == State.RUNNING) {
                running.complete(null);
            } else if (now == State.ERROR || now == State.NOT_RUNNING) {
                running.completeExceptionally(new IllegalStateException(applicationId + " is " + now));
            }
        });
        streams.start();
    }

    public String applicationId() {
        return applicationId;
    }

    /** Waits until it processes records for the first time; throws {@link IllegalStateException} if it won't in time. */
    public void awaitRunning(Duration atMost) throws InterruptedException {
        try {
            running.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(applicationId + " did not start in " + atMost + ": " + check().detail(), e);
        }
    }

    @Override
    public Health check() {
        if (faults.failure().isPresent()) {
            return Health.failed(applicationId, faults.failure().get());
        }
        return switch (streams.state()) {
            case RUNNING -> Health.up(applicationId, "running");
            case CREATED -> Health.down(applicationId, "starting");
            case REBALANCING -> {
                String restoring = restores.describe();
                yield Health.down(applicationId, restoring.isEmpty() ? "rebalancing" : restoring);
            }
            case PENDING_SHUTDOWN -> Health.down(applicationId, "stopping");
            case NOT_RUNNING -> Health.down(applicationId, "stopped");
            case PENDING_ERROR, ERROR -> Health.failed(applicationId, "stopped after a fault");
        };
    }

    /** Commits, stops and leaves the group. Returns after the close timeout at the latest. */
    @Override
    public void close() {
        faults.close();
        boolean clean = streams.close(
                CloseOptions.timeout(closeTimeout).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!clean) {
            log.warn("{} did not stop within {}", applicationId, closeTimeout);
        }
        metrics.close();
    }
}
