package io.confab.local;

import io.confab.schemas.ops.Health;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells on the terminal when a part is in trouble and when it is well again. A part counts as troubled when it was so at two
 * looks in a row: a rebalance is over sooner. Not safe for many threads.
 */
final class HealthWatch {

    private Set<String> downBefore = Set.of();
    private final Set<String> told = new HashSet<>();

    /** What is to be said after this look, a line each. */
    List<String> look(List<Health> health) {
        var lines = new ArrayList<String>();
        Map<String, Health> down = health.stream()
                .filter(one -> !one.isUp())
                .collect(Collectors.toMap(Health::name, Function.identity(), (first, second) -> first));
        down.forEach((name, one) -> {
            boolean lasts = downBefore.contains(name) || one.state() == Health.State.FAILED;
            if (lasts && told.add(name)) {
                lines.add("trouble  " + name + ": " + one.detail());
            }
        });
        told.removeIf(name -> {
            boolean well = !down.containsKey(name);
            if (well) {
                lines.add("well     " + name);
            }
            return well;
        });
        downBefore = Set.copyOf(down.keySet());
        return lines;
    }
}
