package io.confab.chatup.match;

/**
 * Who is set aside for whom: a matching of all who wait, kept near its greatest total score as they come and go. When one ticket is
 * added, the best matching changes along one alternating path that begins at it (Berge, "Two theorems in graph theory", 1957; for
 * weights: Drake and Hougardy, "A linear time approximation algorithm for the weighted matching problem", 2003, and Pettie and
 * Sanders, "A simpler linear time 2/3−ε approximation for maximum weight matching", 2004, who bound the paths' length as is done
 * here). So each change costs a search of bounded depth and breadth, whatever the number that waits.
 */
final class Plan {
    private final int depth;
    private final int breadth;
    private final int steps;

    private final Waiting[] path;
    private final Waiting[] best;
    private int bestLength;
    private boolean bestFrees;
    private double bestGain;
    private int stepsLeft;

    /**
     * @param depth how many are set aside anew for someone at most, when one is
     * @param breadth how many candidates of each are tried
     * @param steps how many are tried in all for one that is free: without it, the breadth to the power of the depth
     */
    Plan(int depth, int breadth, int steps) {
        this.depth = depth;
        this.breadth = breadth;
        this.steps = steps;
        this.path = new Waiting[2 * depth + 1];
        this.best = new Waiting[2 * depth + 1];
    }

    /** Finds somebody for one who is free if the total gains from it. */
    boolean settle(Waiting free) {
        bestGain = 1e-9;
        bestLength = 0;
        stepsLeft = steps;
        free.onPath = true;
        explore(free, 0, 0);
        free.onPath = false;
        apply();
        return bestLength > 0;
    }

    /** At {@code free}, to which {@code length} entries of the path lead: pairs of who gets whom. */
    private void explore(Waiting free, double gain, int length) {
        free.forgetGone();
        int tried = 0;
        for (int i = 0; i < free.count() && tried < breadth && stepsLeft > 0; i++) {
            var other = free.near(i);
            if (other.onPath) {
                continue;
            }
            tried++;
            stepsLeft--;
            double now = gain + free.score(i);
            path[length] = free;
            path[length + 1] = other;
            if (other.isFree()) {
                consider(now, length + 2, false);
                continue;
            }
            double without = now - other.mateScore();
            var left = other.partner();
            consider(without, length + 2, true);
            if (length + 2 < 2 * depth && left.count() > 0 && without + left.score(0) > bestGain) {
                other.onPath = true;
                left.onPath = true;
                explore(left, without, length + 2);
                other.onPath = false;
                left.onPath = false;
            }
        }
    }

    private void consider(double gain, int length, boolean frees) {
        if (gain > bestGain) {
            bestGain = gain;
            bestLength = length;
            bestFrees = frees;
            System.arraycopy(path, 0, best, 0, length);
        }
    }

    private void apply() {
        if (bestFrees && bestLength > 0) {
            best[bestLength - 1].partner().free();
        }
        for (int i = 0; i < bestLength; i += 2) {
            best[i].setAside(best[i + 1], scoreOf(best[i], best[i + 1]));
        }
    }

    private static double scoreOf(Waiting one, Waiting other) {
        for (int i = 0; i < one.count(); i++) {
            if (one.near(i) == other) {
                return one.score(i);
            }
        }
        throw new IllegalStateException("set aside for one that is no candidate");
    }
}
