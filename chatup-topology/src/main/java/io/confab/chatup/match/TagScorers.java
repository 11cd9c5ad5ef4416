package io.confab.chatup.match;

/** Makes the scorer that ships. */
final class TagScorers implements Scorers {

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public Scorer scorer(double bar) {
        return new TagScorer(bar);
    }
}
