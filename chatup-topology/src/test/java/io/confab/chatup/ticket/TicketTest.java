package io.confab.chatup.ticket;

import static io.confab.chatup.ticket.People.ANN;
import static io.confab.chatup.ticket.People.BEN;
import static io.confab.chatup.ticket.People.CLEO;
import static io.confab.chatup.ticket.People.POOL;
import static io.confab.chatup.ticket.People.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTest {

    @Test
    void its_tags_are_sorted_and_each_once() {
        assertThat(ticket(ANN, 0, "jazz", "chess", "jazz").tags()).containsExactly("chess", "jazz");
    }

    @Test
    void it_avoids_whom_it_was_told_to_and_nobody_else() {
        var ticket = ticket(ANN, 0, "jazz").avoiding(BEN.userId()).avoiding(BEN.userId());

        assertThat(ticket.avoids(BEN.userId())).isTrue();
        assertThat(ticket.avoids(CLEO.userId())).isFalse();
        assertThat(ticket.avoided()).containsExactly(BEN.userId());
    }

    @Test
    void what_is_written_to_a_pools_log_is_read_as_it_was() {
        var serde = Json.serde(PoolInput.class);
        var enter = new PoolInput.Enter(ticket(ANN, 0, "jazz").avoiding(BEN.userId()));

        for (PoolInput input : List.of(enter, new PoolInput.Tick(POOL))) {
            var bytes = serde.serializer().serialize("log", input);
            assertThat(serde.deserializer().deserialize("log", bytes)).isEqualTo(input);
        }
    }
}
