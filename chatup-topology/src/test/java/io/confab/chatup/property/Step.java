package io.confab.chatup.property;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One thing that happens, as numbers, so that any step can be left out of a scenario and the rest still means something. */
record Step(What what, int user, int other, int number) {
    static final int PEOPLE = 9;
    private static final int LONGEST = 120;

    enum What {
        SEEK(14),
        SEEK_AGAIN_UNDER_THE_SAME_NAME(1),
        CANCEL(2),
        BLOCK(2),
        LIFT_BLOCK(1),
        LET_A_MOMENT_PASS(10),
        LET_TIME_PASS(1),
        LET_A_DAY_PASS(1);

        private final int weight;

        What(int weight) {
            this.weight = weight;
        }
    }

    static Arbitrary<List<Step>> scenarios() {
        var what = Arbitraries.frequency(List.of(What.values()).stream()
                .map(value -> Tuple.of(value.weight, value))
                .toList());
        var user = Arbitraries.integers().between(0, PEOPLE - 1);
        return Combinators.combine(what, user, user, Arbitraries.integers().between(0, 1 << 20))
                .as(Step::new)
                .list()
                .ofMaxSize(LONGEST);
    }

    /** Some scenarios, always the same. */
    static List<List<Step>> fixed(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed ->
                        scenarios().generator(1_000).next(new Random(seed)).value())
                .toList();
    }
}
