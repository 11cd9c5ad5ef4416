package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides who meets whom now and who waits on. At any time all who wait are set aside for one another as the greatest total score
 * has it, as far as a bounded search finds it; but two meet only when the patience of one of them is over, or when their score is
 * so high that a better one is not to be hoped for. Until then a newcomer may change who is set aside for whom. This is the
 * “batching” of the literature on matching those who come and go with deadlines (Ashlagi, Burq, Dutta, Jaillet, Saberi and Sholley,
 * "Edge weighted online windowed matching", 2019), with the matching kept up instead of made anew.
 *
 * <p>Follows from the calls and their order alone: no clock, no chance. Not thread-safe; see the package for how it is fed.
 */
public final class Matcher {
    private final MatcherSettings settings;
    private final Scorer scorer;
    private final TagFrequencies frequencies;
    private final TagIndex index;
    private final Plan plan;
    private final Map<TicketId, Waiting> waiting = new HashMap<>();
    private final TreeMap<Ticket, Waiting> byAge = new TreeMap<>(Ticket.BY_AGE);
    private final Waiting[] likest;
    private final double[] likeness;

    public Matcher(MatcherSettings settings, Scorer scorer, TagFrequencies frequencies) {
        this.settings = settings;
        this.scorer = scorer;
        this.frequencies = frequencies;
        this.index = new TagIndex(frequencies, settings.budget(), settings.candidates());
        this.plan = new Plan(settings.depth(), settings.breadth(), settings.steps());
        this.likest = new Waiting[settings.candidates()];
        this.likeness = new double[settings.candidates()];
    }

    /** From now on it waits. One that waits already stays as it is. */
    public void add(Ticket ticket) {
        if (waiting.containsKey(ticket.ticketId())) {
            return;
        }
        var entry = index.entry(ticket, settings.candidates());
        int found = index.likest(entry, likest, likeness);
        for (int i = 0; i < found; i++) {
            var other = likest[i];
            if (mayMeet(ticket, other.ticket)) {
                double score = scorer.score(ticket, other.ticket, frequencies::weight);
                if (score > 0) {
                    entry.meet(other, score);
                    other.meet(entry, score);
                }
            }
        }
        index.add(entry);
        waiting.put(ticket.ticketId(), entry);
        byAge.put(ticket, entry);
        plan.settle(entry);
    }

    /**
     * It waits no longer, if it did: cancelled, suspended, or gone. Whoever was set aside for it looks for another.
     *
     * @return whether it did
     */
    public boolean remove(TicketId ticketId) {
        var found = Optional.ofNullable(waiting.get(ticketId));
        found.ifPresent(entry -> {
            var mate = entry.mate();
            leave(entry);
            mate.ifPresent(this::settleAnew);
        });
        return found.isPresent();
    }

    public boolean has(TicketId ticketId) {
        return waiting.containsKey(ticketId);
    }

    /** Those who wait, the longest first. */
    public List<Ticket> all() {
        return List.copyOf(byAge.keySet());
    }

    /** Those who wait since then or longer and for whom nobody is set aside, the longest first. */
    public List<Ticket> unpaired(Instant since) {
        var unpaired = new ArrayList<Ticket>();
        for (var entry : byAge.values()) {
            if (entry.since > since.toEpochMilli()) {
                break;
            }
            if (entry.isFree()) {
                unpaired.add(entry.ticket);
            }
        }
        return unpaired;
    }

    /**
     * The tags that most wait with, the most wanted first.
     *
     * @param least how many must wait with a tag
     * @param most how many tags at most
     */
    public List<Wanted> tags(int least, int most) {
        return index.tags(least, most);
    }

    /** A tag, and how many wait with it. */
    public record Wanted(String tag, int waiting) {

        public Wanted {
            Objects.requireNonNull(tag, "tag");
        }
    }

    public int size() {
        return waiting.size();
    }

    /**
     * Who meets whom at this time, and who has waited in vain; they wait no longer. Those who wait longest are looked at first, so
     * a ticket's partner is taken for it when the patience is over, and nobody waits beyond the longest wait.
     */
    public Outcome round(Instant at) {
        var matches = new ArrayList<Match>();
        var expired = new ArrayList<Ticket>();
        for (var entry : List.copyOf(byAge.values())) {
            if (entry.isGone()) {
                continue;
            }
            // Clocks of two machines may differ: nobody has waited less than no time
            long waited = Math.max(0, at.toEpochMilli() - entry.since);
            if (entry.isFree() && waited >= settings.patience().toMillis()) {
                plan.settle(entry);
            }
            if (!entry.isFree() && isTime(entry, waited)) {
                matches.add(meet(entry, entry.partner(), entry.mateScore()));
            } else if (waited >= settings.longestWait().toMillis()) {
                anyoneFor(entry)
                        .ifPresentOrElse(
                                other -> matches.add(meet(
                                        entry, other, scorer.score(entry.ticket, other.ticket, frequencies::weight))),
                                () -> {
                                    leave(entry);
                                    expired.add(entry.ticket);
                                });
            }
        }
        return new Outcome(matches, expired);
    }

    private boolean isTime(Waiting entry, long waited) {
        double share = Math.min(1, (double) waited / settings.patience().toMillis());
        return share == 1 || entry.mateScore() >= scorer.bar(share);
    }

    /** At the end of the wait, if both said so: who waits longest of those nobody is set aside for, else of all. */
    private Optional<Waiting> anyoneFor(Waiting entry) {
        if (!entry.ticket.anyone()) {
            return Optional.empty();
        }
        Waiting setAside = null;
        int left = settings.budget();
        for (var other : byAge.values()) {
            if (left-- == 0) {
                break;
            }
            if (other != entry && other.ticket.anyone() && mayMeet(entry.ticket, other.ticket)) {
                if (other.isFree()) {
                    return Optional.of(other);
                }
                setAside = setAside == null ? other : setAside;
            }
        }
        return Optional.ofNullable(setAside);
    }

    /** What tickets say holds whatever the scorer thinks of it. */
    private boolean mayMeet(Ticket one, Ticket other) {
        return one.mayMeet(other) && !scorer.vetoes(one, other);
    }

    private Match meet(Waiting one, Waiting other, double score) {
        var left = other.mate().filter(mate -> mate != one);
        leave(one);
        leave(other);
        left.ifPresent(this::settleAnew);
        return Match.of(one.ticket, other.ticket, score);
    }

    private void settleAnew(Waiting left) {
        left.free();
        plan.settle(left);
    }

    private void leave(Waiting entry) {
        waiting.remove(entry.ticket.ticketId());
        byAge.remove(entry.ticket);
        entry.leave();
        index.remove(entry);
    }
}
