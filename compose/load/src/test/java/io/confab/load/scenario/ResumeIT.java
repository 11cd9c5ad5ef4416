package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Who comes back gets exactly what was missed, in order, then live events; or is told to read it over HTTP. */
class ResumeIT {

    @Scenario
    void many_reconnects_leave_neither_gap_nor_repeat(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), Size.of(60)));
        for (int i = 0; i < Size.of(12); i++) {
            ben.phone().reconnect(ben.home());
        }
        World.join(talk);

        world.verdict().mustHold();
        assertThat(ben.phone().sockets()).isGreaterThan(Size.of(12));
    }

    @Scenario
    void a_resume_on_the_other_gateway_goes_on_where_the_first_ended(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), Size.of(60)));
        for (int i = 0; i < Size.of(10); i++) {
            ben.phone().reconnect(i % 2);
        }
        World.join(talk);

        world.verdict().mustHold();
    }

    @Scenario
    void who_was_away_gets_what_was_missed_before_anything_new(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ben.phone().cut();
        world.chatter(conversation, List.of(ann), Size.of(30));
        ann.phone().awaitText(ann.name() + " " + Size.of(30));

        ben.phone().connect(ben.otherThan(ben.home()));
        ben.phone().awaitText(ann.name() + " " + Size.of(30));
        ann.say(conversation, "new");

        world.verdict().mustHold();
        var socket = ben.phone().socket();
        var caughtUp = socket.await(frame -> frame.path("type").asText().equals("caught_up"));
        var live = socket.await(frame -> frame.path("text").asText().equals("new"));
        assertThat(caughtUp.arrivedNanos()).isLessThan(live.arrivedNanos());
    }

    @Scenario
    void fifty_sockets_that_come_back_at_once_all_get_the_same(World world) {
        var people = world.people(10);
        var ann = people.get(0);
        var conversation = ann.group("Storm", people.subList(1, people.size()));
        var devices = new ArrayList<Device>();
        world.all(people.stream()
                        .<Callable<List<Device>>>map(one -> () -> IntStream.range(0, 4)
                                .mapToObj(i -> one.addDevice("device " + i, i % 2))
                                .toList())
                        .toList())
                .forEach(devices::addAll);
        people.forEach(one -> devices.add(one.phone()));
        devices.forEach(Device::cut);
        world.chatter(conversation, people, 3);

        world.all(devices.stream()
                .<Callable<Device>>map(
                        device -> () -> device.connect(world.random().nextInt(2)))
                .toList());

        world.verdict().mustHold();
        assertThat(devices).hasSize(50);
        var events = ann.phone().events();
        ann.devices()
                .forEach(device -> World.await(
                        "all of it at " + device, () -> device.events().equals(events)));
    }

    @Scenario
    void what_is_said_while_a_client_says_hello_comes_exactly_once(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        for (int i = 0; i < Size.of(15); i++) {
            ben.phone().cut();
            ann.say(conversation, "before " + i);
            String text = "during " + i;
            var said = world.begin(() -> ann.say(conversation, text));
            ben.phone().connect(world.random().nextInt(2));
            World.join(said);
        }

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(Size.of(15) * 2);
    }

    @Scenario
    void a_live_device_that_opens_in_the_middle_of_a_talk_misses_nothing_from_ready_on(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), Size.of(40)));
        for (int i = 0; i < 4; i++) {
            ben.addLiveDevice("live " + i, i % 2);
        }
        World.join(talk);

        world.verdict().mustHold();
    }

    @Scenario
    void a_cursor_that_is_ahead_is_answered_by_resync(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var start = ann.start();

        resyncs(world, ann, new Socket.Position(start.cursor() + 1_000, start.epoch()));

        ben.say(ben.direct(ann), "after");
        world.verdict().mustHold();
    }

    @Scenario
    void a_cursor_of_another_epoch_is_answered_by_resync(World world) {
        var ann = world.person("ann");

        resyncs(
                world,
                ann,
                new Socket.Position(ann.start().cursor(), UUID.randomUUID().toString()));

        world.verdict().mustHold();
    }

    @Scenario
    void a_cursor_without_an_epoch_is_answered_by_resync(World world) {
        var ann = world.person("ann");

        try (var wire = new Wire(world.cluster().gateway(ann.home()).port())) {
            wire.text("{\"type\":\"hello\",\"since\":0,\"accessToken\":\""
                    + ann.person().token().orElseThrow() + "\"}");
            wire.awaitText("\"ready\"").awaitText("\"resync\"");
        }

        world.verdict().mustHold();
    }

    @Scenario
    void a_device_that_resyncs_goes_on_with_live_events(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ann.say(conversation, "before");
        ann.phone().awaitText("before");
        var lost = new Device(
                ann,
                "lost",
                Optional.of(new Socket.Position(0, UUID.randomUUID().toString())));
        lost.connect(ann.home());
        lost.socket().await(frame -> frame.path("type").asText().equals("resync"));

        ben.say(conversation, "after");

        lost.awaitText("after");
        lost.cut();
        world.verdict().mustHold();
        assertThat(lost.events("message.sent")).hasSize(1);
    }

    @Scenario
    void ten_thousand_missed_events_are_replayed_whole(World world) throws Exception {
        int count = 10_000;
        var ann = world.person("ann");
        try (var inbox = new Deliveries(world.cluster())) {
            inbox.deliver(ann, count);
        }
        long end = ann.start().cursor() + count;
        World.await("all of them at the phone", () -> ann.phone().position().cursor() == end);

        long begin = System.nanoTime();
        var away = new Device(ann, "away", Optional.of(ann.start()));
        away.connect(ann.otherThan(ann.home()));
        away.socket().await(frame -> frame.path("type").asText().equals("caught_up"));
        world.remark(
                count + " missed events from hello to caught_up in " + (System.nanoTime() - begin) / 1_000_000 + " ms");

        assertThat(away.events()).hasSize(count);
        away.cut();

        // and one more is more than an inbox keeps
        try (var inbox = new Deliveries(world.cluster())) {
            inbox.deliver(ann, 1);
        }
        World.await("one more", () -> ann.phone().position().cursor() == end + 1);
        resyncs(world, ann, ann.start());
        world.verdict().mustHold();
    }

    private static void resyncs(World world, Actor actor, Socket.Position since) {
        var device = new Device(actor, "lost", Optional.of(since));
        device.connect(world.random().nextInt(2));
        var resync = device.socket().await(frame -> frame.path("type").asText().equals("resync"));
        assertThat(resync.json().path("epoch").asText()).isEqualTo(actor.start().epoch());
        device.cut();
        assertThat(device.events()).isEmpty();
        assertThat(Map.of("cursor", resync.json().path("cursor").asLong()))
                .containsEntry("cursor", device.position().cursor());
    }
}
