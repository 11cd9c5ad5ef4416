package io.confab.chatup.match;

import java.util.Optional;
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

    /** The scorer of that name. Throws {@link IllegalArgumentException} if nobody on the class path makes one. */
    static Scorer named(String name, double bar) {
        return find(name)
                .map(scorers -> scorers.scorer(bar))
                .orElseThrow(() -> new IllegalArgumentException("there is no scorer " + name));
    }

    /** Whether somebody on the class path makes a scorer of that name: {@code tags} is the one that ships. */
    static boolean isKnown(String name) {
        return find(name).isPresent();
    }

    private static Optional<Scorers> find(String name) {
        return Stream.concat(
                        Stream.of(new TagScorers()),
                        ServiceLoader.load(Scorers.class).stream().map(ServiceLoader.Provider::get))
                .filter(scorers -> scorers.name().equals(name))
                .findFirst();
    }
}
