package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.Optional;

/** A ticket that waits, the others that suit it best as far as they are known, and the one it is set aside for. */
final class Waiting {
    final Ticket ticket;
    final long since;
    /** The tags' postings, by their number. */
    final Posting[] postings;
    /** How much all tags together say. */
    final double weight;

    private final Waiting[] near;
    private final double[] scores;
    private int count;

    private Waiting mate;
    private double mateScore;
    private boolean gone;
    /** The search that has seen it last, and how much the tags say that it was found to share with the seeker. */
    long seen;

    double shared;

    /** Whether the path that is being tried runs through it. */
    boolean onPath;

    Waiting(Ticket ticket, Posting[] postings, double weight, int candidates) {
        this.ticket = ticket;
        this.since = ticket.since().toEpochMilli();
        this.postings = postings;
        this.weight = weight;
        this.near = new Waiting[candidates];
        this.scores = new double[candidates];
    }

    int count() {
        return count;
    }

    Waiting near(int i) {
        return near[i];
    }

    double score(int i) {
        return scores[i];
    }

    boolean isGone() {
        return gone;
    }

    Optional<Waiting> mate() {
        return Optional.ofNullable(mate);
    }

    boolean isFree() {
        return mate == null;
    }

    Waiting partner() {
        return mate;
    }

    double mateScore() {
        return mateScore;
    }

    /** Takes its place among the candidates if it is better than the last of them, the best first, of equals the earlier. */
    void meet(Waiting other, double score) {
        if (count == near.length && scores[count - 1] >= score) {
            forgetGone();
            if (count == near.length) {
                if (scores[count - 1] >= score) {
                    return;
                }
                count--;
            }
        }
        if (count == near.length) {
            count--;
        }
        int i = count++;
        while (i > 0 && scores[i - 1] < score) {
            near[i] = near[i - 1];
            scores[i] = scores[i - 1];
            i--;
        }
        near[i] = other;
        scores[i] = score;
    }

    /** Makes room: those that have left are no candidates any more. */
    void forgetGone() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!near[i].gone) {
                near[kept] = near[i];
                scores[kept++] = scores[i];
            }
        }
        for (int i = kept; i < count; i++) {
            near[i] = null;
        }
        count = kept;
    }

    void setAside(Waiting other, double score) {
        mate = other;
        mateScore = score;
        other.mate = this;
        other.mateScore = score;
    }

    void free() {
        mate = null;
        mateScore = 0;
    }

    void leave() {
        gone = true;
        forgetAll();
    }

    private void forgetAll() {
        for (int i = 0; i < count; i++) {
            near[i] = null;
        }
        count = 0;
    }
}
