package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides who meets whom now and who waits on. Not thread-safe; see the package for how it is fed.
 */
public final class Matcher {
    private final MatcherSettings settings;
    private final Scorer scorer;
    private final TagFrequencies frequencies;
    private final TagIndex index;
    private final Plan plan;
    private final Map<TicketId, Waiting> waiting = new HashMap<>();
    private final TreeMap<Ticket, Waiting> byAge = new TreeMap<>(Ticket.BY_AGE);
    private final List<Waiting> unsettled = new ArrayList<>();
    private final Waiting[] likest;
    private final double[] likeness;

    public Matcher(MatcherSettings settings, Scorer scorer, TagFrequencies frequencies) {
        this.settings = settings;
        this.scorer = scorer;
        this.frequencies = frequencies;
        this.index = new TagIndex(frequencies, settings.budget());
        this.plan = new Plan(settings.depth(), settings.breadth());
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
            if (!scorer.vetoes(ticket, other.ticket)) {
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

    /** It waits no longer, if it did: cancelled, suspended, or gone. Whoever was set aside for it looks for another. */
    public void remove(TicketId ticketId) {
        Optional.ofNullable(waiting.get(ticketId)).ifPresent(entry -> {
            var mate = entry.mate();
            leave(entry);
            mate.ifPresent(left -> {
                left.free();
                plan.settle(left);
            });
        });
    }

    public int size() {
        return waiting.size();
    }

    /** Who meets whom at this time, and who has waited in vain; they wait no longer. */
    public Outcome round(Instant at) {
        long now = at.toEpochMilli();
        var matches = new ArrayList<Match>();
        var expired = new ArrayList<Ticket>();
        for (var entry : List.copyOf(byAge.values())) {
            if (entry.isGone()) {
                continue;
            }
            double waited = (double) (now - entry.since) / settings.patience().toMillis();
            if (waited >= 1 && entry.isFree()) {
                plan.settle(entry);
            }
            if (!entry.isFree()) {
                if (waited >= 1 || entry.mateScore() >= scorer.bar(Math.max(0, waited))) {
                    var mate = entry.partner();
                    matches.add(Match.of(entry.ticket, mate.ticket, entry.mateScore()));
                    leave(entry);
                    leave(mate);
                }
            }
        }
        return new Outcome(matches, expired);
    }

    private void leave(Waiting entry) {
        waiting.remove(entry.ticket.ticketId());
        byAge.remove(entry.ticket);
        entry.leave();
        index.remove(entry);
    }
}
