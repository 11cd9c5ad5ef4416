package io.confab.chatup.seeker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagFormTest {

    @ParameterizedTest
    @CsvSource({
        "Jazz, jazz",
        "CAFÉ, cafe",
        "straße, STRASSE",
        "Ｔｅａ, tea",
        "science fiction, Science   Fiction",
        "science-fiction, science fiction",
        "board_games, board game",
        "cats, cat",
        "movies, movie",
        "hobbies, hobby",
        "boxes, box",
        "classes, class",
        "video games, Video Game",
        "σκάκι, ΣΚΑΚΙ",
        "Zoë, zoe",
    })
    void these_mean_the_same(String one, String other) {
        assertThat(TagForm.of(one)).isEqualTo(TagForm.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "chess, che",
        "chess, ches",
        "tennis, tenni",
        "bus, bu",
        "gas, ga",
        "jazz, jaz",
        "c, c++",
        "c#, c",
        "дом, дым",
        "किताब, कतब",
        "が, か",
    })
    void these_do_not(String one, String other) {
        assertThat(TagForm.of(one)).isNotEqualTo(TagForm.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chess", "movies", "CAFÉ", "science-fiction", "한국어", "がっこう", "🎲", "boxes", "-", "quizzes"})
    void a_form_is_its_own_form(String tag) {
        var form = TagForm.of(tag);

        assertThat(form).isNotEmpty();
        assertThat(TagForm.of(form)).isEqualTo(form);
    }
}
