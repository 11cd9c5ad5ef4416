package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

/** Gateways come and go, their slots move, and nobody loses an event. */
class SlotIT {

    /** A group that talks while something happens to a gateway; all that is asked for is answered in the end. */
    private static void survives(World world, Runnable event) {
        var people = world.people(6);
        var conversation = people.get(0).group("Slots", people.subList(1, people.size()));
        var talk = world.begin(() -> world.chatter(conversation, people, Size.of(15)));

        event.run();

        World.join(talk);
        people.get(1).insist(conversation, "after");
        world.verdict().mustHold();
    }

    @Scenario
    void a_gateway_that_is_stopped_hands_its_clients_on(World world) {
        survives(world, () -> world.cluster().gateway(0).node().stop());
    }

    @Scenario
    void a_gateway_that_is_killed_costs_no_event(World world) {
        survives(world, () -> world.cluster().gateway(1).node().kill());
    }

    @Scenario
    void a_gateway_that_is_restarted_costs_no_event(World world) {
        survives(world, () -> world.cluster().gateway(0).node().restart());
    }

    @Scenario
    void a_third_gateway_takes_slots_and_gives_them_back(World world) {
        survives(world, () -> {
            var third = world.cluster().addGateway();
            var late = world.person("late");
            late.addDevice("at the third", 2);
            third.node().stop();
            world.cluster().removeGateway(third);
        });
    }

    @Scenario
    void a_gateway_that_stood_still_goes_on_without_a_gap(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var frozen = world.cluster().gateway(ben.home()).node();

        try (var members = Members.of(world.cluster(), "confab-gateway")) {
            frozen.freeze();
            int other = ben.otherThan(ben.home());
            var witness = ben.addDevice("witness", other);
            // Until the slots have moved; its sessions move when it is back
            for (int i = 0; !members.haveLostSome(); i++) {
                String text = "m" + i;
                ann.say(other, conversation, UUID.randomUUID(), text);
                witness.awaitText(text);
            }
        }
        frozen.thaw();

        ann.say(ben.otherThan(ben.home()), conversation, UUID.randomUUID(), "after");
        ben.phone().awaitText("after");
        world.verdict().mustHold();
    }

    @Scenario
    void a_user_s_sockets_on_both_gateways_get_the_same(World world) {
        var people = world.people(4);
        people.forEach(one -> one.addDevice("tablet", one.otherThan(one.home())));
        var conversation = people.get(0).group("Both", people.subList(1, 4));

        world.chatter(conversation, people, Size.of(8));

        world.verdict().mustHold();
        var tablet = people.get(2).devices().get(1);
        assertThat(tablet.events()).isEqualTo(people.get(2).phone().events());
    }

    @Scenario
    void both_gateways_restarted_one_after_the_other_cost_no_event(World world) {
        survives(
                world,
                () -> List.copyOf(world.cluster().gateways())
                        .forEach(gateway -> gateway.node().restart()));
    }
}
