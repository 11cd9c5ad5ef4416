package io.confab.load.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order for all: each member's events of a conversation are a chain; put together, the chains have no circle. That is so
 * exactly if one order exists of which every member saw a part.
 */
final class OrderRule {

    /** The same fact may come about more than once: the how-manyeth of this user's it is. */
    private record Fact(JsonNode json, int nth) {}

    private OrderRule() {}

    static List<Violation> check(Sights sights) {
        var violations = new ArrayList<Violation>();
        for (var conversation : sights.conversations()) {
            var chains = new LinkedHashMap<String, List<Fact>>();
            for (var user : sights.users()) {
                var chain = chain(sights.of(user, conversation));
                if (!chain.isEmpty()) {
                    chains.put(user, chain);
                }
            }
            check(chains, violations);
        }
        return violations;
    }

    private static List<Fact> chain(List<Event> events) {
        var counts = new HashMap<JsonNode, Integer>();
        var chain = new ArrayList<Fact>();
        for (var event : events) {
            if (isCommon(event)) {
                var json = event.fact();
                chain.add(new Fact(json, counts.merge(json, 1, Integer::sum)));
            }
        }
        return chain;
    }

    /** What members don't see for themselves alone. */
    private static boolean isCommon(Event event) {
        return !event.is("conversation.created") && !event.is("conversation.muted");
    }

    private static void check(Map<String, List<Fact>> chains, List<Violation> violations) {
        var after = new HashMap<Fact, Set<Fact>>();
        var before = new HashMap<Fact, Integer>();
        for (var chain : chains.values()) {
            chain.forEach(fact -> before.putIfAbsent(fact, 0));
            for (int i = 1; i < chain.size(); i++) {
                if (after.computeIfAbsent(chain.get(i - 1), fact -> new HashSet<>())
                        .add(chain.get(i))) {
                    before.merge(chain.get(i), 1, Integer::sum);
                }
            }
        }
        var free = new ArrayDeque<Fact>();
        before.forEach((fact, count) -> {
            if (count == 0) {
                free.add(fact);
            }
        });
        while (!free.isEmpty()) {
            var fact = free.remove();
            before.remove(fact);
            for (var next : after.getOrDefault(fact, Set.of())) {
                if (before.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        if (!before.isEmpty()) {
            violations.add(circle(chains, before.keySet()));
        }
    }

    /** Two users and two facts that they saw in different orders, where two alone show it. */
    private static Violation circle(Map<String, List<Fact>> chains, Set<Fact> inCircle) {
        var seen = new HashMap<List<Fact>, String>();
        for (var entry : chains.entrySet()) {
            var chain = entry.getValue().stream().filter(inCircle::contains).toList();
            for (int i = 0; i < chain.size(); i++) {
                for (int j = i + 1; j < chain.size(); j++) {
                    var other = seen.get(List.of(chain.get(j), chain.get(i)));
                    if (other != null) {
                        return Violation.of(
                                Rule.ORDER,
                                "users " + entry.getKey() + " and " + other + " saw different orders",
                                chain.get(i).json(),
                                chain.get(j).json());
                    }
                    seen.put(List.of(chain.get(i), chain.get(j)), entry.getKey());
                }
            }
        }
        return Violation.of(
                Rule.ORDER,
                "there is no order of which all members saw a part",
                inCircle.stream().limit(10).map(fact -> fact.json().toString()).toArray());
    }
}
