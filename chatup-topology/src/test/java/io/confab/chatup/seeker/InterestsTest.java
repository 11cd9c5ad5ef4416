package io.confab.chatup.seeker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InterestsTest {

    @Test
    void tags_are_compared_in_one_form_and_shown_in_the_seekers_words() {
        var interests = Interests.of(List.of("cats", "jazz", "café"), UnaryOperator.identity());

        assertThat(interests)
                .isEqualTo(new Interests(List.of("cafe", "cat", "jazz"), Map.of("cafe", "café", "cat", "cats")));
    }

    @Test
    void what_means_the_same_counts_once_and_the_first_word_is_shown() {
        var interests = Interests.of(List.of("cats", "cat"), UnaryOperator.identity());

        assertThat(interests).isEqualTo(new Interests(List.of("cat"), Map.of("cat", "cats")));
    }

    @Test
    void a_synonym_counts_as_what_it_stands_for() {
        UnaryOperator<String> synonyms = form -> form.equals("soccer") ? "football" : form;

        assertThat(Interests.of(List.of("Soccer"), synonyms))
                .isEqualTo(new Interests(List.of("football"), Map.of("football", "Soccer")));
    }
}
