package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;

/** Between two people there is one conversation, however often it is created or ended. */
class DirectIT {

    @Scenario
    void two_who_create_it_at_once_have_one(World world) {
        for (int i = 0; i < Size.of(4); i++) {
            var ann = world.person("ann");
            var ben = world.person("ben");

            var ids = world.all(List.<Callable<String>>of(() -> ann.direct(ben), () -> ben.direct(ann)));

            assertThat(ids.get(0)).isEqualTo(ids.get(1));
            ann.say(ids.get(0), "hello");
        }
        world.verdict().mustHold();
    }

    @Scenario
    void one_that_is_created_again_is_the_same_and_only_its_creator_hears_of_it(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");

        var first = ann.direct(ben);
        var again = ann.direct(ben);

        assertThat(again).isEqualTo(first);
        ben.insist(first, "hello");
        world.verdict().mustHold();
        assertThat(ben.phone().events("conversation.created")).hasSize(1);
    }

    @Scenario
    void one_that_was_ended_is_opened_anew_with_all_that_was_said(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ben.outcome(ben.say(conversation, "before"));

        ann.outcome(ann.leave(conversation));
        ben.phone().await("the end", event -> event.path("type").asText().equals("member.removed"));
        assertThat(ben.outcome(ben.say(conversation, "gone?")).path("code").asText())
                .isEqualTo("not_a_member");
        assertThat(ben.direct(ann)).isEqualTo(conversation);
        ann.say(conversation, "again");

        ben.phone().awaitText("again");
        world.verdict().mustHold();
        World.await(
                "both in history", () -> ben.history(ben.home(), conversation).size() == 2);
    }

    @Scenario
    void many_conversations_of_one_user_at_once_share_one_row_of_cursors(World world) {
        var people = world.people(6);
        var ann = people.get(0);
        var others = people.subList(1, 6);
        var conversations = world.all(others.stream()
                .<Callable<String>>map(other -> () -> ann.direct(other))
                .toList());

        world.all(others.stream()
                .<Callable<Boolean>>map(other -> () -> {
                    world.chatter(conversations.get(others.indexOf(other)), List.of(ann, other), Size.of(8));
                    return true;
                })
                .toList());

        world.verdict().mustHold();
        assertThat(ann.phone().events("message.sent")).hasSize(5 * 2 * Size.of(8));
    }
}
