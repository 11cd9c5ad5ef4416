package io.confab.chat.property;

import static io.confab.chat.property.PlayedProperty.ALL;
import static io.confab.chat.property.PlayedProperty.FEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** Each law notices what it is there for: topologies that seem to break their promise are caught by it, and sound ones are not. */
class LawTest {
    private static final int SCENARIOS = 20;

    @Example
    void a_message_that_is_lost_is_noticed() {
        catches(Faults::aMessageIsLost, ALL, InboxLaws::showEachMessageOnceAndInOrder);
        catches(Faults::aMessageIsLost, FEW, history -> ConversationLaws.decideAsTheModel(history, FEW));
    }

    @Example
    void a_message_that_comes_twice_is_noticed() {
        catches(Faults::aMessageComesTwice, ALL, InboxLaws::showEachMessageOnceAndInOrder);
    }

    @Example
    void two_messages_that_change_places_are_noticed() {
        catches(Faults::twoMessagesChangePlaces, ALL, InboxLaws::showEachMessageOnceAndInOrder);
        catches(Faults::twoMessagesChangePlaces, FEW, history -> InboxLaws.pushAsTheModel(history, FEW));
    }

    @Example
    void a_leak_to_an_outsider_is_noticed() {
        catches(Faults::anOutsiderIsTold, FEW, ConversationLaws::tellOnlyMembers);
    }

    @Example
    void a_leak_to_a_blocker_is_noticed() {
        catches(Faults::aBlockIsNotHeardOf, ALL, InboxLaws::sparePeopleWhomTheyBlock);
    }

    @Example
    void a_command_id_that_others_learn_is_noticed() {
        catches(Faults::aCommandIdIsToldToAll, FEW, InboxLaws::tellCommandIdsToTheirGiversAlone);
    }

    @Example
    void a_seq_that_is_left_out_or_used_twice_is_noticed() {
        catches(Faults::aSeqIsLeftOut, FEW, ConversationLaws::numberMessagesWithoutGap);
        catches(Faults::aSeqIsUsedTwice, FEW, ConversationLaws::numberMessagesWithoutGap);
    }

    @Example
    void who_edits_or_deletes_for_another_is_noticed() {
        catches(Faults::someoneEditsForAnother, FEW, ConversationLaws::letOnlyItsAuthorEditAMessage);
        catches(Faults::someoneDeletesForAnother, FEW, ConversationLaws::letOnlyAuthorsAndAdministratorsDeleteAMessage);
    }

    @Example
    void a_last_owner_who_leaves_is_noticed() {
        catches(Faults::theLastOwnerLeaves, FEW, ConversationLaws::keepAnOwnerInEachGroup);
    }

    @Example
    void a_retry_that_is_forgotten_is_noticed() {
        catches(Faults::aRetryIsForgotten, FEW, ConversationLaws::doNothingForARetry);
    }

    @Example
    void a_refusal_that_others_learn_or_that_changes_something_is_noticed() {
        catches(Faults::aRefusalIsToldToAnother, FEW, ConversationLaws::tellOfARefusalItsGiverAlone);
        catches(Faults::aRefusedMessageTakesASeq, FEW, ConversationLaws::decideTheSameWithoutWhatWasRefused);
    }

    @Example
    void a_cursor_that_is_left_out_or_used_twice_is_noticed() {
        catches(Faults::aCursorIsLeftOut, FEW, InboxLaws::countCursorsWithoutGap);
        catches(Faults::aPushComesTwice, FEW, InboxLaws::countCursorsWithoutGap);
    }

    @Example
    void devices_that_see_different_things_are_noticed() {
        catches(Faults::aDeviceSeesSomethingElse, FEW, InboxLaws::showAllDevicesTheSame);
    }

    @Example
    void a_push_to_a_closed_socket_is_noticed() {
        catches(Faults::aClosedSocketIsNotForgotten, FEW, InboxLaws::pushToLiveSocketsAlone);
    }

    @Example
    void a_replay_that_is_not_whole_is_noticed() {
        Consumer<History> law = history -> InboxLaws.resumeWholeOrNotAtAll(history, FEW);
        catches(Faults::aReplayBeginsTooLate, FEW, law);
        catches(Faults::aReplayEndsTooEarly, FEW, law);
        catches(Faults::aReplayHasNoEnd, FEW, law);
        catches(Faults::aResyncSparesTheReplay, FEW, law);
    }

    @Example
    void unread_messages_that_are_not_counted_are_noticed() {
        catches(Faults::unreadMessagesAreNotCounted, FEW, history -> InboxLaws.countUnreadAsTheModel(history, FEW));
    }

    @Example
    void presence_that_is_told_unasked_is_noticed() {
        catches(Faults::everybodyIsSeenToBeThere, FEW, InboxLaws::tellPresenceOfNobodyWhoHidesIt);
    }

    /** In one of some runs: a block may be lifted before anything is said, a socket closed at the end. */
    private static void catches(Supplier<Wire> fault, int kept, Consumer<History> law) {
        catches(fault, kept, (history, topologies) -> law.accept(history));
    }

    private static void catches(Supplier<Wire> fault, int kept, BiConsumer<History, Topologies> law) {
        var topologies = topologies(kept);
        var noticed = Step.fixed(SCENARIOS).stream()
                .anyMatch(scenario -> breaks(law, Run.of(scenario, topologies, fault.get()), topologies));
        assertThat(noticed).isTrue();
    }

    /** The same for all faults: a run has a town of its own. */
    private static Topologies topologies(int kept) {
        return Store.getOrCreate("topologies of faults that keep " + kept, Lifespan.RUN, () -> new Topologies(kept))
                .get();
    }

    private static boolean breaks(BiConsumer<History, Topologies> law, History history, Topologies topologies) {
        try {
            law.accept(history, topologies);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }
}
