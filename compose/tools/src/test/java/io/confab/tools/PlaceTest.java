package io.confab.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void a_place_is_read_as_it_is_written() {
        var place = new Place("chat.commands.dead-letters", 2, 17);

        assertThat(place).hasToString("chat.commands.dead-letters-2@17");
        assertThat(Place.of(place.toString())).isEqualTo(place);
    }

    @Test
    void anything_else_is_refused_with_how_to_write_it() {
        for (var text : new String[] {"", "chat.commands", "chat.commands-x@1", "chat.commands-1@", "-1@1x"}) {
            assertThatThrownBy(() -> Place.of(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("topic-partition@offset");
        }
    }
}
