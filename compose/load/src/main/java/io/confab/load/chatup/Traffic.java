package io.confab.load.chatup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the tickets of a load when they are due, whether or not those before have had an outcome, and what else users do meanwhile.
 * One thread.
 */
final class Traffic {
    private static final long SECOND = 1_000_000_000L;
    /** How long the partner of a perfect pair has waited. */
    private static final long PARTNER_WAITS = 3 * SECOND;

    private final Load load;
    private final Users users;
    private final Journal journal;
    private final Commands commands;
    private final SplittableRandom random;
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos));
    private int sent;
    private long starved;

    private record Later(long dueNanos, Runnable action) {}

    Traffic(Load load, Users users, Journal journal, Commands commands) {
        this.load = load;
        this.users = users;
        this.journal = journal;
        this.commands = commands;
        this.random = new SplittableRandom(load.seed());
    }

    /** Blocks that are there before anybody seeks; returns how many. */
    int blockBefore() {
        int blocks = 0;
        for (int user = 0; user < users.size(); user++) {
            if (random.nextDouble() < load.blocks()) {
                int blocker = user;
                var blocked = users.likeOne(user, random);
                blocked.ifPresent(other -> commands.block(blocker, other));
                blocks += blocked.isPresent() ? 1 : 0;
            }
        }
        commands.flush();
        return blocks;
    }

    /** Returns when all is sent; {@code counting} is told when the first ticket that counts is due. */
    void run(Runnable counting) {
        boolean told = false;
        double perSecond = load.perfect() ? load.rate() / 2 : load.rate();
        long next = System.nanoTime();
        while (sent < load.tickets() || !later.isEmpty()) {
            boolean arrives = sent < load.tickets()
                    && (later.isEmpty() || next - later.peek().dueNanos() < 0);
            if (!told && sent >= load.uncounted()) {
                told = true;
                counting.run();
            }
            if (arrives) {
                await(next);
                arrive(next);
                next += Math.round(-Math.log(1 - random.nextDouble()) / perSecond * SECOND);
            } else {
                var action = later.remove();
                await(action.dueNanos());
                action.action().run();
            }
        }
        commands.flush();
    }

    /** How many arrivals found nobody who could seek. */
    long starved() {
        return starved;
    }

    private void arrive(long due) {
        int user = freeUser();
        if (load.perfect()) {
            var tags = new ArrayList<>(users.tags(user));
            tags.set(0, "pair" + sent);
            int partner = seek(user, due, tags);
            later.add(new Later(due + PARTNER_WAITS, () -> {
                int probing = freeUser();
                journal.pair(partner, seek(probing, due + PARTNER_WAITS, tags));
            }));
            return;
        }
        int ticket = seek(user, due, users.tags(user));
        if (random.nextDouble() < load.repeats()) {
            commands.seek(ticket, user, users.tags(user));
        }
        if (random.nextDouble() < load.cancels()) {
            later.add(new Later(due + within(6), () -> commands.cancel(user)));
        }
        if (random.nextDouble() < load.again()) {
            long at = due + within(6);
            later.add(new Later(at, () -> seek(user, at, users.tags(user))));
        }
        if (random.nextDouble() < load.blocks() * load.users() / load.tickets()) {
            users.likeOne(user, random).ifPresent(other -> blockAWhile(user, other, due));
        }
    }

    private int seek(int user, long due, List<String> tags) {
        int ticket = journal.ticket(user, due);
        commands.seek(ticket, user, tags);
        sent++;
        return ticket;
    }

    private void blockAWhile(int user, int other, long due) {
        long from = due + within(3);
        later.add(new Later(from, () -> commands.block(user, other)));
        if (random.nextBoolean()) {
            later.add(new Later(from + within(20), () -> commands.lift(user, other)));
        }
    }

    private int freeUser() {
        int user = journal.freeUser(random);
        starved += user < 0 ? 1 : 0;
        while (user < 0) {
            LockSupport.parkNanos(SECOND / 1_000);
            user = journal.freeUser(random);
        }
        return user;
    }

    private long within(int seconds) {
        return (long) (random.nextDouble() * seconds * SECOND);
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
