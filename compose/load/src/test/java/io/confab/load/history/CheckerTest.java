package io.confab.load.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each fault that delivery can have is caught, and named; what is as it should be is not. */
class CheckerTest {

    /** Ann and Ben, both watched from before they met. */
    private static Story story() {
        return new Story()
                .watched("ann", "ben")
                .opens("ann")
                .opens("ben")
                .created("ann", 1, "ann", "ben")
                .created("ben", 1, "ann", "ben");
    }

    /** One message, as both see it. */
    private static Story told(Story story, long cursor, long seq, String sender, String text) {
        return story.message("ann", cursor, seq, sender, text).message("ben", cursor, seq, sender, text);
    }

    private static void breaks(Story story, Rule... rules) {
        assertThat(story.verdict().violations()).extracting(Violation::rule).contains(rules);
    }

    @Test
    void a_conversation_as_it_should_be_holds() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a");
        told(story.posts("ben", "b"), 3, 2, "ben", "b");

        assertThat(story.verdict().violations()).isEmpty();
        story.verdict().mustHold();
    }

    @Test
    void a_retry_without_an_answer_and_one_that_is_answered_are_one_message() {
        var story = told(story().posts("ann", "a", 0).posts("ann", "a", 503).posts("ann", "a"), 2, 1, "ann", "a");

        assertThat(story.verdict().violations()).isEmpty();
    }

    @Test
    void a_message_that_was_answered_202_and_never_came_is_lost() {
        breaks(story().posts("ann", "a"), Rule.ACKNOWLEDGED);
    }

    @Test
    void a_message_that_came_to_its_sender_alone_is_lost_to_the_other() {
        breaks(story().posts("ann", "a").message("ann", 2, 1, "ann", "a"), Rule.MEMBERS);
    }

    @Test
    void a_message_lost_between_two_others_is_missed() {
        var story = told(story().posts("ann", "a").posts("ann", "b").posts("ann", "c"), 2, 1, "ann", "a")
                .message("ann", 3, 2, "ann", "b")
                .message("ann", 4, 3, "ann", "c")
                .message("ben", 3, 3, "ann", "c");

        breaks(story, Rule.MEMBERS);
    }

    @Test
    void a_message_that_came_twice_is_doubled() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a");

        breaks(told(story, 3, 2, "ann", "a"), Rule.ONCE);
    }

    @Test
    void messages_in_another_order_than_their_seqs_are_reordered() {
        var story = told(told(story().posts("ann", "a").posts("ann", "b"), 2, 2, "ann", "b"), 3, 1, "ann", "a");

        breaks(story, Rule.SEQ);
    }

    @Test
    void a_seq_that_means_two_messages_is_caught() {
        var story = story().posts("ann", "a")
                .posts("ben", "b")
                .message("ann", 2, 1, "ann", "a")
                .message("ann", 3, 2, "ben", "b")
                .message("ben", 2, 1, "ben", "b")
                .message("ben", 3, 2, "ann", "a");

        breaks(story, Rule.SEQ);
    }

    @Test
    void a_seq_that_nobody_has_is_a_gap() {
        breaks(told(story().posts("ann", "a"), 2, 2, "ann", "a"), Rule.SEQ);
    }

    @Test
    void two_members_who_see_facts_in_different_orders_are_caught() {
        Map<String, Object> tea = Map.of("conversationId", "c", "title", "Tea", "by", "ann");
        Map<String, Object> left = Map.of("conversationId", "c", "userId", "cleo", "by", "cleo");
        var story = story().event("ann", "conversation.changed", 2, tea)
                .event("ann", "member.removed", 3, left)
                .event("ben", "member.removed", 2, left)
                .event("ben", "conversation.changed", 3, tea);

        breaks(story, Rule.ORDER);
    }

    @Test
    void a_cursor_that_is_left_out_repeated_or_goes_back_is_caught() {
        breaks(story().created("ann", 3, "ann", "ben"), Rule.CURSOR);
        breaks(story().created("ann", 1, "ann", "ben"), Rule.CURSOR);
        breaks(story().created("ann", 0, "ann", "ben"), Rule.CURSOR);
    }

    @Test
    void two_devices_that_disagree_on_a_cursor_are_caught() {
        var story = story().posts("ann", "a")
                .posts("ben", "b")
                .opens("ben2")
                .created("ben2", 1, "ann", "ben")
                .message("ben", 2, 1, "ann", "a")
                .message("ben2", 2, 1, "ben", "b");

        breaks(story, Rule.DEVICES);
    }

    @Test
    void a_resume_brings_what_was_missed_and_says_when_it_is_through() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a")
                .resumes("ben2", 1, 1)
                .message("ben2", 2, 1, "ann", "a")
                .caughtUp("ben2", 2);

        assertThat(story.verdict().violations()).isEmpty();
    }

    @Test
    void caught_up_before_all_was_replayed_is_caught() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a")
                .resumes("ben2", 1, 1)
                .caughtUp("ben2", 1);

        breaks(story, Rule.CAUGHT_UP);
    }

    @Test
    void a_replay_that_begins_later_than_asked_is_caught() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a")
                .resumes("ben2", 1, 2)
                .caughtUp("ben2", 2);

        breaks(story, Rule.CAUGHT_UP);
    }

    @Test
    void caught_up_for_nothing_is_caught() {
        breaks(story().caughtUp("ben", 1), Rule.CAUGHT_UP);
    }

    @Test
    void after_a_resync_cursors_go_on_from_there() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a")
                .posts("ann", "b")
                .resumes("ben2", 9, 2)
                .resync("ben2", 2)
                .message("ben2", 3, 2, "ann", "b");

        assertThat(told(story, 3, 2, "ann", "b").verdict().violations()).isEmpty();
    }

    @Test
    void what_no_device_of_a_watched_user_saw_is_caught() {
        var story = story().resumes("ben2", 5, 5).resync("ben2", 5).created("ben2", 6, "ann", "ben");

        breaks(story, Rule.DEVICES);
    }

    @Test
    void a_message_that_began_after_a_block_s_202_must_not_reach_the_blocker() {
        var story = story().blocks("ben", "ann");
        story.event("ben", "block.applied", 2, Map.of("userId", "ann", "commandId", story.lastBlockCommand()))
                .posts("ann", "a")
                .message("ann", 2, 1, "ann", "a")
                .message("ben", 3, 1, "ann", "a");

        breaks(story, Rule.BLOCK);
    }

    @Test
    void a_message_that_a_block_hides_is_not_missed_and_one_under_way_may_come_or_not() {
        var story = story().posts("ann", "under way").blocks("ben", "ann");
        story.event("ben", "block.applied", 2, Map.of("userId", "ann", "commandId", story.lastBlockCommand()))
                .posts("ann", "hidden")
                .message("ann", 2, 1, "ann", "under way")
                .message("ann", 3, 2, "ann", "hidden")
                .message("ben", 3, 1, "ann", "under way");

        assertThat(story.verdict().violations()).isEmpty();
    }

    @Test
    void a_message_after_a_block_was_lifted_must_reach_who_had_blocked() {
        var story = story().blocks("ben", "ann");
        story.event("ben", "block.applied", 2, Map.of("userId", "ann", "commandId", story.lastBlockCommand()))
                .lifts("ben", "ann");
        story.event("ben", "block.lifted", 3, Map.of("userId", "ann", "commandId", story.lastBlockCommand()))
                .posts("ann", "a")
                .message("ann", 2, 1, "ann", "a");

        breaks(story, Rule.MEMBERS);
    }

    @Test
    void a_member_gets_nothing_from_before_it_joined_or_after_it_left() {
        Map<String, Object> added = Map.of("conversationId", "c", "userId", "cleo", "by", "ann", "nth", 1);
        Map<String, Object> removed = Map.of("conversationId", "c", "userId", "cleo", "by", "ann");
        var story = story().watched("cleo")
                .opens("cleo")
                .posts("ann", "a")
                .posts("ann", "b")
                .posts("ann", "c");
        told(story, 2, 1, "ann", "a")
                .event("ann", "member.added", 3, added)
                .event("ben", "member.added", 3, added)
                .created("cleo", 1, "ann", "ben", "cleo")
                .event("cleo", "member.added", 2, added);
        told(story, 4, 2, "ann", "b")
                .message("cleo", 3, 2, "ann", "b")
                .event("ann", "member.removed", 5, removed)
                .event("ben", "member.removed", 5, removed)
                .event("cleo", "member.removed", 4, removed);
        assertThat(told(story, 6, 3, "ann", "c").verdict().violations()).isEmpty();

        breaks(story.message("cleo", 5, 3, "ann", "c"), Rule.MEMBERS);
    }

    @Test
    void a_message_that_a_new_member_missed_is_lost() {
        Map<String, Object> added = Map.of("conversationId", "c", "userId", "cleo", "by", "ann");
        var story = story().watched("cleo")
                .opens("cleo")
                .posts("ann", "a")
                .event("ann", "member.added", 2, added)
                .event("ben", "member.added", 2, added)
                .created("cleo", 1, "ann", "ben", "cleo")
                .event("cleo", "member.added", 2, added);

        breaks(told(story, 3, 1, "ann", "a"), Rule.MEMBERS);
    }

    @Test
    void a_message_that_nobody_sent_or_with_another_text_is_caught() {
        breaks(told(story(), 2, 1, "ann", "a"), Rule.UNASKED);
    }

    @Test
    void an_edit_that_nobody_asked_for_is_caught() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a");
        Map<String, Object> edited = Map.of("conversationId", "c", "seq", 1, "text", "b", "by", "ann");

        breaks(story.event("ben", "message.edited", 3, edited), Rule.UNASKED);
    }

    @Test
    void a_rejection_of_what_was_never_acknowledged_is_caught() {
        Map<String, Object> rejected = Map.of("commandId", "unheard", "code", "not_allowed");

        breaks(story().event("ann", "command.rejected", 2, rejected), Rule.UNASKED);
    }

    @Test
    void a_command_of_which_nothing_comes_is_caught() {
        breaks(story().orders("ann", "conversation.changed", "k", Map.of("title", "Tea")), Rule.ACKNOWLEDGED);
    }

    @Test
    void a_message_that_was_sent_and_then_rejected_is_caught() {
        var story = told(story().posts("ann", "a"), 2, 1, "ann", "a");

        breaks(story.event("ann", "command.rejected", 3, Map.of("commandId", "k-a")), Rule.ACKNOWLEDGED);
    }

    @Test
    void the_verdict_names_the_records() {
        var verdict = story().posts("ann", "a").verdict();

        assertThatThrownBy(verdict::mustHold)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ACKNOWLEDGED")
                .hasMessageContaining("text=a");
    }
}
