package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waiting by tag, and for a new one those most alike. Tags are read from the rarest on, each from the newest on, and what the others share is
 * added up ("term at a time" evaluation: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), within a budget, so that
 * the work for a ticket is bounded however many wait. Where the budget ends before the tags do, the most promising are compared whole.
 */
final class TagIndex {
    private static final Comparator<Posting> RAREST_FIRST =
            Comparator.comparingDouble((Posting posting) -> -posting.weight).thenComparing(posting -> posting.tag);

    private final Map<String, Posting> postings = new HashMap<>();
    private final TagFrequencies frequencies;
    private final int budget;
    private final Waiting[] seen;
    private final Waiting[] promising;
    private final double[] promise;
    private int count;
    private int numbers;
    private long searches;

    /**
     * @param budget how many others are looked at in one search
     * @param candidates how many are found at most
     */
    TagIndex(TagFrequencies frequencies, int budget, int candidates) {
        this.frequencies = frequencies;
        this.budget = budget;
        this.seen = new Waiting[budget];
        this.promising = new Waiting[2 * candidates];
        this.promise = new double[2 * candidates];
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
        boolean whole = read(seeker);
        var first = whole ? best : promising;
        var firstLikeness = whole ? likeness : promise;
        int promised = 0;
        for (int i = 0; i < count; i++) {
            promised = insert(seen[i], likenessSoFar(seeker, seen[i]), first, firstLikeness, promised);
        }
        if (whole) {
            return promised;
        }
        int found = 0;
        for (int i = 0; i < promised; i++) {
            found = insert(promising[i], alike(seeker, promising[i]), best, likeness, found);
        }
        return found;
    }

    /**
     * Adds up what each shares with the seeker, tag by tag from the rarest on: cheaper than comparing with each, since there is nothing to
     * read of the other but its sum.
     *
     * @return whether all tags were read to their end
     */
    private boolean read(Waiting seeker) {
        var rarestFirst = seeker.postings.clone();
        Arrays.sort(rarestFirst, RAREST_FIRST);
        searches++;
        count = 0;
        int left = budget;
        for (var posting : rarestFirst) {
            for (int i = posting.length() - 1; i >= 0; i--) {
                if (left == 0) {
                    return false;
                }
                left--;
                var other = posting.get(i);
                if (other.seen == searches) {
                    other.shared += posting.weight;
                } else if (!other.isGone() && other != seeker) {
                    other.seen = searches;
                    other.shared = posting.weight;
                    seen[count++] = other;
                }
            }
        }
        return true;
    }

    private static double likenessSoFar(Waiting seeker, Waiting other) {
        return other.shared / (seeker.weight + other.weight - other.shared);
    }

    /** The best first, of equals the one that was seen earlier. */
    private static int insert(Waiting other, double alike, Waiting[] best, double[] likeness, int found) {
        int length = found;
        if (length < best.length) {
            length++;
        } else if (likeness[length - 1] >= alike) {
            return length;
        }
        int at = length - 1;
        while (at > 0 && likeness[at - 1] < alike) {
            best[at] = best[at - 1];
            likeness[at] = likeness[at - 1];
            at--;
        }
        best[at] = other;
        likeness[at] = alike;
        return length;
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
