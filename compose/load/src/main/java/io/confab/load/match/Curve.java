package io.confab.load.match;

import java.util.List;
import java.util.Optional;

/** What a method comes to as it is given more time. */
record Curve(String name, List<Quality> points) {

    Curve {
        points = List.copyOf(points);
    }

    /** The best with a mean wait that is allowed. */
    Optional<Quality> within(double meanWait) {
        return points.stream()
                .filter(point -> point.meanWait() <= meanWait)
                .max((one, other) -> Double.compare(one.score(), other.score()));
    }
}
