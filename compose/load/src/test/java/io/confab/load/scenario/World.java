package io.confab.load.scenario;

import static java.util.stream.Collectors.joining;

import io.confab.load.client.Person;
import io.confab.load.cluster.Cluster;
import io.confab.load.history.Checker;
import io.confab.load.history.Recorder;
import io.confab.load.history.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What one scenario has: people of its own on the shared cluster, chance from its seed, and the record of all that happens. */
final class World implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);
    private static final int MOST_AUDITS = 12;

    /** More of them would wait for the database's connections. */
    private static final int SIGN_UPS_AT_ONCE = 8;

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
    }

    private final long began = System.nanoTime();
    private final Cluster cluster;
    private final Random random;
    private final Recorder recorder = new Recorder();
    private final List<Actor> people = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> remarks = Collections.synchronizedSet(new LinkedHashSet<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private boolean isJudged;

    World(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    Cluster cluster() {
        return cluster;
    }

    Random random() {
        return random;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Something for the reader of the output that is no fault. */
    void remark(String what) {
        remarks.add(what);
    }

    String remarks() {
        return remarks.isEmpty()
                ? ""
                : " (" + String.join("; ", remarks.stream().limit(4).toList()) + ")";
    }

    long age() {
        return System.nanoTime() - began;
    }

    boolean isJudged() {
        return isJudged;
    }

    // --- people

    /** Somebody new with an account, a login and a connected phone. */
    Actor person(String name) {
        int number = PEOPLE.incrementAndGet();
        int home = number % 2;
        var person = Person.signUp(cluster.gateway(home).api(), cluster.mailbox(), name + number);
        var actor = new Actor(this, person, home);
        people.add(actor);
        actor.connectPhone();
        return actor;
    }

    /** As many as wanted, half of them at each gateway. */
    List<Actor> people(int count) {
        var signingUp = new Semaphore(SIGN_UPS_AT_ONCE);
        return all(IntStream.range(0, count)
                .<Callable<Actor>>mapToObj(i -> () -> {
                    signingUp.acquire();
                    try {
                        return person("user");
                    } finally {
                        signingUp.release();
                    }
                })
                .toList());
    }

    // --- many things at once

    /** Does something in another thread; {@link #join} waits for it. */
    <T> Future<T> begin(Callable<T> task) {
        return threads.submit(task);
    }

    Future<?> begin(Runnable task) {
        return threads.submit(task);
    }

    /** Does all of it at once and returns what came of each, in the order given. */
    <T> List<T> all(List<Callable<T>> tasks) {
        return tasks.stream().map(threads::submit).toList().stream()
                .map(World::join)
                .toList();
    }

    /** Waits for what was begun; its failure is this test's. */
    static <T> T join(Future<T> begun) {
        try {
            return begun.get(PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("what was begun did not end well", e);
        }
    }

    /** Waits until something is so, at most two minutes. */
    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).until(condition);
    }

    /** Each of them says {@code count} things, all at once; returns when all are answered. */
    void chatter(String conversation, List<Actor> speakers, int count) {
        all(speakers.stream()
                .<Callable<Boolean>>map(speaker -> () -> {
                    for (int i = 1; i <= count; i++) {
                        speaker.insist(conversation, speaker.name() + " " + i);
                    }
                    return true;
                })
                .toList());
    }

    // --- the end

    /**
     * Waits until everybody who is still watched has everything, has a new device of each read it all again from the
     * beginning, and judges the history. Where something never comes, it says so after a while.
     */
    Verdict verdict() {
        isJudged = true;
        for (var actor : watched()) {
            for (var device : actor.devices()) {
                if (!device.isConnected() && device.lastCloseCode() != 4009) {
                    device.connect(actor.home());
                }
            }
        }
        if (!settles()) { // before an auditor's new device can hide that another one is stuck
            return Checker.check(recorder.history());
        }
        audit();
        settles();
        return Checker.check(recorder.history());
    }

    private boolean settles() {
        try {
            Awaitility.await()
                    .atMost(SETTLED_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> Checker.check(recorder.history()).holds());
            return true;
        } catch (ConditionTimeoutException e) {
            remark("did not settle: " + devicesNow()); // the verdict says why
            return false;
        }
    }

    private String devicesNow() {
        return watched().stream()
                .flatMap(actor -> actor.devices().stream())
                .map(device -> device + (device.isConnected() ? " connected at " : " away from ") + device.gateway()
                        + " at cursor " + device.position().cursor())
                .collect(joining(", "));
    }

    private void audit() {
        var chosen = new ArrayList<>(watched());
        Collections.shuffle(chosen, random);
        all(chosen.stream()
                .limit(MOST_AUDITS)
                .<Callable<Boolean>>map(actor -> () -> {
                    var position = actor.phone().position();
                    var auditor = new Device(actor, "auditor", Optional.of(actor.start()));
                    auditor.connect(random.nextInt(cluster.gateways().size()));
                    auditor.socket()
                            .await(frame -> !frame.has("at")
                                    && (frame.path("type").asText().equals("caught_up")
                                            || frame.path("type").asText().equals("resync")));
                    if (auditor.position().cursor() < position.cursor()) {
                        throw new AssertionError(auditor + " ends at " + auditor.position() + " before " + position);
                    }
                    auditor.cut();
                    return true;
                })
                .toList());
    }

    private List<Actor> watched() {
        var watched = Set.copyOf(recorder.history().watched());
        synchronized (people) {
            return people.stream()
                    .filter(actor -> watched.contains(actor.userId()))
                    .toList();
        }
    }

    @Override
    public void close() {
        synchronized (people) {
            people.forEach(actor -> actor.devices().forEach(Device::cut));
        }
        threads.shutdownNow();
    }
}
