package io.confab.chat.property;

import static io.confab.schemas.event.RejectionCode.ALREADY_WAITING;
import static io.confab.schemas.event.RejectionCode.NOT_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.property.History.Decided;
import io.confab.chat.property.History.Reached;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** A law that nothing puts to the test holds always: what happens in scenarios is what the laws are about. */
class ScenarioTest {
    private static final int SCENARIOS = 50;

    /** Matches are made elsewhere. */
    private static final Set<RejectionCode> OF_CHATUP = EnumSet.of(ALREADY_WAITING, NOT_WAITING);

    @Example
    void every_command_is_accepted_every_refusal_is_given_and_everything_is_pushed() {
        var accepted = new HashSet<Class<?>>();
        var repeated = new HashSet<Class<?>>();
        var refused = EnumSet.copyOf(OF_CHATUP);
        var reached = new HashSet<Class<?>>();
        var pushed = new HashSet<Class<?>>();
        try (var topologies = new Topologies(PlayedProperty.FEW)) {
            for (var scenario : Step.fixed(SCENARIOS)) {
                var history = Run.of(scenario, topologies);
                history.all(Decided.class).forEach(decided -> {
                    var rejection = ConversationLaws.rejection(decided);
                    rejection.ifPresent(deliver -> refused.add(((CommandRejected) deliver.event()).code()));
                    var kinds = decided.tellings().isEmpty() ? repeated : accepted;
                    if (rejection.isEmpty()) {
                        kinds.add(decided.command().getClass());
                    }
                });
                history.all(Reached.class)
                        .forEach(each -> reached.add(each.command().getClass()));
                history.pushes().forEach(push -> pushed.add(push.getClass()));
            }
        }
        assertThat(accepted).containsAll(recordsOf(ChatCommand.class));
        assertThat(repeated).contains(ChatCommand.CreateConversation.class, ChatCommand.SendMessage.class);
        assertThat(refused).isEqualTo(EnumSet.allOf(RejectionCode.class));
        assertThat(reached).containsAll(recordsOf(InboxCommand.class));
        assertThat(pushed).containsAll(recordsOf(Push.class));
    }

    private static List<Class<?>> recordsOf(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .<Class<?>>flatMap(kind -> kind.isRecord() ? Stream.of(kind) : recordsOf(kind).stream())
                .toList();
    }
}
