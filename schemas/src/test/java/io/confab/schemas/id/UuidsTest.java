package io.confab.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {

    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("f0000000-0000-7000-8000-00000000000b");

    @Test
    void a_new_id_is_of_version_7_and_carries_its_time() {
        var at = Instant.parse("2030-01-01T00:00:00.123Z");

        var id = Uuids.version7(at, new Random(1));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(at.toEpochMilli());
    }

    @Test
    void a_derived_id_follows_from_its_parts_and_their_borders() {
        assertThat(Uuids.derived("a", "bc")).isEqualTo(Uuids.derived("a", "bc"));
        assertThat(Uuids.derived("a", "bc")).isNotEqualTo(Uuids.derived("ab", "c"));
        assertThat(Uuids.derived("a").version()).isEqualTo(8);
        assertThat(Uuids.derived("a").variant()).isEqualTo(2);
    }

    @Test
    void two_users_have_one_direct_conversation_whoever_asks() {
        assertThat(ConversationId.direct(ANN, BEN)).isEqualTo(ConversationId.direct(BEN, ANN));
    }

    @Test
    void ids_are_ordered_as_their_texts_are() {
        assertThat(ANN).isLessThan(BEN);
        assertThat(ANN.toString()).isLessThan(BEN.toString());
    }

    @Test
    void one_id_has_one_spelling() {
        assertThat(Uuids.parse("00000000-0000-7000-8000-00000000000A")).isEqualTo(ANN.value());
        assertThatThrownBy(() -> Uuids.parse("1-1-1-1-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Uuids.parse("0000000000000-7000-8000-00000000000a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Uuids.parse(null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new UserId(new UUID(1, 2)).toString()).hasSize(36);
    }
}
