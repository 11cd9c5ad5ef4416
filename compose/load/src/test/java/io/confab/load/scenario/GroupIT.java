package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.history.History;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Who may do what in a group, with many doing it at once. */
class GroupIT {

    private static List<JsonNode> outcomes(World world, List<Actor> actors, List<Callable<History.Answer>> orders) {
        var answers = world.all(orders);
        return IntStream.range(0, answers.size())
                .mapToObj(i -> actors.get(i).outcome(answers.get(i)))
                .toList();
    }

    private static boolean isRejected(JsonNode outcome) {
        return outcome.path("type").asText().equals("command.rejected");
    }

    @Scenario
    void the_last_owner_can_not_leave_and_can_after_handing_over(World world) {
        var people = world.people(2);
        var ann = people.get(0);
        var ben = people.get(1);
        var group = ann.group("Tea", List.of(ben));

        assertThat(ann.outcome(ann.leave(group)).path("code").asText()).isEqualTo("not_allowed");
        ann.outcome(ann.makes("owner", group, ben));
        assertThat(ann.outcome(ann.leave(group)).path("type").asText()).isEqualTo("member.removed");

        ben.say(group, "alone");
        world.verdict().mustHold();
    }

    @Scenario
    void of_two_owners_who_leave_at_once_one_stays(World world) {
        for (int i = 0; i < Size.of(3); i++) {
            var people = world.people(3);
            var owners = people.subList(0, 2);
            var group = people.get(0).group("Tea", people.subList(1, 3));
            people.get(0).outcome(people.get(0).makes("owner", group, people.get(1)));

            var outcomes = outcomes(
                    world,
                    owners,
                    owners.stream()
                            .<Callable<History.Answer>>map(owner -> () -> owner.leave(group))
                            .toList());

            assertThat(outcomes).filteredOn(GroupIT::isRejected).hasSize(1);
        }
        world.verdict().mustHold();
    }

    @Scenario
    void someone_added_by_many_at_once_is_added_once(World world) {
        var people = world.people(4);
        var group = people.get(0).group("Tea", people.subList(1, 3));
        people.get(0).outcome(people.get(0).makes("admin", group, people.get(1)));
        people.get(0).outcome(people.get(0).makes("admin", group, people.get(2)));
        var adders = people.subList(0, 3);

        var outcomes = outcomes(
                world,
                adders,
                adders.stream()
                        .<Callable<History.Answer>>map(one -> () -> one.add(group, people.get(3)))
                        .toList());

        assertThat(outcomes).filteredOn(GroupIT::isRejected).hasSize(2);
        people.get(3).insist(group, "here I am");
        world.verdict().mustHold();
        assertThat(people.get(3).phone().events("member.added")).hasSize(1);
    }

    @Scenario
    void who_comes_and_goes_in_a_talk_gets_just_what_was_said_meanwhile(World world) {
        var people = world.people(4);
        var ann = people.get(0);
        var cleo = people.get(3);
        var group = ann.group("Door", people.subList(1, 3));
        var talk = world.begin(() -> world.chatter(group, people.subList(1, 3), Size.of(30)));

        for (int i = 0; i < Size.of(5); i++) {
            ann.outcome(ann.add(group, cleo));
            ann.outcome(ann.remove(group, cleo));
        }
        ann.outcome(ann.add(group, cleo));
        World.join(talk);
        cleo.insist(group, "at last");

        world.verdict().mustHold();
    }

    @Scenario
    void adding_and_removing_the_same_one_at_once_ends_in_one_of_both_for_all(World world) {
        var people = world.people(4);
        var ann = people.get(0);
        var ben = people.get(1);
        var cleo = people.get(3);
        var group = ann.group("Race", List.of(ben, people.get(2)));
        ann.outcome(ann.makes("admin", group, ben));

        for (int i = 0; i < Size.of(6); i++) {
            var added = world.begin(() -> ann.add(group, cleo));
            var removed = world.begin(() -> ben.remove(group, cleo));
            ann.outcome(World.join(added));
            ben.outcome(World.join(removed));
            ben.say(group, "round " + i);
        }

        world.verdict().mustHold();
    }

    @Scenario
    void renames_at_once_end_in_one_title_for_all(World world) {
        var people = world.people(4);
        var group = people.get(0).group("Tea", people.subList(1, 4));
        people.subList(1, 4).forEach(one -> people.get(0).outcome(people.get(0).makes("admin", group, one)));

        outcomes(
                world,
                people,
                people.stream()
                        .<Callable<History.Answer>>map(one -> () -> one.rename(group, "by " + one.name()))
                        .toList());

        world.verdict().mustHold();
        var titles = people.stream()
                .map(one -> one.phone().events("conversation.changed"))
                .map(changes -> changes.get(changes.size() - 1).path("title").asText())
                .distinct()
                .toList();
        assertThat(titles).hasSize(1);
        World.await(
                "the title in the list",
                () -> people.get(3)
                        .listed(0, group)
                        .filter(item -> item.path("title").asText().equals(titles.get(0)))
                        .isPresent());
    }

    @Scenario
    void a_member_can_not_do_what_admins_do(World world) {
        var people = world.people(4);
        var ben = people.get(1);
        var group = people.get(0).group("Tea", people.subList(1, 3));

        for (var answer : List.of(
                ben.rename(group, "Coffee"),
                ben.add(group, people.get(3)),
                ben.remove(group, people.get(2)),
                ben.makes("owner", group, ben))) {
            assertThat(ben.outcome(answer).path("code").asText()).isEqualTo("not_allowed");
        }

        world.verdict().mustHold();
    }

    @Scenario
    void who_was_never_in_a_conversation_does_not_learn_of_it(World world) {
        var people = world.people(3);
        var cleo = people.get(2);
        var group = people.get(0).group("Secret", people.subList(1, 2));

        assertThat(cleo.outcome(cleo.say(group, "hello?")).path("code").asText())
                .isEqualTo("unknown_conversation");
        assertThat(cleo.at(0)
                        .api()
                        .get(Actor.path(group, "/messages"), cleo.at(0).token())
                        .status())
                .isEqualTo(404);

        world.verdict().mustHold();
    }

    @Scenario
    void who_left_is_no_member_for_what_comes_after(World world) {
        var people = world.people(3);
        var ben = people.get(1);
        var group = people.get(0).group("Tea", people.subList(1, 3));
        ben.outcome(ben.leave(group));

        assertThat(ben.outcome(ben.say(group, "still?")).path("code").asText()).isEqualTo("not_a_member");
        people.get(0).insist(group, "gone");

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).isEmpty();
    }

    @Scenario
    void two_hundred_in_a_group_who_are_all_there_all_get_all_of_it(World world) {
        int size = 200;
        var people = world.people(size);
        var group = people.get(0)
                .group(Map.of(
                        "kind", "group",
                        "title", "Hall",
                        "userIds",
                                people.subList(1, size).stream()
                                        .map(Actor::userId)
                                        .toList()));
        people.forEach(one -> one.phone()
                .await(
                        "the group",
                        event -> event.path("conversationId").asText().equals(group)));

        long begin = System.nanoTime();
        world.chatter(group, people.subList(0, 5), Size.of(4));
        people.forEach(one -> World.await(
                "all of it", () -> one.phone().events("message.sent").size() == 5 * Size.of(4)));
        world.remark(5 * Size.of(4) + " messages to " + size + " members in " + (System.nanoTime() - begin) / 1_000_000
                + " ms");

        world.verdict().mustHold();
    }
}
