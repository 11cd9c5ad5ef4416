package io.confab.schemas.streams;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;

/**
 * A topology's description, the same in every process. Kafka's own lists the stores of a processor as a hash set has them,
 * whose order depends on that of adding where two names fall into one bucket.
 */
public final class CanonicalDescription {
    private static final Pattern NAMES = Pattern.compile("\\[([^\\]\\[]*)]");

    private CanonicalDescription() {}

    /** With the names in each list sorted. */
    public static String of(Topology topology) {
        return sorted(topology.describe().toString());
    }

    static String sorted(String description) {
        return NAMES.matcher(description)
                .replaceAll(list ->
                        Arrays.stream(list.group(1).split(", ")).sorted().collect(Collectors.joining(", ", "[", "]")));
    }
}
