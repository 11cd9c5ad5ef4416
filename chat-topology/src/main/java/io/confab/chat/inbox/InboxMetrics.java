package io.confab.chat.inbox;

import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what inboxes do: {@code confab.inbox.decisions}, by kind of command and outcome. */
final class InboxMetrics {
    private static final InboxCommand.Visitor<String> KIND = new InboxCommand.Visitor<>() {
        @Override
        public String deliver(Deliver command) {
            return "deliver";
        }

        @Override
        public String openSession(OpenSession command) {
            return "open_session";
        }

        @Override
        public String closeSession(CloseSession command) {
            return "close_session";
        }

        @Override
        public String endSession(EndSession command) {
            return "end_session";
        }

        @Override
        public String setBlock(SetBlock command) {
            return "set_block";
        }

        @Override
        public String show(Show command) {
            return "show";
        }

        @Override
        public String watch(Watch command) {
            return "watch";
        }

        @Override
        public String setPresence(SetPresence command) {
            return "set_presence";
        }

        @Override
        public String probe(Probe command) {
            return "probe";
        }
    };

    private final MeterProvider<Counter> decisions;

    InboxMetrics(MeterRegistry registry) {
        this.decisions = Counter.builder("confab.inbox.decisions")
                .description("commands on inboxes, by what came of them")
                .withRegistry(registry);
    }

    void count(InboxCommand command, InboxDecision decision) {
        decisions
                .withTags("kind", command.accept(KIND), "outcome", decision.outcome())
                .increment();
    }
}
