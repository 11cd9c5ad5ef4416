package io.confab.chatup.ticket;

import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.ChatupCommands.POOL;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.json.Json;
import io.confab.testkit.Golden;
import io.confab.testkit.GoldenSchema;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TicketTest {

    @Test
    void its_tags_are_sorted_and_each_once() {
        assertThat(ticket(ANN, 0, "jazz", "chess", "jazz").tags()).containsExactly("chess", "jazz");
    }

    @Test
    void it_avoids_whom_it_was_told_to_and_nobody_else() {
        var ticket = ticket(ANN, 0, "jazz").avoiding(BEN.id()).avoiding(BEN.id());

        assertThat(ticket.avoids(BEN.id())).isTrue();
        assertThat(ticket.avoids(CLEO.id())).isFalse();
        assertThat(ticket.avoided()).containsExactly(BEN.id());
    }

    /** A ticket is in the pools' store as it is in their log. What seekers read is made of types of the catalogue. */
    @Test
    void what_is_in_a_pools_log_and_store_stays_readable() {
        GoldenSchema.check(Golden.inModule("src/test/resources/golden/PoolInput.json"), PoolInput.class);
    }

    @Test
    void what_is_written_to_a_pools_log_is_read_as_it_was() {
        var serde = Json.serde(PoolInput.class);
        var enter = new PoolInput.Enter(ticket(ANN, 0, "jazz").avoiding(BEN.id()));

        for (PoolInput input : List.of(
                enter,
                new PoolInput.Round(POOL, List.of(), List.of(), List.of(), List.of(), true, OptionalLong.of(7)))) {
            var bytes = serde.serializer().serialize("log", input);
            assertThat(serde.deserializer().deserialize("log", bytes)).isEqualTo(input);
        }
    }
}
