package io.confab.schemas.setting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds names that look like settings and are none: a misspelt setting must not be a silent default. */
final class UnknownKeys {
    private static final int FURTHEST_GUESS = 4;

    /** What Kubernetes puts in every container for a service that is called {@code confab-…}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_LINK_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Collection<Setting<?>> known;

    UnknownKeys(Collection<Setting<?>> known) {
        this.known = known;
    }

    List<String> in(Settings.Source source) {
        var names = known.stream().map(source::nameOf).toList();
        var faults = new ArrayList<String>();
        for (var entry : source.values().entrySet()) {
            String name = entry.getKey();
            if (names.contains(name) || (source.environment() && isServiceLink(entry))) {
                continue;
            }
            var guess = nearest(name, names);
            if (isOurs(name, names, source.environment())) {
                faults.add(name + " (" + source.name() + ") is no setting"
                        + guess.map(near -> "; did you mean " + near + "?").orElse(""));
            }
        }
        return faults;
    }

    private static boolean isServiceLink(Map.Entry<String, String> variable) {
        return SERVICE_LINK.matcher(variable.getKey()).matches()
                || (variable.getKey().endsWith("_PORT")
                        && SERVICE_LINK_PORT.matcher(variable.getValue()).matches());
    }

    /** In an area of ours, or in one that is an area of ours but for one letter, or outside of Confab altogether. */
    private static boolean isOurs(String name, List<String> names, boolean environment) {
        String separator = environment ? "_" : ".";
        if (!name.startsWith("confab" + separator) && !environment) {
            return true;
        }
        String area = area(name, separator);
        return names.stream()
                .anyMatch(known -> area(known, separator).equals(area)
                        || (distance(area(known, separator), area) == 1
                                && withoutArea(known, separator).equals(withoutArea(name, separator))));
    }

    private static String area(String name, String separator) {
        var parts = name.split(Pattern.quote(separator), 3);
        return parts.length > 1 ? parts[1] : "";
    }

    private static String withoutArea(String name, String separator) {
        var parts = name.split(Pattern.quote(separator), 3);
        return parts.length > 2 ? parts[2] : "";
    }

    private static Optional<String> nearest(String name, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .filter(known -> distance(known, name) <= FURTHEST_GUESS);
    }

    /** Levenshtein: how many letters must be put in, taken out or replaced. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
