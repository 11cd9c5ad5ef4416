package io.confab.chatup;

import io.confab.chatup.match.Scorer;
import io.confab.chatup.match.Scorers;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import java.util.function.ToDoubleFunction;

/** A scorer as an operator would add one: for people who would rather be alone. */
public final class Hermits implements Scorers {

    @Override
    public String name() {
        return "hermits";
    }

    @Override
    public Scorer scorer(double bar) {
        var tags = new TagScorer(bar);
        return new Scorer() {
            @Override
            public double score(Ticket one, Ticket other, ToDoubleFunction<String> weight) {
                return tags.score(one, other, weight);
            }

            @Override
            public double bar(double waited) {
                return tags.bar(waited);
            }

            @Override
            public boolean vetoes(Ticket one, Ticket other) {
                return true;
            }
        };
    }
}
