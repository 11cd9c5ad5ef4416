package io.confab.load.chatup;

import io.confab.load.latency.Latencies;
import io.confab.load.match.Mix;
import io.confab.schemas.event.ChatupEvent;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What is known of every ticket while a run lasts: when it was due, whose it is, what was heard of it. Ticket and user are numbers;
 * a ticket's id carries its number. Safe for any thread.
 */
final class Journal {
    private static final long MILLI = 1_000_000;
    private static final byte SENT = 0;
    private static final byte WAITING = 1;
    private static final byte DONE = 2;

    private final long salt;
    private final int uncounted;
    private final Latencies waiting = new Latencies();
    private final Latencies outcome = new Latencies();
    private final Latencies perfect = new Latencies();
    private final Lags lags = new Lags();
    /** What the clock of the wall is ahead of that of due times. */
    private final long wallAheadMs = System.currentTimeMillis() - System.nanoTime() / MILLI;

    private long[] due = new long[1024];
    private int[] user = new int[1024];
    private byte[] state = new byte[1024];
    /** For a perfect pair: the partner's number plus 1; else 0. */
    private int[] mate = new int[1024];

    private int tickets;

    private final int[] pending;
    private final int[] free;
    private int freeCount;
    /** By user: where in the array above. */
    private final int[] place;

    private long heardWaiting;
    private long matched;
    private long expired;
    private long cancelled;
    private long rejected;
    private long perfectLost;
    private double totalScore;

    Journal(int users, int uncounted, long salt) {
        this.salt = salt;
        this.uncounted = uncounted;
        this.pending = new int[users];
        this.free = new int[users];
        this.place = new int[users];
        for (int number = 0; number < users; number++) {
            addToFree(number);
        }
    }

    /** Numbers that say how a run stands. {@code pending}: tickets of which no outcome is known. */
    record Standing(
            long tickets,
            long waiting,
            long matched,
            long expired,
            long cancelled,
            long rejected,
            long pending,
            long perfectLost,
            double totalScore) {

        long outcomes() {
            return matched + expired + cancelled;
        }
    }

    /** Times of the tickets that count, and how late all of them waited. */
    record Times(Latencies waiting, Latencies outcome, Latencies perfect, Lags lags) {}

    synchronized Standing standing() {
        return new Standing(
                tickets,
                heardWaiting,
                matched,
                expired,
                cancelled,
                rejected,
                tickets - matched - expired - cancelled - rejected,
                perfectLost,
                totalScore);
    }

    /** Once nothing comes any more. */
    synchronized Times times() {
        return new Times(waiting, outcome, perfect, lags);
    }

    /** A user without a ticket, at random; -1 if every one has one. */
    synchronized int freeUser(SplittableRandom random) {
        return freeCount == 0 ? -1 : free[random.nextInt(freeCount)];
    }

    /** Notes a ticket that is about to be sent, and returns its number. */
    synchronized int ticket(int who, long dueNanos) {
        if (tickets == due.length) {
            due = Arrays.copyOf(due, 2 * tickets);
            user = Arrays.copyOf(user, 2 * tickets);
            state = Arrays.copyOf(state, 2 * tickets);
            mate = Arrays.copyOf(mate, 2 * tickets);
        }
        due[tickets] = dueNanos;
        user[tickets] = who;
        if (pending[who]++ == 0) {
            takeFromFree(who);
        }
        return tickets++;
    }

    /** Says that {@code probe} has the tags of {@code partner}, which came before. */
    synchronized void pair(int partner, int probe) {
        mate[probe] = partner + 1;
    }

    UUID id(int ticket) {
        return new UUID(salt, ticket);
    }

    /** An event of any run; those of others are passed over. */
    synchronized void heard(ChatupEvent event, UUID peer, long nowNanos) {
        var id = event.ticketId().value();
        int ticket = (int) id.getLeastSignificantBits();
        if (id.getMostSignificantBits() != salt || ticket >= tickets) {
            return;
        }
        boolean counts = ticket >= uncounted;
        if (event instanceof ChatupEvent.Waiting) {
            if (state[ticket] == SENT) {
                state[ticket] = WAITING;
                heardWaiting++;
                lags.add(due[ticket] / MILLI + wallAheadMs, (nowNanos - due[ticket]) / MILLI);
                if (counts) {
                    waiting.add(nowNanos - due[ticket]);
                }
            }
        } else if (state[ticket] != DONE) {
            done(ticket);
            if (event instanceof ChatupEvent.Matched met) {
                matched++;
                totalScore += met.score();
                met(ticket, peer, nowNanos);
            } else if (event instanceof ChatupEvent.Expired) {
                expired++;
            } else {
                cancelled++;
            }
            if (counts) {
                outcome.add(nowNanos - due[ticket]);
            }
        }
    }

    private void met(int ticket, UUID peer, long nowNanos) {
        if (mate[ticket] == 0 || ticket < uncounted) {
            return;
        }
        long expected = Mix.of(user[mate[ticket] - 1]);
        if (peer.getMostSignificantBits() == salt && peer.getLeastSignificantBits() == expected) {
            perfect.add(nowNanos - due[ticket]);
        } else {
            perfectLost++;
        }
    }

    /** A seek that was refused. */
    synchronized void refused(int ticket) {
        if (ticket < tickets && state[ticket] == SENT) {
            done(ticket);
            rejected++;
        }
    }

    private void done(int ticket) {
        state[ticket] = DONE;
        if (--pending[user[ticket]] == 0) {
            addToFree(user[ticket]);
        }
    }

    private void addToFree(int who) {
        place[who] = freeCount;
        free[freeCount++] = who;
    }

    private void takeFromFree(int who) {
        int last = free[--freeCount];
        free[place[who]] = last;
        place[last] = place[who];
    }
}
