package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Workers die, stand still and come back in the middle of a conversation, and nothing is lost, doubled or reordered. */
class WorkerIT {

    private static void survives(World world, Runnable event) {
        var people = world.people(6);
        var conversation = people.get(0).group("Work", people.subList(1, people.size()));
        var direct = people.get(4).direct(people.get(5));
        var talk = world.begin(() -> world.chatter(conversation, people, Size.of(20)));
        var aside = world.begin(() -> world.chatter(direct, people.subList(4, 6), Size.of(10)));

        event.run();

        World.join(talk);
        World.join(aside);
        people.get(1).insist(conversation, "after");
        world.verdict().mustHold();
        assertThat(people.get(0).phone().events("message.sent")).hasSize(6 * Size.of(20) + 1);
    }

    @Scenario
    void a_worker_killed_in_the_middle_loses_and_doubles_nothing(World world) {
        survives(world, () -> world.cluster().worker(world.random().nextInt(2)).kill());
    }

    @Scenario
    void both_workers_restarted_one_after_the_other_lose_nothing(World world) {
        survives(world, () -> {
            world.cluster().worker(0).restart();
            world.cluster().worker(1).restart();
        });
    }

    @Scenario
    void both_workers_killed_at_once_go_on_where_they_were(World world) {
        survives(world, () -> {
            world.cluster().worker(0).kill();
            world.cluster().worker(1).kill();
            world.cluster().heal();
        });
    }

    /** It stands still for longer than the group waits for it; what it had begun must not come twice when it is back. */
    @Scenario
    void a_worker_that_stood_still_and_is_back_doubles_nothing(World world) {
        survives(world, () -> {
            var worker = world.cluster().worker(world.random().nextInt(2));
            try (var members = Members.of(world.cluster(), "confab-conversation", "confab-inbox")) {
                worker.freeze();
                World.await("its partitions to move", members::haveLostSome);
            }
            worker.thaw();
        });
    }

    @Scenario
    void clients_that_reconnect_while_a_worker_dies_miss_nothing(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), Size.of(20)));

        world.cluster().worker(0).kill();
        for (int i = 0; i < 3; i++) {
            ben.phone().reconnect(i % 2);
        }

        World.join(talk);
        world.verdict().mustHold();
    }
}
