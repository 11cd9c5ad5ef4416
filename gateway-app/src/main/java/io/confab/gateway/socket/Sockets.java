package io.confab.gateway.socket;

import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.gateway.Loop;
import io.confab.gateway.Unavailable;
import io.confab.gateway.command.Commands;
import io.confab.gateway.command.Hints;
import io.confab.gateway.http.Authenticator;
import io.confab.gateway.http.Problem;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All live sockets of this gateway, and the threads that serve them. Safe for any thread. */
final class Sockets implements PushConsumer.Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sockets.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int AUTHENTICATORS = 8;
    private static final int HINTERS = 2;
    private static final int MOST_HINTS = 10_000;

    /** How long the last farewells may take when the gateway goes. */
    private static final Duration FAREWELLS = Duration.ofSeconds(4);

    private final Settings settings;
    private final Connection.Limits limits;
    private final int sendQueueBytes;
    private final Commands commands;
    private final Hints hints;
    private final Authenticator authenticator;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final Counter pushes;
    private final SlotTable slots = new SlotTable();
    private final Map<SocketId, LiveSocket> sockets = new ConcurrentHashMap<>();

    /** Both may wait for the broker or the database, which none of the sockets' own threads may. */
    private final ExecutorService appender = Executors.newSingleThreadExecutor(named("confab-socket-appends"));

    private final ExecutorService authenticators =
            Executors.newFixedThreadPool(AUTHENTICATORS, named("confab-socket-tokens"));

    /** The same for what may be lost: where too much of it waits, the rest is left out. */
    private final ExecutorService hinters = new ThreadPoolExecutor(
            HINTERS,
            HINTERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_HINTS),
            named("confab-socket-hints"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final Loop ticker;
    private volatile boolean going;

    Sockets(
            Settings settings,
            Commands commands,
            Hints hints,
            Authenticator authenticator,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.settings = settings;
        this.limits = SocketSettings.limits(settings);
        this.sendQueueBytes = settings.get(SocketSettings.SEND_QUEUE_BYTES);
        this.commands = commands;
        this.hints = hints;
        this.authenticator = authenticator;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.pushes = metrics.counter("confab.gateway.pushes");
        metrics.gaugeMapSize("confab.gateway.sockets", Tags.empty(), sockets);
        metrics.gauge("confab.gateway.slots", slots, SlotTable::size);
        metrics.gauge("confab.gateway.send.queue.bytes", this, Sockets::queuedBytes);
        ticker = Loop.start("confab-socket-ticks", TICK, this::tick);
    }

    /** A socket that is about to be connected. */
    LiveSocket create() {
        var id = new SocketId(Uuids.version7(clock.instant(), random));
        return new LiveSocket(id, limits, sendQueueBytes, this, clock);
    }

    /** Whether this gateway takes no more sockets. */
    boolean isGoing() {
        return going;
    }

    void add(LiveSocket socket) {
        sockets.put(socket.id(), socket);
        if (going) {
            sendAway(socket);
        }
    }

    void remove(LiveSocket socket) {
        sockets.remove(socket.id());
    }

    Optional<Slot> slot() {
        return slots.pick();
    }

    void append(LiveSocket socket, InboxCommand command) {
        append(command, () -> socket.appendFailed(command));
    }

    void authenticate(LiveSocket socket, String token) {
        try {
            authenticators.execute(() -> {
                try {
                    var caller = authenticator.authenticate(token);
                    socket.authenticated(caller, hints.presence(caller.userId()));
                } catch (Problem e) {
                    socket.notAuthenticated();
                } catch (Unavailable e) {
                    log.warn("A token can't be checked now: {}", e.getMessage());
                    socket.authenticationUnavailable(token);
                } catch (RuntimeException e) {
                    log.error("A token could not be checked", e);
                    socket.authenticationUnavailable(token);
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("Going: a token is not checked any more");
        }
    }

    /** A user is writing. */
    void typing(UserId user, ConversationId conversation) {
        hinters.execute(() -> hints.typing(user, conversation));
    }

    /** A user's device has messages up to {@code seq}. */
    void delivered(UserId user, ConversationId conversation, Seq seq) {
        hinters.execute(() -> hints.delivered(user, conversation, seq));
    }

    void countClosed(CloseCode code) {
        metrics.counter("confab.gateway.closes", "code", Integer.toString(code.number()))
                .increment();
    }

    void countClosedByPeer(int code) {
        boolean known = code == 1000 || code == 1001 || code == 1006 || code == 1009;
        metrics.counter("confab.gateway.closes", "code", known ? Integer.toString(code) : "other")
                .increment();
    }

    // --- from the push consumer

    @Override
    public void gained(Collection<Slot> gained) {
        slots.add(gained);
        sockets.values().forEach(LiveSocket::slotGained);
    }

    @Override
    public void lost(Collection<Slot> lost) {
        slots.remove(lost);
        for (var slot : lost) {
            sockets.values().forEach(socket -> socket.slotLost(slot));
        }
    }

    @Override
    public void push(Push push) {
        pushes.increment();
        var target = push.target();
        var socket = sockets.get(target.socketId());
        if (socket != null) {
            socket.push(push);
        } else if (!going && !(push instanceof Push.Close)) {
            // Of a gateway that died, or already gone: whoever owns the slot clears it away. One that goes leaves that
            // to the next,
            // since it can't say whether the user is there.
            var close = new CloseSession(target.userId(), target.socketId(), target.opening());
            append(close, () -> log.debug("{} is cleared away with its next push", target.socketId()));
        }
    }

    @Override
    public void unreadable() {
        metrics.counter("confab.gateway.pushes.unreadable").increment();
    }

    /** Sends every client away, each to come back at a time of its own, and waits a little for the last farewell. */
    void sendAllAway() {
        going = true;
        sockets.values().forEach(this::sendAway);
        awaitFarewells();
    }

    /** Ends the threads, after what was to be appended is on its way. */
    @Override
    public void close() {
        ticker.close();
        authenticators.shutdownNow();
        hinters.shutdownNow();
        appender.shutdown();
        try {
            if (!appender.awaitTermination(FAREWELLS.toMillis(), TimeUnit.MILLISECONDS)) {
                appender.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFarewells() {
        long until = System.nanoTime() + FAREWELLS.toNanos();
        try {
            while (!sockets.isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAway(LiveSocket socket) {
        long spread = settings.get(SocketSettings.RECONNECT_SPREAD).toMillis();
        socket.going(Duration.ofMillis(random.nextLong(spread + 1)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is told to the one who asked
    private void append(InboxCommand command, Runnable failed) {
        try {
            appender.execute(() -> commands.append(INBOX_COMMANDS, command.userId(), command)
                    .whenComplete((ack, failure) -> {
                        if (failure != null) {
                            failed.run();
                        }
                    }));
        } catch (RejectedExecutionException e) {
            log.debug("Going: {} is not appended any more", command.getClass().getSimpleName());
        }
    }

    private void tick() {
        for (var socket : sockets.values()) {
            try {
                socket.tick();
            } catch (RuntimeException e) {
                log.error("Socket {} failed", socket.id(), e);
            }
        }
    }

    private double queuedBytes() {
        return sockets.values().stream().mapToLong(LiveSocket::queuedBytes).sum();
    }

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
