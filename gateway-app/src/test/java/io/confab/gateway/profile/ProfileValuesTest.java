package io.confab.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileValuesTest {

    @Test
    void tags_are_trimmed_lower_cased_and_once_each_in_order() {
        assertThat(Tags.of(List.of(" Go", "chess", "GO", "Été ")).values()).containsExactly("go", "chess", "été");
        assertThat(Tags.of(List.of())).isEqualTo(Tags.NONE);
    }

    @Test
    void twenty_different_tags_are_the_most() {
        assertThat(Tags.of(numbered(20)).values()).hasSize(20);
        assertThat(Tags.of(Collections.nCopies(50, "same")).values()).containsExactly("same");
        assertThatThrownBy(() -> Tags.of(numbered(21))).hasMessageContaining("20");
    }

    @Test
    void a_tag_has_1_to_32_characters() {
        assertThat(Tags.of(List.of("😀".repeat(32))).values()).hasSize(1);
        for (var wrong : Arrays.asList("", "  ", "x".repeat(33), "a\nb", null)) {
            assertThatThrownBy(() -> Tags.of(Collections.singletonList(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tags_are_read_as_they_were_written() {
        var tags = Tags.of(List.of("a \"quoted\" one", "été"));

        assertThat(TagsJson.read(TagsJson.write(tags))).isEqualTo(tags);
    }

    @Test
    void a_display_name_has_1_to_64_characters_and_is_one_line() {
        assertThat(new DisplayName("  Ann 😀 ").value()).isEqualTo("Ann 😀");
        assertThat(new DisplayName("😀".repeat(64)).value()).hasSize(128);
        for (var wrong : List.of("", " ", "x".repeat(65), "a\tb", "a\nb")) {
            assertThatThrownBy(() -> new DisplayName(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_bio_has_lines_and_may_be_empty() {
        assertThat(new Bio("one\r\ntwo ").value()).isEqualTo("one\ntwo");
        assertThat(new Bio("").value()).isEmpty();
        assertThatThrownBy(() -> new Bio("x".repeat(501))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bio("a\u0007b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag" + i).toList();
    }
}
