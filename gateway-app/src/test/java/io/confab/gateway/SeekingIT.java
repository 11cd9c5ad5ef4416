package io.confab.gateway;

import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.gateway.world.Client;
import io.confab.gateway.world.Tail;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.ChatupCommand.SetBlock;
import io.confab.schemas.chatup.ChatupCommand.SetPresence;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.EndedBy;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What chatup hears of users from gateways and their inboxes: whether who waits is there, and whom they block. */
class SeekingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static World world;
    private static Gateway gateway;
    private static KafkaProducer<UserId, InboxCommand> producer;
    private static Tail<UserId, ChatupCommand> chatup;

    private final TicketId ticket = new TicketId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
        producer = new KafkaProducer<>(
                KafkaClients.properties(world.settings()),
                INBOX_COMMANDS.keySerde().serializer(),
                INBOX_COMMANDS.valueSerde().serializer());
        chatup = Tail.of(CHATUP_COMMANDS, world.settings());
    }

    @AfterAll
    static void stop() {
        chatup.close();
        producer.close();
    }

    @Test
    void who_waits_is_there_with_a_socket_and_gone_with_the_last_one() {
        var ann = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            anns.await("ready");
            append(waiting(ann));
            append(probe(ann));
            anns.await("chatup.waiting");
            anns.say(Map.of("type", "ping"));
            anns.await("pong");
            assertThat(anns.frames())
                    .extracting(frame -> frame.get("type").asText())
                    .containsExactly("ready", "chatup.waiting", "pong");
        }
        awaitHeard(ann, presence(ann, false));

        try (var anns = Wire.hello(ann)) {
            awaitHeard(ann, presence(ann, false), presence(ann, true));
            assertThat(anns.isClosed()).isFalse();
        }
    }

    @Test
    void who_waits_and_never_had_a_socket_is_gone_as_a_gateway_says() {
        var ann = world.user(gateway);
        append(waiting(ann));
        awaitHeard(ann, presence(ann, false));
    }

    @Test
    void of_a_gateway_that_goes_nobody_is_gone_until_another_one_has_said_so() {
        var going = world.gateway(Map.of());
        var ann = world.user(going);
        try (var inbox = Tail.of(INBOX_COMMANDS, world.settings());
                var anns = Wire.hello(ann)) {
            anns.await("ready");
            append(waiting(ann));
            anns.await("chatup.waiting");
            world.close(going);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inbox.of(id(ann)).stream()
                                    .flatMap(Optional::stream)
                                    .filter(CloseSession.class::isInstance)
                                    .map(command -> ((CloseSession) command).endedBy()))
                            .contains(Optional.of(EndedBy.SERVICE)));
            assertThat(chatup.of(id(ann))).isEmpty();
        }
        await().atMost(PATIENCE)
                .until(
                        () -> { // what is asked while slots move is not answered
                            append(probe(ann));
                            return chatup.of(id(ann)).contains(Optional.of(presence(ann, false)));
                        });
    }

    @Test
    void a_block_and_its_lift_reach_the_seekers_too() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);

        ann.put("/v1/me/blocks/" + ben.userId()).must(202);
        ann.delete("/v1/me/blocks/" + ben.userId()).must(202);

        awaitHeard(ann, new SetBlock(id(ann), id(ben), 1, true), new SetBlock(id(ann), id(ben), 2, false));
    }

    private Waiting waitingNow() {
        return new Waiting(Instant.now(), Optional.empty(), ticket, 1, OptionalLong.empty());
    }

    private InboxCommand waiting(Client user) {
        return new InboxCommand.Deliver(id(user), waitingNow());
    }

    private InboxCommand probe(Client user) {
        return new InboxCommand.Probe(id(user), ticket);
    }

    private SetPresence presence(Client user, boolean present) {
        return new SetPresence(id(user), ticket, present);
    }

    private static void append(InboxCommand command) {
        assertThat(producer.send(new ProducerRecord<>(INBOX_COMMANDS.name(), command.userId(), command)))
                .succeedsWithin(PATIENCE);
    }

    private static void awaitHeard(Client user, ChatupCommand... commands) {
        var expected = List.of(commands).stream().map(Optional::of).toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chatup.of(id(user))).isEqualTo(expected));
    }

    private static UserId id(Client user) {
        return UserId.of(user.userId());
    }
}
