package io.confab.chat.property;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** A property of all scenarios. The topologies live as long as it is tried; each scenario has a town of its own in them. */
abstract class PlayedProperty {
    /** So few that some inboxes are longer. */
    static final int FEW = 25;

    /** More than any scenario has for one inbox. */
    static final int ALL = 10_000;

    @Provide
    Arbitrary<List<Step>> scenarios() {
        return Step.scenarios();
    }

    static History play(List<Step> scenario) {
        return play(scenario, FEW);
    }

    /** @param kept how many entries an inbox keeps */
    static History play(List<Step> scenario, int kept) {
        return Run.of(scenario, topologies(kept));
    }

    static Topologies topologies(int kept) {
        return Store.getOrCreate("topologies that keep " + kept, Lifespan.PROPERTY, () -> new Topologies(kept))
                .get();
    }
}
