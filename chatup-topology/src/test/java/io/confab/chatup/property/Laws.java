package io.confab.chatup.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.property.Entry.Blocked;
import io.confab.chatup.property.Entry.Created;
import io.confab.chatup.property.Entry.Fact;
import io.confab.chatup.property.Entry.Sought;
import io.confab.chatup.property.Entry.Told;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Each reads what happened and throws an {@link AssertionError} where a promise is broken. They know nothing of how it is kept. */
final class Laws {
    /** A round to find it out, and another where it overflowed meanwhile. */
    private static final Duration ROUNDS = Duration.ofSeconds(1);

    private Laws() {}

    static void giveEachTicketOneOutcome(List<Entry> entries) {
        var waiting = new ArrayList<TicketId>();
        var settled = new ArrayList<TicketId>();
        facts(entries)
                .forEach(fact -> (fact.event() instanceof Waiting ? waiting : settled)
                        .add(fact.event().ticketId()));
        assertThat(waiting).doesNotHaveDuplicates();
        assertThat(settled).containsExactlyInAnyOrderElementsOf(waiting);
    }

    static void letNobodyHaveTwoTicketsAtOnce(List<Entry> entries) {
        var holding = new HashMap<UserId, TicketId>();
        facts(entries).forEach(fact -> {
            if (fact.event() instanceof Waiting) {
                assertThat(holding.put(fact.user(), fact.event().ticketId()))
                        .as("a ticket beside another")
                        .isNull();
            } else {
                assertThat(holding.remove(fact.user())).isEqualTo(fact.event().ticketId());
            }
        });
    }

    static void tellBothOfAMatchTheSame(List<Entry> entries) {
        matches(entries).forEach((matchId, both) -> {
            assertThat(both).as("who hears of a match").hasSize(2);
            var one = both.get(0);
            var other = both.get(1);
            assertThat(matched(one).peer().userId()).isEqualTo(other.user()).isNotEqualTo(one.user());
            assertThat(matched(other).peer().userId()).isEqualTo(one.user());
            assertThat(matched(one).score()).isEqualTo(matched(other).score()).isBetween(0.0, 1.0);
            assertThat(matched(one).at()).isEqualTo(matched(other).at());
            assertThat(matched(one).conversationId())
                    .isEqualTo(matched(other).conversationId())
                    .isEqualTo(ConversationId.direct(one.user(), other.user()));
        });
    }

    static void makeOneConversationForEachMatch(List<Entry> entries) {
        var created = entries.stream()
                .filter(Created.class::isInstance)
                .map(entry -> ((Created) entry).command())
                .toList();
        assertThat(created.stream().map(command -> command.matchId().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(matches(entries).keySet());
        created.forEach(command -> assertThat(command.conversationId())
                .isEqualTo(matched(matches(entries)
                                .get(command.matchId().orElseThrow())
                                .get(0))
                        .conversationId()));
    }

    static void keepThoseApartWhoBlockEachOther(List<Entry> entries) {
        var blocks = new HashSet<List<UserId>>();
        for (var entry : entries) {
            if (entry instanceof Blocked block) {
                var pair = List.of(block.blocker(), block.blocked());
                if (block.active()) {
                    blocks.add(pair);
                } else {
                    blocks.remove(pair);
                }
            } else if (entry instanceof Fact fact && fact.event() instanceof Matched matched) {
                assertThat(blocks)
                        .doesNotContain(
                                List.of(fact.user(), matched.peer().userId()),
                                List.of(matched.peer().userId(), fact.user()));
            }
        }
    }

    static void letNobodyMeetTheSameAgainSoon(List<Entry> entries) {
        var met = new HashMap<Set<UserId>, Instant>();
        matches(entries).values().forEach(both -> {
            var at = matched(both.get(0)).at();
            var before = met.put(
                    Set.of(both.get(0).user(), matched(both.get(0)).peer().userId()), at);
            if (before != null) {
                assertThat(Duration.between(before, at)).isGreaterThanOrEqualTo(Play.MEET_AGAIN_AFTER);
            }
        });
    }

    static void tellSeekersWhatIsAFact(List<Entry> entries) {
        var facts =
                facts(entries).map(fact -> new Told(fact.user(), fact.event())).toList();
        var told = entries.stream()
                .filter(entry -> entry instanceof Told one && one.event() instanceof ChatupEvent)
                .map(Told.class::cast)
                .toList();
        assertThat(told).isEqualTo(facts);
    }

    /** Each interest in the words of who hears of it. */
    static void nameInterestsThatBothHave(List<Entry> entries) {
        var sought = sought(entries);
        facts(entries).filter(fact -> fact.event() instanceof Matched).forEach(fact -> {
            var own = sought.get(fact.event().ticketId()).tags();
            var theirs = matches(entries).get(matched(fact).matchId()).stream()
                    .filter(other -> !other.user().equals(fact.user()))
                    .flatMap(other -> sought.get(other.event().ticketId()).tags().stream())
                    .map(Laws::plainly)
                    .toList();
            assertThat(own).containsAll(matched(fact).sharedTags());
            assertThat(matched(fact).sharedTags().stream().map(Laws::plainly))
                    .containsExactlyInAnyOrderElementsOf(own.stream()
                            .map(Laws::plainly)
                            .filter(theirs::contains)
                            .distinct()
                            .toList());
        });
    }

    static void letPeopleMeetInTheirPoolOrAGreaterOne(List<Entry> entries) {
        var sought = sought(entries);
        matches(entries)
                .values()
                .forEach(both -> assertThat(both.stream()
                                .map(fact -> sought.get(fact.event().ticketId())
                                        .pool()
                                        .split("/", 2)[0])
                                .distinct())
                        .hasSize(1));
    }

    static void sendNobodyToAnyoneWhoDidNotAgree(List<Entry> entries) {
        var sought = sought(entries);
        facts(entries)
                .filter(fact -> fact.event() instanceof Matched matched && matched.score() == 0)
                .forEach(fact ->
                        assertThat(sought.get(fact.event().ticketId()).anyone()).isTrue());
    }

    static void letNobodyWaitLongerThanTheLongestWait(List<Entry> entries) {
        var since = new HashMap<TicketId, Instant>();
        facts(entries).forEach(fact -> {
            var event = fact.event();
            if (event instanceof Waiting) {
                since.put(event.ticketId(), event.at());
            } else {
                var waited = Duration.between(since.get(event.ticketId()), event.at());
                assertThat(waited).isLessThanOrEqualTo(Play.LONGEST_WAIT.plus(ROUNDS));
                if (event instanceof Expired) {
                    assertThat(waited).isGreaterThanOrEqualTo(Play.LONGEST_WAIT);
                }
            }
        });
    }

    private static String plainly(String word) {
        return switch (word) {
            case "Jazz" -> "jazz";
            case "movies" -> "movie";
            case "café" -> "cafe";
            default -> word;
        };
    }

    /** What each ticket was taken with: of those that asked for it the last before it waited. */
    private static Map<TicketId, Seek> sought(List<Entry> entries) {
        var asked = new HashMap<TicketId, Seek>();
        var taken = new HashMap<TicketId, Seek>();
        for (var entry : entries) {
            if (entry instanceof Sought one) {
                asked.put(one.command().ticketId(), one.command());
            } else if (entry instanceof Fact fact && fact.event() instanceof Waiting waiting) {
                taken.put(waiting.ticketId(), asked.get(waiting.ticketId()));
            }
        }
        return taken;
    }

    private static Map<MatchId, List<Fact>> matches(List<Entry> entries) {
        var matches = new LinkedHashMap<MatchId, List<Fact>>();
        facts(entries)
                .filter(fact -> fact.event() instanceof Matched)
                .forEach(fact -> matches.computeIfAbsent(matched(fact).matchId(), none -> new ArrayList<>())
                        .add(fact));
        return matches;
    }

    private static Matched matched(Fact fact) {
        return (Matched) fact.event();
    }

    private static Stream<Fact> facts(List<Entry> entries) {
        return entries.stream().filter(Fact.class::isInstance).map(Fact.class::cast);
    }
}
