package io.confab.load.history;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was acknowledged comes about or is rejected; what comes about was asked for. */
final class CommandRules {

    /** The events of which each was asked for with just these properties. */
    private static final Set<String> ASKED =
            Set.of("message.edited", "message.deleted", "reaction.added", "reaction.removed", "conversation.changed");

    private record Sent(String userId, UUID clientMessageId) {}

    private final Sights sights;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Sent, List<History.Post>> posts;
    private final Map<Sent, Event> sentByOwner = new HashMap<>();
    private final Map<String, Map<String, List<Event>>> outcomes = new HashMap<>();

    private CommandRules(Sights sights) {
        this.sights = sights;
        this.posts = sights.history().posts().stream()
                .collect(groupingBy(post -> new Sent(post.userId(), post.clientMessageId())));
        for (var user : sights.users()) {
            var byCommand = outcomes.computeIfAbsent(user, name -> new HashMap<>());
            for (var event : sights.of(user)) {
                event.commandId()
                        .ifPresent(id -> byCommand
                                .computeIfAbsent(id, command -> new ArrayList<>())
                                .add(event));
                if (event.is("message.sent") && event.text("senderId").equals(user)) {
                    sentByOwner.put(new Sent(user, event.clientMessageId()), event);
                }
            }
        }
    }

    static List<Violation> check(Sights sights) {
        var rules = new CommandRules(sights);
        rules.posts.forEach(rules::checkPosts);
        sights.history().orders().forEach(rules::checkOrder);
        sights.history().blocks().forEach(rules::checkBlock);
        sights.users().forEach(rules::checkAsked);
        return rules.violations;
    }

    private List<Event> outcomes(String user, String commandId) {
        return outcomes.getOrDefault(user, Map.of()).getOrDefault(commandId, List.of());
    }

    private void checkPosts(Sent sent, List<History.Post> attempts) {
        var event = sentByOwner.get(sent);
        for (var post : attempts) {
            if (!post.answer().isAcknowledged() || !sights.isWatched(post.userId())) {
                continue;
            }
            var found = outcomes(post.userId(), post.answer().commandId().orElseThrow());
            boolean isSent = found.stream().anyMatch(one -> one.is("message.sent"));
            int rejected = (int)
                    found.stream().filter(one -> one.is("command.rejected")).count();
            if (!isSent && rejected == 0) {
                violations.add(Violation.of(Rule.ACKNOWLEDGED, "a message was answered 202 and is lost", post));
            } else if (!isSent && event != null && saysTheSame(event, post)) {
                violations.add(Violation.of(
                        Rule.ACKNOWLEDGED, "a message is there, but its command was rejected", post, found, event));
            }
            if (isSent && !found.get(found.size() - 1).is("message.sent")) {
                violations.add(Violation.of(Rule.ACKNOWLEDGED, "rejected after it was sent", post, found));
            }
        }
    }

    private static boolean saysTheSame(Event event, History.Post post) {
        return event.text("text").equals(post.text()) && event.conversationId().equals(post.conversationId());
    }

    private void checkOrder(History.Order order) {
        boolean owesOutcome = order.mustShow() && order.answer().isAcknowledged() && sights.isWatched(order.userId());
        if (owesOutcome
                && outcomes(order.userId(), order.answer().commandId().orElseThrow())
                        .isEmpty()) {
            violations.add(
                    Violation.of(Rule.ACKNOWLEDGED, "a command was answered 202, and nothing came of it", order));
        }
    }

    private void checkBlock(History.Block block) {
        if (block.answer().isAcknowledged()
                && sights.isWatched(block.blockerId())
                && outcomes(block.blockerId(), block.answer().commandId().orElseThrow())
                        .isEmpty()) {
            violations.add(Violation.of(Rule.ACKNOWLEDGED, "a block was answered 202, and nothing came of it", block));
        }
    }

    private void checkAsked(String user) {
        var known = new HashSet<String>();
        boolean hasOpen = false;
        for (var answer : answersTo(user)) {
            answer.commandId().ifPresent(known::add);
            hasOpen |= answer.isOpen();
        }
        for (var event : sights.of(user)) {
            boolean isOurs = event.commandId().isEmpty()
                    || known.contains(event.commandId().get());
            if (!isOurs && !hasOpen) {
                violations.add(Violation.of(Rule.UNASKED, "the outcome of a command that nobody gave", event));
            }
            if (event.is("message.sent")) {
                checkSaid(event);
            } else if (ASKED.contains(event.type())) {
                checkOrdered(event);
            }
        }
    }

    private List<History.Answer> answersTo(String user) {
        var answers = new ArrayList<History.Answer>();
        sights.history().posts().stream()
                .filter(post -> post.userId().equals(user))
                .forEach(post -> answers.add(post.answer()));
        sights.history().orders().stream()
                .filter(order -> order.userId().equals(user))
                .forEach(order -> answers.add(order.answer()));
        sights.history().blocks().stream()
                .filter(block -> block.blockerId().equals(user))
                .forEach(block -> answers.add(block.answer()));
        return answers;
    }

    private void checkSaid(Event event) {
        var attempts = posts.getOrDefault(new Sent(event.text("senderId"), event.clientMessageId()), List.of());
        if (attempts.stream().noneMatch(post -> saysTheSame(event, post))) {
            violations.add(Violation.of(Rule.UNASKED, "a message that nobody sent", event, attempts));
        }
    }

    private void checkOrdered(Event event) {
        boolean asked = sights.history().orders().stream()
                .filter(order -> order.type().equals(event.type()))
                .filter(order ->
                        order.answer().isAcknowledged() || order.answer().isOpen())
                .anyMatch(order -> order.properties().entrySet().stream()
                        .allMatch(property -> event.text(property.getKey()).equals(property.getValue())));
        if (!asked) {
            violations.add(Violation.of(Rule.UNASKED, "a change that nobody asked for", event));
        }
    }
}
