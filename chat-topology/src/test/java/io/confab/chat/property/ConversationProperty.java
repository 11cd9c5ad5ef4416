package io.confab.chat.property;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What conversations promise, whatever people do and in whichever order it arrives. */
class ConversationProperty extends PlayedProperty {

    @Property
    void a_conversation_decides_as_the_public_interface_says(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.decideAsTheModel(play(scenario), FEW);
    }

    @Property
    void messages_are_numbered_without_gap(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.numberMessagesWithoutGap(play(scenario));
    }

    @Property
    void a_retry_changes_nothing_and_tells_nobody(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.doNothingForARetry(play(scenario));
    }

    @Property
    void a_refusal_is_told_to_its_giver_alone(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.tellOfARefusalItsGiverAlone(play(scenario));
    }

    @Property
    void a_refused_command_changes_nothing(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.decideTheSameWithoutWhatWasRefused(play(scenario), topologies(FEW));
    }

    @Property
    void only_its_author_edits_a_message(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.letOnlyItsAuthorEditAMessage(play(scenario));
    }

    @Property
    void only_its_author_and_administrators_delete_a_message(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.letOnlyAuthorsAndAdministratorsDeleteAMessage(play(scenario));
    }

    @Property
    void the_last_owner_cannot_leave_others_behind(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.keepAnOwnerInEachGroup(play(scenario));
    }

    @Property
    void nobody_is_told_who_is_not_entitled(@ForAll("scenarios") List<Step> scenario) {
        ConversationLaws.tellOnlyMembers(play(scenario));
    }
}
