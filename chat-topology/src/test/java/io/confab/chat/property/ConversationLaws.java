package io.confab.chat.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.property.History.Decided;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.Show;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What holds for the conversations of any history. Each is checked by itself and throws where it does not hold. */
final class ConversationLaws {
    private ConversationLaws() {}

    static void decideAsTheModel(History history, int kept) {
        for (var decision : Model.of(history, kept).decisions()) {
            assertThat(decision.actual()).as(decision.cause()).isEqualTo(decision.expected());
        }
    }

    static void numberMessagesWithoutGap(History history) {
        var seqs = new HashMap<ConversationId, List<Long>>();
        history.facts().forEach(fact -> {
            if (fact instanceof MessageSent sent) {
                seqs.computeIfAbsent(sent.conversationId(), id -> new ArrayList<>())
                        .add(sent.seq().value());
            }
        });
        seqs.forEach((place, found) -> assertThat(found)
                .as(history.town().name(place))
                .isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList()));
    }

    /** Marks and mutes are left out: saying them again is harmless by what they say. */
    static void doNothingForARetry(History history) {
        var done = new HashMap<ChatCommand, List<Decided>>();
        history.all(Decided.class).filter(decided -> isNamed(decided.command())).forEach(decided -> {
            var before = done.computeIfAbsent(decided.command(), command -> new ArrayList<>());
            boolean retry = before.stream()
                    .anyMatch(
                            first -> Duration.between(first.at(), decided.at()).compareTo(Topologies.REMEMBERED) <= 0);
            if (retry) {
                assertThat(decided.facts()).as("facts of " + decided.command()).isEmpty();
                assertThat(decided.tellings())
                        .as("told of " + decided.command())
                        .isEmpty();
            } else if (rejection(decided).isEmpty()) {
                before.add(decided);
            }
        });
    }

    private static boolean isNamed(ChatCommand command) {
        if (command instanceof CreateConversation create) {
            return create.clientId().isPresent();
        }
        return command instanceof SendMessage || command instanceof Administration || command instanceof MessageChange;
    }

    static void tellOfARefusalItsGiverAlone(History history) {
        history.all(Decided.class)
                .forEach(decided -> rejection(decided).ifPresent(rejection -> {
                    var cause = decided.command().toString();
                    assertThat(decided.facts()).as(cause).isEmpty();
                    assertThat(decided.tellings()).as(cause).hasSize(1);
                    assertThat(rejection.userId()).as(cause).isEqualTo(giver(decided.command()));
                    assertThat(cause)
                            .contains(
                                    rejection.event().commandId().orElseThrow().toString());
                }));
    }

    private static UserId giver(ChatCommand command) {
        if (command instanceof CreateConversation create) {
            return create.creator().userId();
        }
        if (command instanceof SendMessage send) {
            return send.senderId();
        }
        if (command instanceof MarkRead read) {
            return read.readerId();
        }
        if (command instanceof Mute mute) {
            return mute.userId();
        }
        if (command instanceof Typing typing) {
            return typing.userId();
        }
        return command instanceof Administration administration ? administration.by() : ((MessageChange) command).by();
    }

    static Optional<Deliver> rejection(Decided decided) {
        return decided.tellings().stream()
                .filter(Deliver.class::isInstance)
                .map(Deliver.class::cast)
                .filter(deliver -> deliver.event() instanceof CommandRejected)
                .findFirst();
    }

    /** @param topologies in another town of which all but what was refused happens once more, later */
    static void decideTheSameWithoutWhatWasRefused(History history, Topologies topologies) {
        var town = history.town();
        var again = topologies.newTown();
        var begin = topologies.now();
        var decisions = history.all(Decided.class).toList();
        for (var decided : decisions) {
            var since = Duration.between(decisions.get(0).at(), decided.at());
            topologies.advance(Duration.between(topologies.now(), begin.plus(since)));
            if (rejection(decided).isEmpty()) {
                var later = Duration.between(decided.at(), topologies.now());
                var decision = topologies.decide(town.translate(decided.command(), again, later));
                assertThat(outcome(again, decision.facts(), decision.tellings()))
                        .as(decided.command().toString())
                        .isEqualTo(outcome(town, decided.facts(), decided.tellings()));
            }
        }
    }

    /** In words that are the same at any time. */
    private static List<String> outcome(Town town, List<ChatEvent> facts, List<InboxCommand> tellings) {
        var words = new Words(town);
        return Stream.concat(facts.stream().map(words::of), tellings.stream().map(words::of))
                .map(what -> what.replaceAll("until [^ ]*", "for a while"))
                .toList();
    }

    static void letOnlyItsAuthorEditAMessage(History history) {
        eachFact(history, (roll, fact) -> {
            if (fact instanceof MessageEdited edited) {
                assertThat(roll.author(edited.conversationId(), edited.seq()))
                        .as(edited.toString())
                        .contains(edited.by());
            }
        });
    }

    static void letOnlyAuthorsAndAdministratorsDeleteAMessage(History history) {
        eachFact(history, (roll, fact) -> {
            if (fact instanceof MessageDeleted deleted) {
                var place = deleted.conversationId();
                boolean own = roll.author(place, deleted.seq()).equals(Optional.of(deleted.by()));
                var role = roll.role(place, deleted.by());
                assertThat(own || role.equals(Optional.of(Role.OWNER)) || role.equals(Optional.of(Role.ADMIN)))
                        .as(deleted.toString())
                        .isTrue();
            }
        });
    }

    static void keepAnOwnerInEachGroup(History history) {
        var roll = new Roll();
        history.facts().forEach(fact -> {
            roll.take(fact);
            roll.groups()
                    .forEach(group -> assertThat(
                                    roll.hasOwner(group) || roll.members(group).isEmpty())
                            .as("an owner after " + fact)
                            .isTrue());
        });
    }

    /** And who was one just now, of what took that away. A newcomer is told nothing of what was said before. */
    static void tellOnlyMembers(History history) {
        var roll = new Roll();
        history.all(Decided.class).forEach(decided -> {
            var place = decided.command().conversationId();
            var entitled = roll.members(place);
            decided.facts().forEach(roll::take);
            entitled.addAll(roll.members(place));
            decided.tellings().forEach(telling -> {
                var to = telling.userId();
                if (telling instanceof Show show) {
                    assertThat(entitled).as(show.toString()).contains(to);
                    assertThat(show.event().userId()).as(show.toString()).isNotEqualTo(to);
                } else if (event(telling) instanceof ChatEvent fact) {
                    assertThat(entitled).as(telling.toString()).contains(to);
                    seq(fact)
                            .ifPresent(seq -> assertThat(roll.shows(place, seq, to))
                                    .as(telling.toString())
                                    .isTrue());
                    secret(fact)
                            .ifPresent(user ->
                                    assertThat(to).as(telling.toString()).isEqualTo(user));
                }
            });
        });
    }

    private static Object event(InboxCommand telling) {
        return telling instanceof Deliver deliver ? deliver.event() : telling;
    }

    private static Optional<Seq> seq(ChatEvent fact) {
        if (fact instanceof MessageSent sent) {
            return Optional.of(sent.seq());
        }
        if (fact instanceof MessageEdited edited) {
            return Optional.of(edited.seq());
        }
        if (fact instanceof MessageDeleted deleted) {
            return Optional.of(deleted.seq());
        }
        if (fact instanceof ReactionAdded added) {
            return Optional.of(added.seq());
        }
        return fact instanceof ReactionRemoved removed ? Optional.of(removed.seq()) : Optional.empty();
    }

    /** Whose alone it is to know. */
    private static Optional<UserId> secret(ChatEvent fact) {
        if (fact instanceof ConversationRead read && !read.forAll()) {
            return Optional.of(read.userId());
        }
        return fact instanceof ConversationMuted muted ? Optional.of(muted.userId()) : Optional.empty();
    }

    /** @param check is given who was in the place before the fact */
    private static void eachFact(History history, BiConsumer<Roll, ChatEvent> check) {
        var roll = new Roll();
        history.facts().forEach(fact -> {
            check.accept(roll, fact);
            roll.take(fact);
        });
    }
}
