package io.confab.load.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What began after a block's 202, and was answered before anybody lifted it, doesn't reach the blocker. */
final class BlockRule {

    private BlockRule() {}

    static List<Violation> check(Sights sights) {
        var violations = new ArrayList<Violation>();
        for (var span : new Blocks(sights.history()).spans()) {
            for (var event : sights.of(span.blockerId())) {
                if (isBy(event, span.blockedId())) {
                    attempt(sights.history(), event, span.blockedId())
                            .filter(attempt -> span.coversAll(attempt.beganNanos(), attempt.endedNanos()))
                            .ifPresent(attempt -> violations.add(Violation.of(
                                    Rule.BLOCK,
                                    "it reached who had blocked its author before it began",
                                    span.block(),
                                    attempt,
                                    event)));
                }
            }
        }
        return violations;
    }

    private static boolean isBy(Event event, String user) {
        return switch (event.type()) {
            case "message.sent" -> event.text("senderId").equals(user);
            case "message.edited" -> event.text("by").equals(user);
            case "reaction.added", "reaction.removed", "conversation.read" ->
                event.text("userId").equals(user);
            default -> false;
        };
    }

    /** From the begin of the first attempt to the end of the last; empty if one may have had an effect later. */
    private static Optional<History.Answer> attempt(History history, Event event, String author) {
        var answers = new ArrayList<History.Answer>();
        if (event.is("message.sent")) {
            history.posts().stream()
                    .filter(post -> post.userId().equals(author))
                    .filter(post -> post.clientMessageId().equals(event.clientMessageId()))
                    .forEach(post -> answers.add(post.answer()));
        } else {
            history.orders().stream()
                    .filter(order -> order.userId().equals(author)
                            && order.type().equals(event.type())
                            && order.properties().entrySet().stream()
                                    .allMatch(one -> event.text(one.getKey()).equals(one.getValue())))
                    .forEach(order -> answers.add(order.answer()));
        }
        if (answers.isEmpty() || answers.stream().noneMatch(History.Answer::isAcknowledged)) {
            return Optional.empty();
        }
        long began =
                answers.stream().mapToLong(History.Answer::beganNanos).min().orElseThrow();
        long ended =
                answers.stream().mapToLong(History.Answer::endedNanos).max().orElseThrow();
        return Optional.of(new History.Answer(began, ended, 202, Optional.empty()));
    }
}
