package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waiting by tag, and for a new one those most alike. Tags are read from the rarest on, and no further once nobody that is still
 * unseen can be among the best: an upper bound on what the tags that are left can add, as in WAND (Broder et al., "Efficient query
 * evaluation using a two-level retrieval process", 2003). A crowded tag is read from the newest on, within a budget, so that the
 * work for a ticket is bounded however many wait.
 */
final class TagIndex {
    private static final Comparator<Posting> RAREST_FIRST =
            Comparator.comparingDouble((Posting posting) -> -posting.weight).thenComparing(posting -> posting.tag);

    private final Map<String, Posting> postings = new HashMap<>();
    private final TagFrequencies frequencies;
    private final int budget;
    private int numbers;
    private long searches;

    TagIndex(TagFrequencies frequencies, int budget) {
        this.frequencies = frequencies;
        this.budget = budget;
    }

    /** Makes the ticket's entry, which is not found by others before it is added. */
    Waiting entry(Ticket ticket, int candidates) {
        var own = new Posting[ticket.tags().size()];
        double weight = 0;
        for (int i = 0; i < own.length; i++) {
            var tag = ticket.tags().get(i);
            own[i] = postings.computeIfAbsent(tag, name -> new Posting(numbers++, name));
            own[i].weight = frequencies.weight(tag);
            weight += own[i].weight;
        }
        Arrays.sort(own, Comparator.comparingInt(posting -> posting.number));
        return new Waiting(ticket, own, weight, candidates);
    }

    void add(Waiting waiting) {
        for (var posting : waiting.postings) {
            posting.add(waiting);
        }
    }

    /** After it {@linkplain Waiting#leave left}. */
    void remove(Waiting waiting) {
        for (var posting : waiting.postings) {
            posting.left();
            if (posting.isEmpty()) {
                postings.remove(posting.tag);
            }
        }
    }

    /** The tags that at least so many wait with, the most wanted first. */
    List<Matcher.Wanted> tags(int least, int most) {
        return postings.values().stream()
                .filter(posting -> posting.present() >= least)
                .map(posting -> new Matcher.Wanted(posting.tag, posting.present()))
                .sorted(Comparator.comparingInt(Matcher.Wanted::waiting)
                        .reversed()
                        .thenComparing(Matcher.Wanted::tag))
                .limit(most)
                .toList();
    }

    /** The likest of those that were looked at, at most as many as fit; the rest of the array is left as it was. */
    int likest(Waiting seeker, Waiting[] best, double[] likeness) {
        var rarestFirst = seeker.postings.clone();
        Arrays.sort(rarestFirst, RAREST_FIRST);
        searches++;
        int found = 0;
        int left = budget;
        double unread = seeker.weight;
        for (var posting : rarestFirst) {
            if (found == best.length && unread / seeker.weight <= likeness[found - 1]) {
                break;
            }
            unread -= posting.weight;
            for (int i = posting.length() - 1; i >= 0 && left > 0; i--) {
                var other = posting.get(i);
                left--;
                if (other.isGone() || other == seeker || other.seen == searches) {
                    continue;
                }
                other.seen = searches;
                double alike = alike(seeker, other);
                if (found < best.length) {
                    found++;
                } else if (likeness[found - 1] >= alike) {
                    continue;
                }
                int at = found - 1;
                while (at > 0 && likeness[at - 1] < alike) {
                    best[at] = best[at - 1];
                    likeness[at] = likeness[at - 1];
                    at--;
                }
                best[at] = other;
                likeness[at] = alike;
            }
        }
        return found;
    }

    private static double alike(Waiting one, Waiting other) {
        double shared = 0;
        int i = 0;
        int j = 0;
        while (i < one.postings.length && j < other.postings.length) {
            var mine = one.postings[i];
            var theirs = other.postings[j];
            if (mine == theirs) {
                shared += mine.weight;
            }
            i += mine.number <= theirs.number ? 1 : 0;
            j += theirs.number <= mine.number ? 1 : 0;
        }
        return shared / (one.weight + other.weight - shared);
    }
}
