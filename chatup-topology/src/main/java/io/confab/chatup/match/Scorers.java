package io.confab.chatup.match;

import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Makes scorers by name. An operator adds one with a jar that has an implementation and names it in
 * {@code META-INF/services/io.confab.chatup.match.Scorers}.
 */
public interface Scorers {

    /** What an operator calls it in {@code confab.chatup.scorer}. */
    String name();

    /**
     * The scorer.
     *
     * @param bar the score with which two that have not waited need not wait, 0 to 1
     */
    Scorer scorer(double bar);

    /**
     * The scorer of that name: {@code tags} is the one that ships. Throws {@link IllegalArgumentException} that says which there are if
     * there is none.
     */
    static Scorer named(String name, double bar) {
        var known = Stream.concat(
                        Stream.of(new TagScorers()),
                        ServiceLoader.load(Scorers.class).stream().map(ServiceLoader.Provider::get))
                .toList();
        return known.stream()
                .filter(scorers -> scorers.name().equals(name))
                .findFirst()
                .map(scorers -> scorers.scorer(bar))
                .orElseThrow(() -> new IllegalArgumentException("there is no scorer " + name + ", but "
                        + known.stream().map(Scorers::name).sorted().toList()));
    }
}
