package io.confab.load.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Judges a history: every acknowledged message exactly once, in one order, for every member, in all cursors and on every
 * device; blocks held; nothing came about that nobody asked for. Pure: the same history, the same verdict.
 */
public final class Checker {

    private static final List<Function<Sights, List<Violation>>> RULES = List.of(
            ConnectionRules::check,
            DeviceRule::check,
            SeqRules::check,
            OrderRule::check,
            CommandRules::check,
            MemberRule::check,
            BlockRule::check);

    private Checker() {}

    public static Verdict check(History history) {
        var sights = new Sights(history);
        var violations = new ArrayList<Violation>();
        RULES.forEach(rule -> violations.addAll(rule.apply(sights)));
        return new Verdict(
                violations, history.posts().size(), history.connections().size(), sights.size());
    }
}
