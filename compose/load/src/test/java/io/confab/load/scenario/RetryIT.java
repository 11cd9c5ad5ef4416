package io.confab.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.history.History;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** A message said again with its own id is the same message. */
class RetryIT {

    @Scenario
    void a_retry_at_once_changes_nothing(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        for (int i = 0; i < Size.of(10); i++) {
            var id = UUID.randomUUID();
            var first = ann.say(ann.home(), conversation, id, "m" + i);
            var again = ann.say(ann.home(), conversation, id, "m" + i);
            assertThat(again.commandId()).isEqualTo(first.commandId());
        }

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(Size.of(10));
    }

    @Scenario
    void many_retries_at_the_same_time_through_both_gateways_are_one_message(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);

        for (int i = 0; i < Size.of(5); i++) {
            var id = UUID.randomUUID();
            String text = "m" + i;
            var answers = world.all(IntStream.range(0, 8)
                    .<Callable<History.Answer>>mapToObj(n -> () -> ann.say(n % 2, conversation, id, text))
                    .toList());
            assertThat(answers)
                    .extracting(History.Answer::commandId)
                    .containsOnly(answers.get(0).commandId());
        }

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(Size.of(5));
    }

    /** The conversation remembers ids in its state, so a night is as long as what came between. */
    @Scenario
    void a_retry_after_many_other_messages_is_still_the_first(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var id = UUID.randomUUID();
        ann.outcome(ann.say(ann.home(), conversation, id, "good night"));
        ann.phone().cut();
        world.chatter(conversation, List.of(ben), Size.of(60));

        ann.phone().connect(ann.otherThan(ann.home()));
        ann.say(ann.otherThan(ann.home()), conversation, id, "good night");

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(Size.of(60) + 1);
    }

    @Scenario
    void a_retry_after_the_worker_was_killed_is_still_the_first(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var ids = IntStream.range(0, 5).mapToObj(i -> UUID.randomUUID()).toList();
        ids.forEach(id -> ann.outcome(ann.say(ann.home(), conversation, id, id.toString())));

        world.cluster().worker(0).kill();
        ids.forEach(id -> ann.say(ann.home(), conversation, id, id.toString()));
        ben.insist(conversation, "after");

        world.verdict().mustHold();
        assertThat(ben.phone().events("message.sent")).hasSize(6);
    }

    @Scenario
    void an_id_that_was_used_for_another_text_is_refused(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var id = UUID.randomUUID();
        ann.outcome(ann.say(ann.home(), conversation, id, "first"));

        var outcome = ann.outcome(ann.say(ann.otherThan(ann.home()), conversation, id, "second"));

        assertThat(outcome.path("code").asText()).isEqualTo("client_message_id_reused");
        world.verdict().mustHold();
    }

    @Scenario
    void an_id_that_was_used_in_another_conversation_is_refused(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var cleo = world.person("cleo");
        var withBen = ann.direct(ben);
        var withCleo = ann.direct(cleo);
        var id = UUID.randomUUID();
        ann.outcome(ann.say(ann.home(), withBen, id, "first"));

        var outcome = ann.outcome(ann.say(ann.home(), withCleo, id, "first"));

        assertThat(outcome.path("code").asText()).isEqualTo("client_message_id_reused");
        world.verdict().mustHold();
    }

    @Scenario
    void two_people_may_use_the_same_id(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        var id = UUID.randomUUID();

        ann.outcome(ann.say(ann.home(), conversation, id, "mine"));
        ben.outcome(ben.say(ben.home(), conversation, id, "mine"));

        world.verdict().mustHold();
        assertThat(ann.phone().events("message.sent")).hasSize(2);
    }

    @Scenario
    void a_rejected_message_said_again_is_decided_anew(World world) {
        var ann = world.person("ann");
        var ben = world.person("ben");
        var conversation = ann.direct(ben);
        ben.outcome(ben.block(ann));
        var id = UUID.randomUUID();
        var refused = ann.outcome(ann.say(ann.home(), conversation, id, "hello?"));
        assertThat(refused.path("code").asText()).isEqualTo("blocked");
        ben.outcome(ben.unblock(ann));

        ann.say(ann.home(), conversation, id, "hello?");

        ben.phone().awaitText("hello?");
        world.verdict().mustHold();
    }
}
