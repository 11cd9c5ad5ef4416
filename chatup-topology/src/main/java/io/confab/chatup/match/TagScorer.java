package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The scorer that ships: the Jaccard similarity of the tags, weighted by how rare they are (Ioffe, "Improved consistent sampling,
 * weighted minhash and L1 sketching", 2010, has the weighted form).
 *
 * @param first the bar when neither has waited
 */
public record TagScorer(double first) implements Scorer {

    public TagScorer {
        if (!(first >= 0 && first <= 1)) {
            throw new IllegalArgumentException("a bar is from 0 to 1, was " + first);
        }
    }

    @Override
    public double score(Ticket one, Ticket other, ToDoubleFunction<String> weight) {
        return similarity(one.tags(), other.tags(), weight);
    }

    @Override
    public double bar(double waited) {
        return first * (1 - waited);
    }

    @Override
    public boolean vetoes(Ticket one, Ticket other) {
        return false;
    }

    /**
     * The weight of what both have over the weight of what either has: 0 without a tag in common, 1 for equal tags.
     *
     * @param one sorted, each once
     * @param other sorted, each once
     * @param weight of a tag, above 0
     */
    public static double similarity(List<String> one, List<String> other, ToDoubleFunction<String> weight) {
        double shared = 0;
        double all = 0;
        int i = 0;
        int j = 0;
        // In the order of the tags, whoever comes first: sums of doubles depend on their order.
        while (i < one.size() || j < other.size()) {
            int order =
                    i == one.size() ? 1 : j == other.size() ? -1 : one.get(i).compareTo(other.get(j));
            double w = weight.applyAsDouble(order <= 0 ? one.get(i) : other.get(j));
            all += w;
            if (order == 0) {
                shared += w;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared == 0 ? 0 : shared / all;
    }
}
