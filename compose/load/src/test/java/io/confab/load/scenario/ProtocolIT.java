package io.confab.load.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Clients that don't keep to the protocol hurt nobody but themselves. */
class ProtocolIT {

    /** What one does to a socket after its hello, and with which code it ends; another's conversation goes on. */
    private static void ends(World world, int code, Misdeed misdeed) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var talk = world.begin(() -> world.chatter(conversation, List.of(ann), 5));

        try (var wire = new Wire(world.cluster().gateway(ben.home()).port())) {
            misdeed.commit(wire, ben);
            assertThat(wire.awaitClose()).isEqualTo(code);
        }

        World.join(talk);
        world.verdict().mustHold();
    }

    private interface Misdeed {
        void commit(Wire wire, Actor actor);
    }

    @Scenario
    void a_frame_that_is_no_json_ends_the_socket(World world) {
        ends(world, 4000, (wire, ben) -> wire.hello(ben).awaitText("ready").text("{\"type\":"));
    }

    @Scenario
    void a_frame_of_a_type_that_nobody_knows_ends_the_socket(World world) {
        ends(world, 4000, (wire, ben) -> wire.hello(ben).awaitText("ready").text("{\"type\":\"sing\"}"));
    }

    @Scenario
    void a_second_hello_ends_the_socket(World world) {
        ends(world, 4000, (wire, ben) -> wire.hello(ben).awaitText("ready").hello(ben));
    }

    @Scenario
    void a_binary_frame_ends_the_socket(World world) {
        ends(world, 4000, (wire, ben) -> wire.hello(ben).awaitText("ready").send(Wire.BINARY, new byte[] {1, 2}));
    }

    @Scenario
    void a_frame_over_64_KiB_ends_the_socket(World world) {
        ends(
                world,
                1009,
                (wire, ben) -> wire.hello(ben)
                        .awaitText("ready")
                        .send(Wire.TEXT, "x".repeat(70_000).getBytes(UTF_8)));
    }

    @Scenario
    void too_many_frames_end_the_socket(World world) {
        ends(world, 4029, (wire, ben) -> {
            wire.hello(ben).awaitText("ready");
            for (int i = 0; i < 150; i++) {
                wire.text("{\"type\":\"ping\"}");
            }
        });
    }

    @Scenario
    void who_says_no_hello_is_sent_away(World world) {
        ends(world, 4001, (wire, ben) -> {});
    }

    @Scenario
    void a_token_that_nobody_gave_is_refused(World world) {
        ends(world, 4003, (wire, ben) -> wire.text("{\"type\":\"hello\",\"accessToken\":\"no.such.token\"}"));
    }

    @Scenario
    void who_does_not_read_is_cut_off_and_loses_nothing(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        String much = "x".repeat(3_900);

        try (var wire = new Wire(world.cluster().gateway(ben.home()).port())) {
            wire.hello(ben).awaitText("ready");
            // From here on it reads nothing: first the network's buffers fill, then the gateway's
            world.all(IntStream.range(0, 10)
                    .<Callable<Boolean>>mapToObj(speaker -> () -> {
                        for (int i = 0; i < 150; i++) {
                            ann.insist(conversation, speaker + "-" + i + much);
                        }
                        return true;
                    })
                    .toList());
            World.await(
                    "all of it at the phone",
                    () -> ben.phone().events("message.sent").size() == 1_500);
            // The close frame itself may not get through any more
            assertThat(wire.awaitClose()).isIn(4008, 1006);
        }

        world.verdict().mustHold();
    }
}
