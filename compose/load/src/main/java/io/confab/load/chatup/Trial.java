package io.confab.load.chatup;

import io.confab.load.cluster.Node;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One run: sends a load, hears what comes of it, waits until everybody has an outcome, and has the records judged. */
final class Trial {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(2);
    private static final Duration BLOCKS_READ_WITHIN = Duration.ofMinutes(1);
    private static final String GROUP = "confab-chatup";

    private final Load load;
    private final String bootstrapServers;
    private final Optional<Stack> stack;
    private final Consumer<String> progress;
    private final Records records;
    private final long salt = new SplittableRandom().nextLong();

    private long countingSince;
    private long outcomesBefore;
    private Map<String, Duration> cpuBefore = Map.of();

    /**
     * @param stack where the processes are ours: then their work is measured and they can be killed
     * @param progress is told now and then how it goes
     */
    Trial(Load load, String bootstrapServers, Optional<Stack> stack, Consumer<String> progress) {
        this.load = load;
        this.bootstrapServers = bootstrapServers;
        this.stack = stack;
        this.progress = progress;
        this.records = new Records(bootstrapServers);
    }

    /**
     * @param kills how often the last worker is killed meanwhile
     * @param terms to judge every record by; empty: none is. Outages and lags are added.
     */
    Report run(int kills, Optional<Terms> terms) throws InterruptedException, ExecutionException {
        var places = records.places();
        var users = new Users(load.users(), load.seekers(), load.seed(), salt);
        var journal = new Journal(users.size(), load.uncounted(), salt);
        try (var ears = new Ears(bootstrapServers, journal, salt, load.isUnruly());
                var commands = new Commands(bootstrapServers, users, journal, salt)) {
            var traffic = new Traffic(load, users, journal, commands);
            block(traffic);
            var killer = new Killer(victim(kills), kills, sending(), load.seed());
            var killing = killer.start();
            long begin = System.nanoTime();
            var sending = CompletableFuture.runAsync(
                    () -> traffic.run(() -> count(journal)), task -> new Thread(task, "traffic").start());
            tellUntil(sending, journal, ears, begin);
            sending.join();
            double seconds = (System.nanoTime() - countingSince) / 1e9;
            long outcomes = journal.standing().outcomes() - outcomesBefore;
            var cpu = cpuSince();
            killing.join();
            awaitOutcomes(journal, ears, begin);
            return report(journal, traffic, killer, seconds, outcomes, cpu, places, terms);
        }
    }

    private Optional<Node> victim(int kills) {
        if (kills == 0) {
            return Optional.empty();
        }
        var workers = stack.orElseThrow().workers();
        return Optional.of(workers.get(workers.size() - 1));
    }

    private Duration sending() {
        return Duration.ofMillis(Math.round(1_000 * load.tickets() / load.rate()));
    }

    private void block(Traffic traffic) throws InterruptedException, ExecutionException {
        if (load.blocks() == 0) {
            return;
        }
        int blocks = traffic.blockBefore();
        long end = System.nanoTime() + BLOCKS_READ_WITHIN.toNanos();
        while (records.left(GROUP, Topics.DIRECTORY_BLOCKS.name()) > 0) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("chatup did not read directory.blocks within " + BLOCKS_READ_WITHIN);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        progress.accept(String.format("%,d blocks are there", blocks));
    }

    /** Called by the thread that sends, before the first ticket that counts. */
    private void count(Journal journal) {
        countingSince = System.nanoTime();
        outcomesBefore = journal.standing().outcomes();
        cpuBefore = stack.map(Stack::cpu).orElse(Map.of());
    }

    private Map<String, Double> cpuSince() {
        var used = new LinkedHashMap<String, Double>();
        stack.map(Stack::cpu)
                .orElse(Map.of())
                .forEach((name, cpu) -> used.put(
                        name,
                        cpu.minus(cpuBefore.getOrDefault(name, Duration.ZERO)).toMillis() / 1_000.0));
        return used;
    }

    private void tellUntil(CompletableFuture<Void> done, Journal journal, Ears ears, long begin) {
        long told = System.nanoTime();
        while (!done.isDone()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            ears.check();
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                tell(journal, begin);
            }
        }
    }

    private void tell(Journal journal, long begin) {
        var now = journal.standing();
        progress.accept(String.format(
                "%4d s: %,d sent, %,d heard to wait, %,d with an outcome, %,d without",
                (System.nanoTime() - begin) / 1_000_000_000,
                now.tickets(),
                now.waiting(),
                now.outcomes(),
                now.pending()));
    }

    /** Gives up when nothing has moved for long: those that are left are told in the report. */
    private void awaitOutcomes(Journal journal, Ears ears, long begin) {
        long pending = journal.standing().pending();
        long moved = System.nanoTime();
        long told = moved;
        while (pending > 0 && System.nanoTime() - moved < STUCK_AFTER.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            ears.check();
            long now = journal.standing().pending();
            if (now != pending) {
                pending = now;
                moved = System.nanoTime();
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                tell(journal, begin);
            }
        }
    }

    private Report report(
            Journal journal,
            Traffic traffic,
            Killer killer,
            double seconds,
            long outcomes,
            Map<String, Double> cpu,
            Map<String, Long> placesBefore,
            Optional<Terms> terms)
            throws InterruptedException, ExecutionException {
        var standing = journal.standing();
        var times = journal.times();
        var added = added(placesBefore);
        double workers = cpu.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("chatup"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double all = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        long deadLetters = added.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(Topic.DEAD_LETTERS))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var perTicket = new TreeMap<String, Double>();
        added.forEach((topic, places) -> perTicket.put(topic, (double) places / standing.tickets()));
        return new Report(
                load,
                seconds,
                (load.tickets() - load.uncounted()) / seconds,
                outcomes / seconds,
                standing,
                standing.totalScore() / Math.max(1, standing.matched()),
                Report.Spread.of(times.waiting()),
                Report.Spread.of(times.outcome()),
                Report.Spread.of(times.perfect()),
                standing.perfectLost(),
                traffic.starved(),
                standing.pending(),
                killer.kills(),
                cpu,
                workers > 0 ? outcomes / workers : 0,
                all > 0 ? outcomes / all : 0,
                perTicket,
                deadLetters,
                terms.map(one ->
                        judge(new Terms(one.meetAgainAfter(), one.blockWithin(), killer.outages(), times.lags()))));
    }

    /** Topics of this installation's chatup, and those it writes, that grew. */
    private Map<String, Long> added(Map<String, Long> before) throws InterruptedException, ExecutionException {
        var added = new TreeMap<String, Long>();
        records.places().forEach((topic, places) -> {
            long more = places - before.getOrDefault(topic, 0L);
            if (more > 0 && !topic.startsWith("__")) {
                added.put(topic, more);
            }
        });
        return added;
    }

    private Judgement judge(Terms terms) {
        progress.accept("reading every record …");
        var checker = new RecordChecker(terms);
        records.read(Topics.CHATUP_COMMANDS, (user, command, at) -> checker.command(command, at));
        records.read(Topics.DIRECTORY_BLOCKS, (key, row, at) -> checker.block(key, row != null, at));
        records.read(Topics.CHATUP_EVENTS, (user, event, at) -> checker.event(user, event));
        records.read(Topics.CHAT_COMMANDS, (conversation, command, at) -> checker.chat(command));
        records.read(Topics.INBOX_COMMANDS, (user, command, at) -> checker.inbox(command));
        return checker.judge();
    }
}
