package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;

/** A block holds from its 202 on, whatever is under way; the checker knows when each POST began. */
class BlockIT {

    @Scenario
    void a_block_in_a_direct_conversation_stops_a_talk_at_once(World world) {
        for (int i = 0; i < Size.of(3); i++) {
            var ann = world.person("ann");
            var ben = world.person("ben");
            var conversation = ann.direct(ben);
            var talk = world.begin(() -> world.chatter(conversation, List.of(ann), 30));

            ben.block(ben.otherThan(ann.home()), ann, true);
            ben.phone().await("the block", event -> event.path("type").asText().equals("block.applied"));
            World.join(talk);

            var refused = ann.outcome(ann.say(conversation, "and now?"));
            assertThat(refused.path("code").asText()).isEqualTo("blocked");
        }
        world.verdict().mustHold();
    }

    @Scenario
    void a_block_in_a_group_hides_its_one_from_the_blocker_alone(World world) {
        var people = world.people(5);
        var ben = people.get(1);
        var group = people.get(0).group("Crowd", people.subList(1, 5));
        var talk = world.begin(() -> world.chatter(group, people, Size.of(20)));

        ben.block(people.get(2));
        World.join(talk);
        people.get(2).insist(group, "hidden");
        people.get(3).insist(group, "shown");

        ben.phone().awaitText("shown");
        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent"))
                .noneMatch(event -> event.path("text").asText().equals("hidden"));
    }

    @Scenario
    void many_senders_at_once_are_all_hidden_from_who_blocked_them(World world) {
        var people = world.people(8);
        var ben = people.get(0);
        var others = people.subList(1, 8);
        var group = ben.group("Crowd", others);
        var talk = world.begin(() -> world.chatter(group, others, Size.of(12)));

        world.all(others.stream()
                .<Callable<Object>>map(other -> () -> ben.block(world.random().nextInt(2), other, true))
                .toList());
        World.join(talk);

        world.verdict().mustHold();
    }

    @Scenario
    void after_a_block_is_lifted_new_messages_come_and_old_ones_don_t(World world) {
        var people = world.people(3);
        var ann = people.get(0);
        var ben = people.get(1);
        var group = ann.group("Tea", people.subList(1, 3));
        ben.outcome(ben.block(ann));
        ann.outcome(ann.say(group, "hidden"));

        ben.outcome(ben.unblock(ann));
        ann.say(group, "shown");

        ben.phone().awaitText("shown");
        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(1);
        World.await("both in history", () -> ben.history(ben.home(), group).size() == 2);
    }

    @Scenario
    void blocks_set_and_lifted_in_quick_turns_hold_each_time(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), Size.of(40)));

        for (int i = 0; i < Size.of(8); i++) {
            ben.block(i % 2, ann, true);
            ben.block((i + 1) % 2, ann, false);
        }
        World.join(talk);
        ann.insist(conversation, "after");

        ben.phone().awaitText("after");
        world.verdict().mustHold();
    }

    @Scenario
    void a_block_said_twice_holds_once(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        ben.block(ben.home(), ann, true);
        ben.block(ben.otherThan(ben.home()), ann, true);
        assertThat(ann.outcome(ann.say(conversation, "no")).path("code").asText())
                .isEqualTo("blocked");
        ben.unblock(ann);
        ann.say(conversation, "yes");

        ben.phone().awaitText("yes");
        world.verdict().mustHold();
    }

    @Scenario
    void two_who_block_each_other_at_once_are_both_kept_apart(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        world.all(List.<Callable<Object>>of(() -> ann.block(ben), () -> ben.block(ann)));
        assertThat(ann.outcome(ann.say(conversation, "no")).path("code").asText())
                .isEqualTo("blocked");
        ann.outcome(ann.unblock(ben));
        assertThat(ann.outcome(ann.say(conversation, "no, still")).path("code").asText())
                .isEqualTo("blocked");
        ben.outcome(ben.unblock(ann));
        ann.say(conversation, "yes");

        ben.phone().awaitText("yes");
        world.verdict().mustHold();
    }
}
