package io.confab.chatup.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.property.Entry.Blocked;
import io.confab.chatup.property.Entry.Created;
import io.confab.chatup.property.Entry.Fact;
import io.confab.chatup.property.Entry.Sought;
import io.confab.chatup.property.Entry.Told;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** Each law notices what it is there for, and scenarios contain what the laws are about. */
class LawTest {
    private final List<List<Entry>> histories = Store.getOrCreate(
                    "histories",
                    Lifespan.RUN,
                    () -> Step.fixed(30).stream().map(Play::of).toList())
            .get();

    @Example
    void an_outcome_that_is_lost_or_comes_twice_is_noticed() {
        catches(Laws::giveEachTicketOneOutcome, without(LawTest::isOutcome));
        catches(Laws::giveEachTicketOneOutcome, twice(LawTest::isOutcome));
    }

    @Example
    void a_ticket_beside_another_is_noticed() {
        catches(Laws::letNobodyHaveTwoTicketsAtOnce, without(LawTest::isOutcome));
    }

    @Example
    void a_match_that_one_hears_of_or_hears_otherwise_is_noticed() {
        catches(Laws::tellBothOfAMatchTheSame, without(LawTest::isMatch));
        catches(
                Laws::tellBothOfAMatchTheSame,
                change(LawTest::isMatch, matched -> with(matched, matched.peer(), matched.score() / 2 + 0.1)));
        catches(
                Laws::tellBothOfAMatchTheSame,
                change(
                        LawTest::isMatch,
                        matched -> with(matched, new Peer(User.number(99).id(), "X"), matched.score())));
    }

    @Example
    void a_conversation_that_is_missing_or_made_twice_is_noticed() {
        catches(Laws::makeOneConversationForEachMatch, without(Created.class::isInstance));
        catches(Laws::makeOneConversationForEachMatch, twice(Created.class::isInstance));
    }

    @Example
    void a_match_across_a_block_is_noticed() {
        catches(Laws::keepThoseApartWhoBlockEachOther, entries -> {
            var match =
                    (Fact) entries.stream().filter(LawTest::isMatch).findFirst().orElseThrow();
            var peer = ((Matched) match.event()).peer().userId();
            var changed = new ArrayList<>(entries);
            changed.add(entries.indexOf(match), new Blocked(peer, match.user(), true));
            return changed;
        });
    }

    @Example
    void who_meets_the_same_again_is_noticed() {
        catches(Laws::letNobodyMeetTheSameAgainSoon, entries -> {
            var match =
                    (Fact) entries.stream().filter(LawTest::isMatch).findFirst().orElseThrow();
            var matched = (Matched) match.event();
            var again = new Matched(
                    matched.at().plus(Duration.ofMinutes(59)),
                    matched.commandId(),
                    matched.ticketId(),
                    new MatchId(Uuids.derived("match", "again")),
                    matched.conversationId(),
                    matched.peer(),
                    matched.sharedTags(),
                    matched.score());
            var changed = new ArrayList<>(entries);
            changed.add(new Fact(match.user(), again));
            return changed;
        });
    }

    @Example
    void what_a_seeker_is_not_told_is_noticed() {
        catches(
                Laws::tellSeekersWhatIsAFact,
                without(entry -> entry instanceof Told told && told.event() instanceof ChatupEvent));
    }

    @Example
    void an_interest_that_only_one_has_is_noticed() {
        catches(
                Laws::nameInterestsThatBothHave,
                change(
                        LawTest::isMatch,
                        matched -> new Matched(
                                matched.at(),
                                matched.commandId(),
                                matched.ticketId(),
                                matched.matchId(),
                                matched.conversationId(),
                                matched.peer(),
                                List.of("knitting"),
                                matched.score())));
    }

    @Example
    void people_of_two_pools_who_meet_are_noticed() {
        catches(Laws::letPeopleMeetInTheirPoolOrAGreaterOne, entries -> {
            var match =
                    (Fact) entries.stream().filter(LawTest::isMatch).findFirst().orElseThrow();
            return entries.stream()
                    .map(entry -> entry instanceof Sought sought
                                    && sought.command()
                                            .ticketId()
                                            .equals(match.event().ticketId())
                            ? new Sought(in(sought.command(), "elsewhere"))
                            : entry)
                    .toList();
        });
    }

    @Example
    void who_did_not_agree_to_anyone_and_gets_anyone_is_noticed() {
        catches(
                Laws::sendNobodyToAnyoneWhoDidNotAgree,
                entries -> entries.stream()
                        .map(entry -> entry instanceof Sought sought ? new Sought(picky(sought.command())) : entry)
                        .toList());
    }

    @Example
    void who_waits_too_long_or_not_long_enough_is_noticed() {
        catches(
                Laws::letNobodyWaitLongerThanTheLongestWait,
                change(
                        LawTest::isMatch,
                        matched -> new Matched(
                                matched.at().plus(Play.LONGEST_WAIT).plusSeconds(2),
                                matched.commandId(),
                                matched.ticketId(),
                                matched.matchId(),
                                matched.conversationId(),
                                matched.peer(),
                                matched.sharedTags(),
                                matched.score())));
        catches(
                Laws::letNobodyWaitLongerThanTheLongestWait,
                entries -> entries.stream()
                        .map(entry -> entry instanceof Fact fact && fact.event() instanceof Expired expired
                                ? new Fact(
                                        fact.user(),
                                        new Expired(
                                                expired.at().minusSeconds(5), expired.commandId(), expired.ticketId()))
                                : entry)
                        .toList());
    }

    @Example
    void scenarios_contain_what_the_laws_are_about() {
        assertThat(histories)
                .anyMatch(contains(LawTest::isMatch))
                .anyMatch(contains(entry -> entry instanceof Fact fact && fact.event() instanceof Expired))
                .anyMatch(contains(entry -> entry instanceof Fact fact && fact.event() instanceof Cancelled))
                .anyMatch(contains(entry -> entry instanceof Blocked block && !block.active()))
                .anyMatch(contains(entry ->
                        entry instanceof Fact fact && fact.event() instanceof Matched matched && matched.score() == 0))
                .anyMatch(contains(entry -> entry instanceof Fact fact
                        && fact.event() instanceof Matched matched
                        && matched.sharedTags().contains("movies")));
    }

    /** Sound histories pass, and of those that it was done to, one does not. */
    private void catches(Consumer<List<Entry>> law, UnaryOperator<List<Entry>> fault) {
        histories.forEach(law);
        assertThat(histories.stream()
                        .filter(contains(LawTest::isMatch))
                        .anyMatch(entries -> breaks(law, fault.apply(entries))))
                .isTrue();
    }

    private static boolean breaks(Consumer<List<Entry>> law, List<Entry> entries) {
        try {
            law.accept(entries);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }

    private static Predicate<List<Entry>> contains(Predicate<Entry> what) {
        return entries -> entries.stream().anyMatch(what);
    }

    private static UnaryOperator<List<Entry>> without(Predicate<Entry> what) {
        return entries -> {
            var changed = new ArrayList<>(entries);
            entries.stream().filter(what).findFirst().ifPresent(changed::remove);
            return changed;
        };
    }

    private static UnaryOperator<List<Entry>> twice(Predicate<Entry> what) {
        return entries -> {
            var changed = new ArrayList<>(entries);
            entries.stream().filter(what).findFirst().ifPresent(entry -> changed.add(entries.indexOf(entry), entry));
            return changed;
        };
    }

    private static UnaryOperator<List<Entry>> change(Predicate<Entry> what, UnaryOperator<Matched> how) {
        return entries -> {
            var changed = new ArrayList<>(entries);
            entries.stream()
                    .filter(what)
                    .map(Fact.class::cast)
                    .findFirst()
                    .ifPresent(fact -> changed.set(
                            entries.indexOf(fact), new Fact(fact.user(), how.apply((Matched) fact.event()))));
            return changed;
        };
    }

    private static Matched with(Matched matched, Peer peer, double score) {
        return new Matched(
                matched.at(),
                matched.commandId(),
                matched.ticketId(),
                matched.matchId(),
                matched.conversationId(),
                peer,
                matched.sharedTags(),
                score);
    }

    private static Seek in(Seek command, String pool) {
        return new Seek(
                command.commandId(), command.ticketId(), command.seeker(), command.tags(), pool, command.anyone());
    }

    private static Seek picky(Seek command) {
        return new Seek(
                command.commandId(), command.ticketId(), command.seeker(), command.tags(), command.pool(), false);
    }

    private static boolean isMatch(Entry entry) {
        return entry instanceof Fact fact && fact.event() instanceof Matched;
    }

    private static boolean isOutcome(Entry entry) {
        return entry instanceof Fact fact && !(fact.event() instanceof Waiting);
    }
}
