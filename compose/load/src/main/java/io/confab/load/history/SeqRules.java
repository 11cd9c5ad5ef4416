package io.confab.load.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** Messages are there once, and numbered alike for everyone without a gap. */
final class SeqRules {

    private record Sent(String senderId, UUID clientMessageId) {}

    private final Sights sights;
    private final List<Violation> violations = new ArrayList<>();

    private SeqRules(Sights sights) {
        this.sights = sights;
    }

    static List<Violation> check(Sights sights) {
        var rules = new SeqRules(sights);
        sights.users().forEach(rules::checkUser);
        rules.checkConversations();
        return rules.violations;
    }

    private void checkUser(String user) {
        var bySent = new HashMap<Sent, Event>();
        var last = new HashMap<String, Event>();
        for (var event : sights.of(user)) {
            if (!event.is("message.sent")) {
                continue;
            }
            var twin = bySent.putIfAbsent(new Sent(event.text("senderId"), event.clientMessageId()), event);
            if (twin != null) {
                violations.add(Violation.of(Rule.ONCE, "a message came twice", twin, event));
            }
            var before = last.put(event.conversationId(), event);
            if (before != null && before.seq() >= event.seq()) {
                violations.add(Violation.of(Rule.SEQ, "a seq that doesn't rise with the cursor", before, event));
            }
        }
    }

    private void checkConversations() {
        var conversations = new TreeMap<String, NavigableMap<Long, Event>>();
        var places = new HashMap<Sent, Event>();
        for (var user : sights.users()) {
            for (var event : sights.of(user)) {
                if (event.is("message.sent")) {
                    check(event, conversations, places);
                }
            }
        }
        conversations.values().forEach(this::checkWhole);
    }

    private void check(Event event, Map<String, NavigableMap<Long, Event>> conversations, Map<Sent, Event> places) {
        var known = conversations
                .computeIfAbsent(event.conversationId(), conversation -> new TreeMap<>())
                .putIfAbsent(event.seq(), event);
        if (known != null && !known.fact().equals(event.fact())) {
            violations.add(Violation.of(Rule.SEQ, "two users see different messages under a seq", known, event));
        }
        var sent = new Sent(event.text("senderId"), event.clientMessageId());
        var place = places.putIfAbsent(sent, event);
        if (place != null
                && (place.seq() != event.seq() || !place.conversationId().equals(event.conversationId()))) {
            violations.add(Violation.of(Rule.ONCE, "a message has two places", place, event));
        }
    }

    /** Whoever wrote a message is here and has seen it, so all of them are known where everyone is watched. */
    private void checkWhole(NavigableMap<Long, Event> messages) {
        boolean isWhole = messages.values().stream().allMatch(message -> sights.isWatched(message.text("senderId")));
        long expected = 1;
        for (var message : messages.values()) {
            if (isWhole && message.seq() != expected) {
                violations.add(Violation.of(Rule.SEQ, "no message has seq " + expected, message));
            }
            expected = message.seq() + 1;
        }
    }
}
