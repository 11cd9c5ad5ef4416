package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

/** Who says what where, in one order, with everything as it should be. */
class OrderIT {

    @Scenario
    void two_people_talk_in_turns(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        for (int i = 0; i < Size.of(10); i++) {
            ann.outcome(ann.say(conversation, "a" + i));
            ben.outcome(ben.say(conversation, "b" + i));
        }

        world.verdict().mustHold();
        assertThat(ann.phone().events("message.sent")).hasSize(Size.of(10) * 2);
    }

    @Scenario
    void one_client_s_messages_keep_the_order_in_which_it_sent_them(World world) {
        var people = world.people(3);
        var conversation = people.get(0).group("Tea", people.subList(1, 3));

        world.chatter(conversation, people, Size.of(20));

        world.verdict().mustHold();
        for (var one : people) {
            var own = people.get(1).phone().events("message.sent").stream()
                    .filter(event -> event.path("senderId").asText().equals(one.userId()))
                    .map(event -> event.path("text").asText())
                    .toList();
            assertThat(own)
                    .isEqualTo(IntStream.rangeClosed(1, Size.of(20))
                            .mapToObj(i -> one.name() + " " + i)
                            .toList());
        }
    }

    @Scenario
    void many_who_speak_at_once_are_heard_in_one_order(World world) {
        var people = world.people(Size.of(12));
        var conversation = people.get(0).group("Crowd", people.subList(1, people.size()));

        world.chatter(conversation, people, 15);

        world.verdict().mustHold();
        assertThat(people.get(0).phone().events("message.sent")).hasSize(people.size() * 15);
    }
}
