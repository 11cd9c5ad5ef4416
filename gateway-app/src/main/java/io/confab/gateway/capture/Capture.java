package io.confab.gateway.capture;

import io.confab.gateway.capture.Term.Blueprint;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Puts the changes of users, tags and blocks on {@code changes.*}, each at least once and those of one row in the order of
 * their commits. Every gateway has one, and one of them at a time is at work. It waits out whatever is away and never takes
 * its gateway down. Safe for any thread.
 */
public final class Capture implements AutoCloseable {
    private final Optional<Progress> progress;
    private final Optional<Leadership> leadership;

    private Capture(Optional<Progress> progress, Optional<Leadership> leadership) {
        this.progress = progress;
        this.leadership = leadership;
    }

    /**
     * Begins and returns at once. The tables and the topics of the catalogue must be there. Throws
     * {@link IllegalArgumentException} if the database's URL doesn't name one server.
     */
    public static Capture start(Settings settings, MeterRegistry registry) {
        if (settings.get(CaptureSettings.SOURCE) == Source.NONE) {
            return new Capture(Optional.empty(), Optional.empty());
        }
        var progress = new Progress(registry, Clock.systemUTC());
        var blueprint = new Blueprint(
                EngineProperties.of(settings),
                producer(settings),
                new ReplicationSlotDao(settings),
                new KeptPosition(settings),
                settings.get(CaptureSettings.BACK_OFF));
        return new Capture(
                Optional.of(progress), Optional.of(Leadership.seek(settings, new Captor(blueprint, progress))));
    }

    /** Up whatever happens to it, since the gateway serves its clients without it; what is wrong is in the detail. */
    public Health health() {
        return progress.map(Progress::health).orElseGet(() -> Health.up(Progress.NAME, "off"));
    }

    /** Stops capturing and lets another gateway begin at once. */
    @Override
    public void close() {
        leadership.ifPresent(Leadership::close);
    }

    /** Captures while it leads. */
    private static final class Captor implements Leadership.Candidate {
        private final Blueprint blueprint;
        private final Progress progress;
        private Optional<Term> term = Optional.empty();

        private Captor(Blueprint blueprint, Progress progress) {
            this.blueprint = blueprint;
            this.progress = progress;
        }

        @Override
        public void lead() {
            stand();
            term = Optional.of(Term.begin(blueprint, progress));
        }

        @Override
        public void stand() {
            term.ifPresent(Term::end);
            term = Optional.empty();
        }
    }

    private static Map<String, Object> producer(Settings settings) {
        var config = KafkaClients.properties(settings);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "confab-capture-changes");
        config.putAll(ChangeAppender.CONFIG);
        return config;
    }
}
