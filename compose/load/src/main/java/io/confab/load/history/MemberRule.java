package io.confab.load.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every member gets every message from where it joined to where it left, but for those that a block may have hidden. Where
 * that was is known from the places that its coming and going have between the messages of others.
 */
final class MemberRule {

    /** How long a message may be under way, in which a block overtakes it. */
    private static final long UNDER_WAY = Duration.ofSeconds(10).toNanos();

    private final Sights sights;
    private final Blocks blocks;
    private final String conversation;
    private final TreeMap<Long, Event> messages = new TreeMap<>();

    /** The last message before a fact, as far as anybody saw it. */
    private final Map<JsonNode, Long> before = new HashMap<>();

    private final List<Violation> violations;

    private MemberRule(Sights sights, Blocks blocks, String conversation, List<Violation> violations) {
        this.sights = sights;
        this.blocks = blocks;
        this.conversation = conversation;
        this.violations = violations;
        for (var user : sights.users()) {
            long last = 0;
            for (var event : sights.of(user, conversation)) {
                if (event.is("message.sent")) {
                    last = event.seq();
                    messages.merge(
                            last, event, (one, other) -> one.firstSeenNanos() <= other.firstSeenNanos() ? one : other);
                } else {
                    before.merge(event.fact(), last, Math::max);
                }
            }
        }
    }

    static List<Violation> check(Sights sights) {
        var violations = new ArrayList<Violation>();
        var blocks = new Blocks(sights.history());
        for (var conversation : sights.conversations()) {
            var rule = new MemberRule(sights, blocks, conversation, violations);
            sights.users().stream().filter(sights::isWatched).forEach(rule::check);
        }
        return violations;
    }

    private void check(String user) {
        boolean isMember = false;
        boolean isDirect = false;
        long last = 0; // the last message that this user has seen, or need not see
        for (var event : sights.of(user, conversation)) {
            switch (event.type()) {
                case "conversation.created" -> {
                    isDirect = event.text("kind").equals("direct");
                    if (!isMember) {
                        isMember = true;
                        last = Math.max(last, before.get(event.fact()));
                    }
                }
                case "member.added" -> {
                    if (event.text("userId").equals(user)) {
                        isMember = true;
                        last = Math.max(last, before.get(event.fact()));
                    }
                }
                case "member.removed" -> {
                    if (event.text("userId").equals(user) || isDirect) {
                        missing(user, last, before.get(event.fact()) + 1, event);
                        last = Math.max(last, before.get(event.fact()));
                        isMember = false;
                    }
                }
                case "message.sent" -> {
                    if (!isMember) {
                        violations.add(Violation.of(Rule.MEMBERS, "a message to who is no member", event));
                    }
                    missing(user, last, event.seq(), event);
                    last = event.seq();
                }
                default -> {} // it has no place between the messages
            }
        }
        if (isMember && !messages.isEmpty()) {
            missing(user, last, messages.lastKey() + 1, "the end");
        }
    }

    private void missing(String user, long after, long upTo, Object next) {
        if (after + 1 >= upTo) {
            return;
        }
        for (var message : messages.subMap(after + 1, upTo).values()) {
            if (!mayBeHidden(user, message)) {
                violations.add(Violation.of(
                        Rule.MEMBERS, "member " + user + " did not get a message", message, "before: " + next));
            }
        }
    }

    private boolean mayBeHidden(String user, Event message) {
        long seen = message.firstSeenNanos();
        long began = sights.history().posts().stream()
                .filter(post -> post.clientMessageId().equals(message.clientMessageId()))
                .mapToLong(post -> post.answer().beganNanos())
                .min()
                .orElse(seen);
        return blocks.mayHide(user, message.text("senderId"), began, seen + UNDER_WAY);
    }
}
