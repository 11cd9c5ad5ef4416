package io.confab.chatup.pool;

import io.confab.chatup.match.Matcher;
import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.PoolInput.Proposal;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import io.confab.schemas.id.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Finds out who should meet in one cell, and proposes it. It lives in memory and decides nothing: what it proposes goes into the log,
 * and holds when it is read there. So it may forget, be made anew from the tickets, or be another one tomorrow. Whom it has
 * proposed it leaves alone until that is read. Not thread-safe.
 */
final class Matchmaker {
    /** Bounds a round's record: two ids and a score each. */
    static final int MOST_IN_A_ROUND = 1_000;

    /** How many of those that waited already are looked at in one go when it is made anew: a fraction of a second's work. */
    static final int MOST_AT_ONCE = 2_000;

    private static final Duration LOST_AFTER = Duration.ofSeconds(30);
    private static final double LATELY = 0.05;

    private final PoolPolicy policy;
    private final TagFrequencies frequencies;
    private final Matcher matcher;
    private final Arrivals arrivals;
    private final Queue<Ticket> unseen;
    private final Map<TicketId, Instant> away = new LinkedHashMap<>();
    private final Set<TicketId> proposed = new HashSet<>();
    private final Instant begun;
    private int unread;
    private Instant written = Instant.EPOCH;
    private double typicalWaitMs;

    /** For the tickets that are in the pool already. They were counted when they came. */
    Matchmaker(PoolPolicy policy, TagFrequencies frequencies, Pool pool, Instant now) {
        this.policy = policy;
        this.frequencies = frequencies;
        this.matcher = new Matcher(policy.matcher(), policy.scorer(), frequencies);
        this.arrivals = new Arrivals(policy.keepFrom(), now);
        this.unseen = new ArrayDeque<>(pool.tickets());
        this.begun = now;
        this.typicalWaitMs = pool.status().typicalWaitMs().orElse(0);
        unseen.forEach(this::noteAway);
    }

    /** Someone came, whether to stay or to be sent on. */
    void came() {
        arrivals.count();
    }

    /** A ticket that waits from now on. */
    void waits(Ticket ticket) {
        frequencies.count(ticket.tags());
        noteAway(ticket);
        matcher.add(ticket);
    }

    /** A ticket that waits already is now so. */
    void changed(Ticket ticket) {
        away.remove(ticket.ticketId());
        noteAway(ticket);
        if (matcher.remove(ticket.ticketId())) {
            matcher.add(ticket);
        }
    }

    void left(TicketId ticketId) {
        away.remove(ticketId);
        matcher.remove(ticketId);
    }

    void met(Duration wait) {
        double waited = wait.toMillis();
        typicalWaitMs = typicalWaitMs == 0 ? waited : typicalWaitMs + LATELY * (waited - typicalWaitMs);
    }

    /** A round has been read and what holds of it was done; who is still in the pool waits on. */
    void read(PoolInput.Round round, Pool pool) {
        unread = Math.max(0, unread - 1);
        round.meet().forEach(proposal -> {
            free(proposal.older(), pool);
            free(proposal.younger(), pool);
        });
        round.expired().forEach(ticketId -> free(ticketId, pool));
        round.gone().forEach(ticketId -> free(ticketId, pool));
        round.moved().forEach(ticketId -> free(ticketId, pool));
    }

    /** What should happen now; nothing, most of the time. The next is proposed only when the last has been read. */
    List<PoolInput.Round> propose(Pool pool, Instant now) {
        if (unread > 0) {
            if (Duration.between(written, now).compareTo(LOST_AFTER) < 0) {
                return List.of();
            }
            // set aside as a dead letter
            unread = 0;
            List.copyOf(proposed).forEach(ticketId -> free(ticketId, pool));
        }
        lookAtUnseen(pool);
        var rounds = new Rounds(pool.cell(), arrivals.keeps(pool, now), Math.round(typicalWaitMs));
        var outcome = matcher.round(now);
        outcome.matches()
                .forEach(match -> rounds.meet(
                        new Proposal(match.older().ticketId(), match.younger().ticketId(), match.score())));
        outcome.expired().forEach(ticket -> rounds.expire(ticket.ticketId()));
        goneSince(now.minus(policy.goneAfter())).forEach(ticketId -> {
            matcher.remove(ticketId);
            rounds.gone(ticketId);
        });
        if (pool.cell().parent().isPresent()) {
            forParent(rounds.keeps() || !pool.cell().isPart(), now).forEach(ticketId -> {
                matcher.remove(ticketId);
                rounds.move(ticketId);
            });
        }
        var proposals = rounds.unlessNothing(pool.status());
        proposed.addAll(rounds.tickets());
        unread = proposals.size();
        written = now;
        return proposals;
    }

    /** Tags that at least so many wait with, the most wanted first. */
    List<TagCount> tags(int least, int most) {
        return matcher.tags(least, most).stream()
                .map(tag -> new TagCount(tag.tag(), tag.waiting()))
                .toList();
    }

    /** Whether nothing would be lost with it but its counts. */
    boolean isIdle() {
        return matcher.size() == 0 && unseen.isEmpty() && proposed.isEmpty() && arrivals.isQuiet();
    }

    TagFrequencies frequencies() {
        return frequencies;
    }

    private void lookAtUnseen(Pool pool) {
        for (int i = 0; i < MOST_AT_ONCE && !unseen.isEmpty(); i++) {
            free(unseen.remove().ticketId(), pool);
        }
    }

    private void free(TicketId ticketId, Pool pool) {
        proposed.remove(ticketId);
        pool.find(ticketId).ifPresent(matcher::add);
    }

    private void noteAway(Ticket ticket) {
        ticket.awaySince().ifPresent(since -> away.put(ticket.ticketId(), since));
    }

    /** Time in which nobody was here to see them come back does not count. */
    private List<TicketId> goneSince(Instant then) {
        if (begun.isAfter(then)) {
            return List.of();
        }
        var gone = new ArrayList<TicketId>();
        away.forEach((ticketId, since) -> {
            if (!since.isAfter(then) && matcher.has(ticketId)) {
                gone.add(ticketId);
            }
        });
        return gone;
    }

    private List<TicketId> forParent(boolean keeps, Instant now) {
        var leaving = keeps ? matcher.unpaired(now.minus(policy.overflowAfter())) : matcher.all();
        return leaving.stream().map(Ticket::ticketId).toList();
    }
}
