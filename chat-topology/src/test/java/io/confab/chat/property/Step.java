package io.confab.chat.property;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * One thing that happens, as numbers: who and what they stand for is up to the town and to what happened before, so that any step
 * can be left out of a scenario and the rest still means something.
 */
record Step(What what, int user, int place, int other, int number) {
    private static final int LONGEST = 160;

    /** What people, their devices and the machines between may do. Most of it makes sense most of the time, some is refused. */
    enum What {
        SAY(24),
        SAY_UNDER_A_USED_NAME(1),
        ANSWER(2),
        CREATE(4),
        ADD(4),
        REMOVE(2),
        LEAVE(3),
        LEAVE_FOR_GOOD(1),
        RENAME(1),
        MAKE(4),
        EDIT(5),
        DELETE(4),
        REACT(4),
        TAKE_REACTION_BACK(3),
        MUTE(2),
        READ(4),
        READ_IN_SECRET(1),
        RECEIVE(2),
        WRITE(2),
        BLOCK(5),
        LIFT_BLOCK(2),
        HEAR_OF_BLOCK_AGAIN(2),
        DO_AGAIN(7),
        OPEN(8),
        CLOSE(4),
        LOG_OUT(1),
        WATCH(1),
        SHOW_PRESENCE(1),
        ASK_AFTER(1),
        LET_TIME_PASS(2),
        DECIDE(28),
        CARRY(32);

        private final int weight;

        What(int weight) {
            this.weight = weight;
        }
    }

    /** What may happen in a town, from nothing to a busy day. */
    static Arbitrary<List<Step>> scenarios() {
        return any().list().ofMaxSize(LONGEST).withSizeDistribution(RandomDistribution.uniform());
    }

    /** Some of them, the same each time. */
    static List<List<Step>> fixed(int number) {
        return scenarios()
                .list()
                .ofSize(number)
                .generator(1_000)
                .next(new Random(1))
                .value();
    }

    private static Arbitrary<Step> any() {
        var whats = Arbitraries.frequency(List.of(What.values()).stream()
                .map(what -> Tuple.of(what.weight, what))
                .toList());
        // Where most happens comes first; the last place does not exist
        var places = Arbitraries.frequency(
                Tuple.of(8, 0), Tuple.of(4, 1), Tuple.of(2, 2), Tuple.of(16, 3), Tuple.of(5, 4), Tuple.of(1, 5));
        var numbers = Arbitraries.integers().between(0, 59).withDistribution(RandomDistribution.uniform());
        // The first ones are in most places
        var people = Arbitraries.frequency(
                Tuple.of(5, 0), Tuple.of(5, 1), Tuple.of(4, 2), Tuple.of(2, 3), Tuple.of(1, 4), Tuple.of(1, 5));
        return Combinators.combine(whats, people, places, people, numbers).as(Step::new);
    }

    @Override
    public String toString() {
        return what + "(" + user + "," + place + "," + other + "," + number + ")";
    }
}
