package io.confab.chatup.pool;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How alike two lists of tags are: Jaccard similarity in which a rare tag weighs more than a common one. */
final class Score {

    private Score() {}

    /**
     * The weight of what both have over the weight of what either has: 0 without a tag in common, 1 for equal tags.
     *
     * @param one sorted, each once
     * @param other sorted, each once
     * @param weight of a tag, above 0
     */
    static double of(List<String> one, List<String> other, ToDoubleFunction<String> weight) {
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
