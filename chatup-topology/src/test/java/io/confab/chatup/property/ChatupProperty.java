package io.confab.chatup.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What chatup promises to strangers, whoever seeks, gives up and blocks in whichever order. */
class ChatupProperty {

    @Provide
    Arbitrary<List<Step>> scenarios() {
        return Step.scenarios();
    }

    @Property
    void each_ticket_has_one_outcome(@ForAll("scenarios") List<Step> scenario) {
        Laws.giveEachTicketOneOutcome(Play.of(scenario));
    }

    @Property
    void nobody_has_two_tickets_or_two_matches_at_once(@ForAll("scenarios") List<Step> scenario) {
        Laws.letNobodyHaveTwoTicketsAtOnce(Play.of(scenario));
    }

    @Property
    void both_of_a_match_hear_the_same(@ForAll("scenarios") List<Step> scenario) {
        Laws.tellBothOfAMatchTheSame(Play.of(scenario));
    }

    @Property
    void each_match_has_its_conversation(@ForAll("scenarios") List<Step> scenario) {
        Laws.makeOneConversationForEachMatch(Play.of(scenario));
    }

    @Property
    void who_blocks_another_does_not_meet_them(@ForAll("scenarios") List<Step> scenario) {
        Laws.keepThoseApartWhoBlockEachOther(Play.of(scenario));
    }

    @Property
    void nobody_meets_the_same_again_soon(@ForAll("scenarios") List<Step> scenario) {
        Laws.letNobodyMeetTheSameAgainSoon(Play.of(scenario));
    }

    @Property
    void seekers_are_told_what_is_written(@ForAll("scenarios") List<Step> scenario) {
        Laws.tellSeekersWhatIsAFact(Play.of(scenario));
    }

    @Property
    void interests_that_are_shown_are_shared(@ForAll("scenarios") List<Step> scenario) {
        Laws.nameInterestsThatBothHave(Play.of(scenario));
    }

    @Property
    void people_meet_in_their_pool_or_a_greater_one(@ForAll("scenarios") List<Step> scenario) {
        Laws.letPeopleMeetInTheirPoolOrAGreaterOne(Play.of(scenario));
    }

    @Property
    void only_who_agreed_meets_just_anyone(@ForAll("scenarios") List<Step> scenario) {
        Laws.sendNobodyToAnyoneWhoDidNotAgree(Play.of(scenario));
    }

    @Property
    void nobody_waits_for_ever(@ForAll("scenarios") List<Step> scenario) {
        Laws.letNobodyWaitLongerThanTheLongestWait(Play.of(scenario));
    }

    @Property
    void the_same_log_has_the_same_outcome(@ForAll("scenarios") List<Step> scenario) {
        assertThat(Play.of(scenario)).isEqualTo(Play.of(scenario));
    }
}
