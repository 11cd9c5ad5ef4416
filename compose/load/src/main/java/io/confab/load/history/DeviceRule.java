package io.confab.load.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same cursor is the same event on every device, and between two that were seen there is none that was not. */
final class DeviceRule {

    private DeviceRule() {}

    private record Place(String userId, String epoch, long cursor) {}

    static List<Violation> check(Sights sights) {
        var violations = new ArrayList<Violation>();
        var seen = new HashMap<Place, JsonNode>();
        for (var connection : sights.history().connections()) {
            check(connection, seen, violations);
        }
        sights.users().stream().filter(sights::isWatched).forEach(user -> checkWhole(sights, user, violations));
        return violations;
    }

    private static void check(History.Connection connection, Map<Place, JsonNode> seen, List<Violation> violations) {
        String epoch = "";
        for (var frame : connection.frames()) {
            if (frame.json().has("epoch")) {
                epoch = frame.json().path("epoch").asText();
            }
            if (frame.isDurableEvent()) {
                var place = new Place(connection.userId(), epoch, frame.cursor().orElseThrow());
                var before = seen.putIfAbsent(place, frame.json());
                if (before != null && !before.equals(frame.json())) {
                    violations.add(Violation.of(
                            Rule.DEVICES,
                            "devices of one user see different events at a cursor",
                            place,
                            before,
                            "socket " + connection.name() + ": " + frame.json()));
                }
            }
        }
    }

    private static void checkWhole(Sights sights, String user, List<Violation> violations) {
        for (var inbox : sights.inboxes(user)) {
            long before = inbox.firstKey() - 1;
            for (var event : inbox.values()) {
                if (event.cursor() != before + 1) {
                    violations.add(Violation.of(
                            Rule.DEVICES, "no device saw what is between " + before + " and " + event.cursor(), event));
                }
                before = event.cursor();
            }
        }
    }
}
