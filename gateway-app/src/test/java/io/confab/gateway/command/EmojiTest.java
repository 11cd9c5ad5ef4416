package io.confab.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC4D", // thumb
                "\uD83D\uDC4D\uD83C\uDFFF", // with a skin tone
                "\u261D\uD83C\uDFFB", // a hand that is a text by itself, with a skin tone
                "\u2764\uFE0F", // heart
                "\u00A9\uFE0F", // copyright
                "\uD83C\uDDEB\uD83C\uDDF7", // flag of France
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F", // of Scotland
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08", // rainbow flag
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66", // family
                "\uD83D\uDC69\uD83C\uDFFB\u200D\u2764\uFE0F\u200D\uD83D\uDC8B\u200D\uD83D\uDC68\uD83C\uDFFF", // kiss
                "\uD83D\uDC41\uFE0F\u200D\uD83D\uDDE8\uFE0F", // eye in a speech bubble
                "1\uFE0F\u20E3", // keycap
                "#\uFE0F\u20E3",
                "\uD83E\uDEE9", // of Unicode 16
            })
    void an_emoji_is_kept_as_it_is_and_is_one_character_to_its_reader(String emoji) {
        assertThat(new Emoji(emoji).value()).isEqualTo(emoji);
        assertThat(Pattern.compile("\\X").matcher(emoji).replaceFirst("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "#",
                "\u20E3",
                "\uFE0F",
                "\u200D",
                "\u00E9",
                "\u4E2D",
                "\u2764\uFE0E", // told to be a text
                "\uD83D\uDC4D\uD83D\uDC4D", // two
                "\uD83D\uDC4D ",
                "\uD83D\uDC4Dx",
                "\uD83D\uDC4D\u200D", // joined to nothing
                "\u200D\uD83D\uDC4D",
                "\uD83C\uDDEB", // half a flag
                "\uD83C\uDDEB\uD83C\uDDF7\uD83C\uDDEB\uD83C\uDDF7", // two flags
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62", // tags without an end
                "\uD83C\uDFFB", // a tone of nothing
                "\uD83D", // half a code point
                "<b>",
            })
    void what_is_not_one_emoji_is_refused(String text) {
        assertThatThrownBy(() -> new Emoji(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be one emoji");
    }

    @Test
    void the_same_emoji_written_otherwise_is_the_same() {
        assertThat(new Emoji("\u2764").value()).isEqualTo("\u2764\uFE0F");
        assertThat(new Emoji("\uD83D\uDC4D\uFE0F").value()).isEqualTo("\uD83D\uDC4D");
        assertThat(new Emoji("1\u20E3").value()).isEqualTo("1\uFE0F\u20E3");
        assertThat(new Emoji("\uD83C\uDFF3\u200D\uD83C\uDF08").value())
                .isEqualTo("\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08");
        assertThat(new Emoji("\uD83D\uDC69\u200D\u2764\u200D\uD83D\uDC68").value())
                .isEqualTo("\uD83D\uDC69\u200D\u2764\uFE0F\u200D\uD83D\uDC68");
    }

    @Test
    void many_that_are_joined_are_too_long() {
        var longest = "\uD83D\uDC69" + "\u200D\uD83D\uDC69".repeat(8);
        assertThat(new Emoji(longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> new Emoji(longest + "\u200D\uD83D\uDC69"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
