package io.confab.local;

import static java.util.stream.Collectors.joining;

import io.confab.chat.ChatWorker;
import io.confab.chatup.ChatupWorker;
import io.confab.embedded.EmbeddedBroker;
import io.confab.embedded.EmbeddedDatabase;
import io.confab.embedded.EmbeddedMail;
import io.confab.gateway.Gateway;
import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.ops.Metrics;
import io.confab.schemas.ops.OpsServer;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of Confab in this JVM and one database server under it. {@link #close()} may come at any time and from any thread, also
 * in the middle of {@link #start}, which then ends with a {@link CancellationException}.
 */
final class LocalStack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalStack.class);
    private static final Duration ALL_UP_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final LocalOptions options;
    private final DataDirectory data;
    private final Progress progress;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<Part> otherProcesses = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
    private boolean closed;

    private record Part(String name, AutoCloseable part) {}

    /**
     * @param options with ports that are {@link LocalPorts#checked}
     * @param data let go of when the stack is closed
     */
    LocalStack(LocalOptions options, DataDirectory data, Progress progress) {
        this.options = options;
        this.data = part("data directory", data);
        this.progress = progress;
    }

    String url() {
        return "http://" + LocalPorts.HOST + ":" + options.port();
    }

    String mailboxUrl() {
        return "http://" + LocalPorts.HOST + ":" + options.mailPort();
    }

    String opsUrl() {
        return "http://" + LocalPorts.HOST + ":" + options.opsPort();
    }

    /** How each part is now; safe for any thread. */
    List<Health> health() {
        synchronized (parts) {
            return checks.stream().map(HealthCheck::check).toList();
        }
    }

    /**
     * Returns when all of it is up. Whatever fails is thrown as it comes from the part, and what was started is stopped
     * before; {@link StartException} says what the caller can mend.
     */
    void start(Settings operators) {
        try {
            startParts(operators);
        } catch (RuntimeException | LinkageError e) {
            close();
            throw e;
        }
    }

    private void startParts(Settings operators) {
        var before = LocalSettings.before(operators, options, data.state());
        LocalSettings.check(before);
        var mail = started("mailbox", () -> EmbeddedMail.start(data.mail(), options.mailPort()));
        // The two slow ones side by side: one mostly waits for its disk, the other for its classes
        var database = pending(() -> started("PostgreSQL", () -> EmbeddedDatabase.start(data.postgres())));
        var broker = started("Kafka", () -> EmbeddedBroker.start(data.kafka()));
        var settings = LocalSettings.with(before, broker, join(database), mail);
        log.info("Settings:\n{}", settings.describe(LocalSettings.rows()));

        var metrics = part("metrics", Metrics.start());
        var registry = metrics.registry();
        progress.timed("topics", () -> {
            TopicAdmin.ensure(settings);
            return true;
        });
        var chat = part("chat", ChatWorker.start(settings, registry));
        var chatup = part("chatup", ChatupWorker.start(settings, registry));
        var gateway = started("gateway", () -> Gateway.start(settings, registry));
        var all = new ArrayList<HealthCheck>();
        all.addAll(chat.checks());
        all.addAll(chatup.checks());
        all.addAll(gateway.checks());
        synchronized (parts) {
            checks.addAll(all);
        }
        part("health and metrics", OpsServer.start(settings, metrics, all));
        progress.timed("workers", this::awaitAllUp);
    }

    /** Stops all that was started, in reverse. Calling it again waits for the first call and does nothing more. */
    @Override
    public synchronized void close() {
        List<Part> started;
        CompletableFuture<?> starting;
        synchronized (parts) {
            closed = true;
            started = List.copyOf(parts);
            parts.clear();
            starting = pending;
        }
        started.forEach(LocalStack::close);
        starting.handle((part, failure) -> true).join(); // it stops by itself, being too late
    }

    /** Stops the one part that would outlive this JVM, for an end without a {@link #close()} or with one that hangs. */
    void stopOtherProcesses() {
        List<Part> databases;
        synchronized (parts) {
            databases = List.copyOf(otherProcesses);
        }
        databases.forEach(LocalStack::close);
    }

    private <P extends AutoCloseable> P started(String name, Supplier<P> start) {
        return part(name, progress.timed(name, start));
    }

    /** Has it stopped with the rest; stops it at once where the rest has been. */
    <P extends AutoCloseable> P part(String name, P part) {
        boolean tooLate;
        synchronized (parts) {
            tooLate = closed;
            if (!tooLate) {
                parts.push(new Part(name, part));
                if (part instanceof EmbeddedDatabase) {
                    otherProcesses.add(new Part(name, part));
                }
            }
        }
        if (tooLate) {
            close(new Part(name, part));
            throw new CancellationException("stopped while it was starting");
        }
        return part;
    }

    private static void close(Part part) {
        long begin = System.nanoTime();
        try {
            part.part().close();
            log.info(
                    "{} stopped in {} ms",
                    part.name(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (Exception e) {
            log.error("{} did not stop cleanly", part.name(), e);
        }
    }

    private boolean awaitAllUp() {
        long end = System.nanoTime() + ALL_UP_WITHIN.toNanos();
        Optional<String> missing = missing();
        while (missing.isPresent()) {
            synchronized (parts) {
                if (closed) {
                    throw new CancellationException("stopped while it was starting");
                }
            }
            if (System.nanoTime() - end >= 0) {
                throw new StartException(
                        "not all of it came up within " + ALL_UP_WITHIN.toSeconds() + " s: " + missing.get());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            missing = missing();
        }
        return true;
    }

    private Optional<String> missing() {
        var down = health().stream()
                .filter(health -> !health.isUp())
                .map(health -> health.name() + " (" + health.detail() + ")")
                .collect(joining(", "));
        return Optional.of(down).filter(names -> !names.isEmpty());
    }

    /** Starts a part in another thread; a close waits for it. */
    private <P> CompletableFuture<P> pending(Supplier<P> start) {
        synchronized (parts) {
            var future = CompletableFuture.supplyAsync(start, Threads::start);
            pending = future;
            return future;
        }
    }

    private static <T> T join(CompletableFuture<T> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
