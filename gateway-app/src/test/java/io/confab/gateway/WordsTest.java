package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Tea, tea and TEA | 'tea' 'and'",
                "see https://example.org/a-b?c=1 | 'see' 'https' 'example' 'org' 'a' 'b' 'c' '1'",
                "and/or | 'and' 'or'",
                "don't \\\\ '':* | 'don' 't'",
                "CAFÉ Ünal Äpfel | 'cafe' 'unal' 'apfel'",
                "ΟΔΟΣ οδός | 'οδοσ'",
                "Ёлка й | 'елка' 'и'",
                "हिन्दी | 'हिन्दी'",
                "한국어 | '한국어'",
                "我喝茶 ok | '我' '喝' '茶' 'ok'",
                "おちゃ | 'お' 'ち' 'ゃ'",
                "well 🎉❤️ done | 'well' '🎉' '❤' 'done'",
                "ﬁne ①Ⅳ | 'fine' '1iv'",
                "room 12b | 'room' '12b'"
            })
    void are_runs_of_letters_and_digits_without_case_and_accents(String text, String vector) {
        assertThat(Words.of(text).asVector()).isEqualTo(vector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!.", "--", "'", "\\", ":*", "\u200d", "\ufe0f"})
    void there_are_none_in_what_is_neither(String text) {
        assertThat(Words.of(text).isEmpty()).isTrue();
    }

    @Test
    void composed_or_not_is_the_same_word() {
        assertThat(Words.of("e\u0301te\u0301").asVector())
                .isEqualTo(Words.of("\u00e9t\u00e9").asVector());
    }

    @Test
    void a_very_long_one_counts_by_its_beginning() {
        assertThat(Words.of("😀x" + "a".repeat(4_000)).asVector()).isEqualTo("'😀' 'x" + "a".repeat(63) + "'");
    }

    @Test
    void a_query_asks_for_all_and_for_the_beginning_of_the_last() {
        assertThat(Words.of("Green te").asQuery()).isEqualTo("'green' & 'te':*");
        assertThat(Words.of("plan b").asQuery()).isEqualTo("'plan' & 'b'");
        assertThat(Words.of("茶").asQuery()).isEqualTo("'茶'");
    }
}
