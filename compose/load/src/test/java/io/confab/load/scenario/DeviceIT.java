package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.client.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One user on many devices, and the ends that a login can have. */
class DeviceIT {

    @Scenario
    void what_is_read_on_one_device_is_read_on_another_that_was_off(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var tablet = ben.addDevice("tablet", ben.otherThan(ben.home()));
        tablet.cut();
        world.chatter(conversation, List.of(ann), 5);
        ben.phone().awaitText(ann.name() + " 5");

        ben.outcome(ben.read(conversation, 3));
        tablet.connect(ben.home());

        var read = tablet.await("the mark", event -> event.path("type").asText().equals("conversation.read"));
        assertThat(read.path("seq").asLong()).isEqualTo(3);
        world.verdict().mustHold();
    }

    @Scenario
    void unread_is_the_same_in_ready_on_each_device_and_in_lists(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        world.chatter(conversation, List.of(ann), 7);
        ben.phone().awaitText(ann.name() + " 7");
        ben.outcome(ben.read(conversation, 4));

        for (int gateway = 0; gateway < 2; gateway++) {
            var device = ben.addLiveDevice("fresh " + gateway, gateway);
            var ready =
                    device.socket().await(frame -> frame.path("type").asText().equals("ready"));
            assertThat(ready.json().path("unread").asLong()).isEqualTo(3);
            int there = gateway;
            World.await(
                    "the list",
                    () -> ben.listed(there, conversation)
                            .filter(item -> item.path("unread").asLong() == 3
                                    && item.path("lastReadSeq").asLong() == 4
                                    && item.path("lastSeq").asLong() == 7)
                            .isPresent());
        }
        world.verdict().mustHold();
    }

    @Scenario
    void a_read_mark_only_rises_and_ends_at_the_end(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        world.chatter(conversation, List.of(ann), 5);
        ben.phone().awaitText(ann.name() + " 5");

        world.all(List.<Callable<Object>>of(
                () -> ben.read(conversation, 2),
                () -> ben.read(conversation, 99),
                () -> ben.read(conversation, 1),
                () -> ben.read(conversation, 3)));

        ben.phone()
                .await(
                        "the end",
                        event -> event.path("type").asText().equals("conversation.read")
                                && event.path("seq").asLong() == 5);
        world.verdict().mustHold();
        var marks = ben.phone().events("conversation.read").stream()
                .map(event -> event.path("seq").asLong())
                .toList();
        assertThat(marks).isSorted().doesNotHaveDuplicates();
    }

    @Scenario
    void the_21st_socket_closes_the_oldest(World world) {
        var ann = world.person("ann");
        var oldest = ann.phone();
        for (int i = 1; i <= 20; i++) {
            ann.addDevice("device " + i, i % 2);
        }

        oldest.awaitClose(4009);

        var ben = world.person("ben");
        ben.say(ben.direct(ann), "hello");
        for (var device : ann.devices().subList(1, 21)) {
            device.awaitText("hello");
        }
        // the auditor of the verdict would close another one
        ann.devices().subList(1, 4).forEach(Device::cut);
        recordsHold(world, ann);
    }

    private static void recordsHold(World world, Actor ann) {
        World.await(
                "devices that are cut to be forgotten",
                () -> ann.devices().get(4).isConnected());
        world.verdict().mustHold();
    }

    @Scenario
    void who_logs_out_is_closed_with_4010_everywhere_and_others_stay(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var tablet = ann.addDevice("tablet", ann.otherThan(ann.home()));
        var elsewhere = Person.logIn(ann.person().api(), ann.name());
        var other = elsewhere.connect(Optional.empty());
        world.recorder().unwatch(ann.userId());

        var person = ann.person();
        person.api().delete("/v1/sessions/current", person.token()).orFail(204);

        ann.phone().awaitClose(4010);
        tablet.awaitClose(4010);
        ben.insist(conversation, "still there?");
        other.await(frame -> frame.path("text").asText().equals("still there?"));
        other.close();
        world.verdict().mustHold();
    }

    @Scenario
    void a_new_token_on_a_live_socket_keeps_it(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        ann.refreshTokens();
        ann.phone()
                .socket()
                .send(Map.of(
                        "type", "token", "accessToken", ann.person().token().orElseThrow()));
        ben.insist(conversation, "after");

        ann.phone().awaitText("after");
        assertThat(ann.phone().sockets()).isEqualTo(1);
        world.verdict().mustHold();
    }

    @Scenario
    void a_deleted_account_is_closed_and_its_conversations_go_on(World world) {
        var people = world.people(3);
        var ann = people.get(0);
        var ben = people.get(1);
        var group = ann.group("Tea", people.subList(1, 3));
        ben.insist(group, "before");
        world.recorder().unwatch(ben.userId());

        var person = ben.person();
        person.api()
                .delete("/v1/me", person.token(), Map.of("password", Person.PASSWORD))
                .orFail(204);

        ben.phone().awaitClose(4010);
        ann.insist(group, "after");
        people.get(2).phone().awaitText("after");
        world.verdict().mustHold();
    }
}
