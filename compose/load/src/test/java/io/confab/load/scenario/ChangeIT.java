package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.history.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What becomes of messages that were sent: edits, deletions, reactions, with many at it at once. */
class ChangeIT {

    private static final List<String> EMOJI = List.of("👍", "🎉", "😂");

    private static final Set<String> CHANGES =
            Set.of("message.edited", "message.deleted", "reaction.added", "reaction.removed");

    private static List<JsonNode> changes(Device device) {
        return device.events().stream()
                .filter(event -> CHANGES.contains(event.path("type").asText()))
                .toList();
    }

    private static long said(Actor author, String conversation, String text) {
        return author.outcome(author.say(conversation, text)).path("seq").asLong();
    }

    private static boolean isRejected(JsonNode outcome) {
        return outcome.path("type").asText().equals("command.rejected");
    }

    @Scenario
    void edits_at_once_from_two_gateways_end_in_one_text_for_all_and_in_the_history(World world) {
        var people = world.people(4);
        var ann = people.get(0);
        var group = ann.group("Edits", people.subList(1, 4));
        long seq = said(ann, group, "first");

        var edits = world.all(IntStream.rangeClosed(1, Size.of(8))
                .<Callable<History.Answer>>mapToObj(i -> () -> ann.edit(i % 2, group, seq, "edit " + i))
                .toList());
        edits.forEach(ann::outcome);

        world.verdict().mustHold();
        var last = new HashSet<String>();
        for (var one : people) {
            var seen = one.phone().events("message.edited");
            assertThat(seen).hasSize(Size.of(8));
            last.add(seen.get(seen.size() - 1).path("text").asText());
        }
        assertThat(last).hasSize(1);
        for (int gateway = 0; gateway < 2; gateway++) {
            ann.awaitInHistory(
                    gateway,
                    group,
                    seq,
                    message -> last.contains(message.path("text").asText()) && message.has("editedAt"));
        }
    }

    @Scenario
    void what_is_deleted_while_it_is_edited_stays_deleted_for_all(World world) {
        var people = world.people(3);
        var ann = people.get(0);
        var ben = people.get(1);
        var group = ann.group("Races", people.subList(1, 3));
        for (int round = 0; round < Size.of(4); round++) {
            long seq = said(ben, group, "round " + round);

            var edits = world.begin(() -> IntStream.range(0, 3)
                    .mapToObj(i -> ben.edit(group, seq, "edit " + i))
                    .toList());
            ann.outcome(ann.delete(group, seq));
            World.join(edits).forEach(ben::outcome);

            assertThat(isRejected(ben.outcome(ben.edit(group, seq, "too late"))))
                    .isTrue();
            ben.awaitInHistory(
                    ben.home(), group, seq, message -> message.path("deleted").asBoolean() && !message.has("text"));
        }
        world.verdict().mustHold();
        for (var one : people) {
            var deleted = new HashSet<Long>();
            for (var change : changes(one.phone())) {
                long seq = change.path("seq").asLong();
                if (change.path("type").asText().equals("message.deleted")) {
                    assertThat(deleted.add(seq)).as("deleted once").isTrue();
                }
                assertThat(change.path("type").asText().equals("message.edited") && deleted.contains(seq))
                        .as("edited after it was deleted")
                        .isFalse();
            }
            assertThat(deleted).hasSize(Size.of(4));
        }
    }

    @Scenario
    void a_plain_member_deletes_and_edits_nobody_else_s_message(World world) {
        var people = world.people(3);
        var ann = people.get(0);
        var ben = people.get(1);
        var group = ann.group("Rights", people.subList(1, 3));
        long seq = said(ann, group, "mine");

        assertThat(ben.outcome(ben.delete(group, seq)).path("code").asText()).isEqualTo("not_allowed");
        assertThat(ben.outcome(ben.edit(group, seq, "no")).path("code").asText())
                .isEqualTo("not_allowed");
        assertThat(ben.outcome(ben.edit(group, seq + 1, "no")).path("code").asText())
                .isEqualTo("unknown_message");

        world.verdict().mustHold();
        assertThat(changes(ann.phone())).isEmpty();
    }

    @Scenario
    void reactions_of_all_at_once_all_count(World world) {
        var people = world.people(6);
        var ann = people.get(0);
        var group = ann.group("Applause", people.subList(1, 6));
        long seq = said(ann, group, "we did it");

        world.all(people.stream()
                .<Callable<Boolean>>map(one -> () -> {
                    for (var emoji : EMOJI) {
                        one.outcome(one.react(group, seq, emoji));
                    }
                    one.outcome(one.unreact(group, seq, EMOJI.get(1)));
                    return true;
                })
                .toList());

        world.verdict().mustHold();
        var message = ann.awaitInHistory(
                ann.otherThan(ann.home()),
                group,
                seq,
                reacted -> reactions(reacted, EMOJI.get(0)).size() == 6);
        assertThat(reactions(message, EMOJI.get(0)))
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(Actor::userId).toList());
        ann.awaitInHistory(
                ann.home(),
                group,
                seq,
                reacted -> reactions(reacted, EMOJI.get(1)).isEmpty()
                        && reactions(reacted, EMOJI.get(2)).size() == 6);
    }

    private static List<String> reactions(JsonNode message, String emoji) {
        var users = new ArrayList<String>();
        for (var reaction : message.path("reactions")) {
            if (reaction.path("emoji").asText().equals(emoji)) {
                reaction.path("userIds").forEach(user -> users.add(user.asText()));
            }
        }
        return users;
    }

    @Scenario
    void who_was_off_gets_every_change_in_the_order_in_which_it_came_about(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var tablet = ben.addDevice("tablet", ben.home());
        tablet.cut();
        for (int i = 0; i < Size.of(5); i++) {
            long seq = said(ann, conversation, "text " + i);
            ann.outcome(ann.edit(conversation, seq, "better " + i));
            ben.outcome(ben.react(conversation, seq, EMOJI.get(i % 3)));
            ann.outcome(ann.delete(conversation, seq));
        }

        tablet.connect(ben.otherThan(ben.home()));

        world.verdict().mustHold();
        assertThat(changes(tablet)).hasSize(3 * Size.of(5)).isEqualTo(changes(ben.phone()));
    }

    @Scenario
    void edits_and_reactions_in_a_talk_whose_worker_is_killed_all_come_about_once(World world) {
        var people = world.people(4);
        var ann = people.get(0);
        var group = ann.group("Faults", people.subList(1, 4));
        var seqs = IntStream.range(0, 4)
                .mapToObj(i -> said(people.get(i), group, "mine " + i))
                .toList();
        var work = world.begin(() -> world.all(IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    var one = people.get(i);
                    for (int round = 0; round < Size.of(10); round++) {
                        one.outcome(one.edit(group, seqs.get(i), "round " + round));
                        one.outcome(one.react(group, seqs.get((i + 1) % 4), EMOJI.get(round % 3)));
                        one.outcome(one.unreact(group, seqs.get((i + 1) % 4), EMOJI.get(round % 3)));
                    }
                    return true;
                })
                .toList()));

        world.cluster().worker(world.random().nextInt(2)).kill();

        World.join(work);
        world.verdict().mustHold();
        assertThat(ann.phone().events("message.edited")).hasSize(4 * Size.of(10));
        assertThat(ann.phone().events("reaction.added")).hasSize(4 * Size.of(10));
    }
}
