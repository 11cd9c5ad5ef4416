package io.confab.chat.property;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What inboxes promise to devices that come, go and come back, while conversations, blocks and other devices go on. */
class InboxProperty extends PlayedProperty {

    @Property
    void an_inbox_pushes_what_the_public_interface_says(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.pushAsTheModel(play(scenario), FEW);
    }

    @Property
    void each_accepted_message_is_in_each_members_inbox_once_and_in_order(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.showEachMessageOnceAndInOrder(play(scenario, ALL));
    }

    @Property
    void cursors_count_without_gap_on_each_device(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.countCursorsWithoutGap(play(scenario));
    }

    @Property
    void all_devices_of_a_user_see_the_same(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.showAllDevicesTheSame(play(scenario));
    }

    @Property
    void a_device_that_comes_back_gets_all_it_missed_or_is_told_that_it_cannot(
            @ForAll("scenarios") List<Step> scenario) {
        InboxLaws.resumeWholeOrNotAtAll(play(scenario), FEW);
    }

    @Property
    void nothing_is_pushed_to_where_no_device_is_any_more(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.pushToLiveSocketsAlone(play(scenario));
    }

    @Property
    void no_message_posted_after_a_block_reaches_the_blocker(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.sparePeopleWhomTheyBlock(play(scenario, ALL));
    }

    @Property
    void unread_messages_are_counted_as_people_would(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.countUnreadAsTheModel(play(scenario), FEW);
    }

    @Property
    void presence_is_told_of_nobody_who_hides_it(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.tellPresenceOfNobodyWhoHidesIt(play(scenario));
    }

    @Property
    void the_id_of_a_command_is_told_to_its_giver_alone(@ForAll("scenarios") List<Step> scenario) {
        InboxLaws.tellCommandIdsToTheirGiversAlone(play(scenario));
    }
}
