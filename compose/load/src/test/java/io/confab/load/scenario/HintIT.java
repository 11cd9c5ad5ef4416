package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Receipts, writing and presence between two gateways. */
class HintIT {

    private static Predicate<JsonNode> is(String type, Actor user) {
        return frame -> frame.path("type").asText().equals(type)
                && frame.path("userId").asText().equals(user.userId());
    }

    private static Predicate<JsonNode> online(Actor user, boolean online) {
        return is("presence", user).and(frame -> frame.path("online").asBoolean() == online);
    }

    @Scenario
    void a_read_mark_reaches_the_other_and_all_own_devices_once(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var tablet = ben.addDevice("tablet", ben.otherThan(ben.home()));
        world.chatter(conversation, List.of(ann), 3);
        ben.phone().awaitText(ann.name() + " 3");

        ben.outcome(ben.read(conversation, 2));
        ben.read(conversation, 1);
        ben.outcome(ben.read(conversation, 3));

        world.verdict().mustHold();
        for (var device : List.of(ann.phone(), ben.phone(), tablet)) {
            assertThat(device.events("conversation.read"))
                    .filteredOn(is("conversation.read", ben))
                    .extracting(event -> event.path("seq").asLong())
                    .containsExactly(2L, 3L);
        }
    }

    @Scenario
    void who_sends_no_receipts_shows_none_on_either_gateway(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ben.setSwitch("sendReceipts", false);
        ann.insist(conversation, "secret?");
        ben.phone().awaitText("secret?");

        ben.outcome(ben.read(conversation, 1));
        ben.insist(conversation, "after");

        ann.phone().awaitText("after");
        world.verdict().mustHold();
        assertThat(ann.phone().events("conversation.read")).isEmpty();
        assertThat(ben.phone().events("conversation.read")).hasSize(1);
    }

    @Scenario
    void what_has_arrived_is_told_to_who_said_it_and_kept_for_who_asks_later(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ann.insist(conversation, "there?");
        var event = ben.phone().await("it", one -> one.path("text").asText().equals("there?"));

        ben.acknowledge(event.path("cursor").asLong());

        var told = ann.phone().socket().await(is("conversation.delivered", ben));
        assertThat(told.json().has("cursor")).isFalse();
        assertThat(told.json().path("seq").asLong()).isEqualTo(1);
        World.await(
                "the mark in the list of " + ann.name(),
                () -> ann.listed(ann.otherThan(ann.home()), conversation)
                        .filter(item -> deliveredSeq(item, ben) == 1)
                        .isPresent());
        world.verdict().mustHold();
    }

    private static long deliveredSeq(JsonNode conversation, Actor user) {
        for (var member : conversation.path("members")) {
            if (member.path("userId").asText().equals(user.userId())) {
                return member.path("deliveredSeq").asLong();
            }
        }
        return 0;
    }

    @Scenario
    void writing_is_shown_on_all_devices_of_the_others_and_kept_nowhere(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var tablet = ben.addDevice("tablet", ben.otherThan(ben.home()));

        ann.type(conversation);

        ben.phone().socket().await(is("typing", ann));
        tablet.socket().await(is("typing", ann));
        var late = ben.addDevice("late", ben.home());
        ann.insist(conversation, "said");
        late.awaitText("said");
        assertThat(late.socket().frames()).noneMatch(frame -> frame.type().equals("typing"));
        assertThat(ann.phone().socket().frames())
                .noneMatch(frame -> frame.type().equals("typing"));
        world.verdict().mustHold();
    }

    @Scenario
    void presence_comes_from_the_other_gateway_and_goes_with_the_last_socket(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var cleo = world.person("cleo");
        var tablet = ben.addDevice("tablet", ben.otherThan(ben.home()));

        ann.watch(ben);
        ann.phone().socket().await(online(ben, true));
        tablet.cut();
        cleo.phone().cut();
        ben.phone().cut();

        var gone = ann.phone().socket().await(online(ben, false));
        assertThat(gone.json().has("lastSeenAt")).isTrue();
        assertThat(ann.phone().socket().frames())
                .noneMatch(frame -> is("presence", cleo).test(frame.json()));
        world.verdict().mustHold();
    }

    @Scenario
    void who_was_at_a_killed_gateway_and_comes_back_at_the_other_is_there_again(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        if (ann.home() == ben.home()) {
            ann.phone().reconnect(ann.otherThan(ben.home()));
        }
        ann.watch(ben);
        ann.phone().socket().await(online(ben, true));

        world.cluster().gateway(ben.home()).node().kill();

        World.await(
                "ben at the other gateway",
                () -> ben.phone().isConnected() && ben.phone().gateway() != ben.home());
        ben.say(ben.otherThan(ben.home()), conversation, UUID.randomUUID(), "here again");
        ann.phone().awaitText("here again");
        ann.watch();
        ann.watch(ben);
        ann.phone()
                .socket()
                .await(frame -> online(ben, true).test(frame)
                        && ann.phone().socket().frames().stream()
                                        .filter(one -> online(ben, true).test(one.json()))
                                        .count()
                                >= 2);
        world.verdict().mustHold();
    }
}
