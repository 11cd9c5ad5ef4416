package io.confab.schemas.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private enum Colour {
        DEEP_BLUE,
        RED
    }

    private static final Setting<Duration> INTERVAL = Setting.duration("confab.chat.commit-interval");

    @ParameterizedTest
    @CsvSource({
        "10ms, PT0.01S, 10ms",
        "3 s, PT3S, 3s",
        "90s, PT1M30S, 90s",
        "5m, PT5M, 5m",
        "24h, PT24H, 1d",
        "7d, PT168H, 7d",
        "PT1.5S, PT1.5S, 1500ms",
        "0s, PT0S, 0s"
    })
    void a_duration_has_a_unit_and_is_printed_as_it_may_be_written(String text, Duration value, String printed) {
        assertThat(INTERVAL.parse(text)).isEqualTo(value);
        assertThat(INTERVAL.byDefault(value).defaultText()).contains(printed);
        assertThat(INTERVAL.parse(printed)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "ms", "", "-5s", "1.5s", "10 weeks", "9999999999999999s"})
    void a_duration_without_a_unit_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INTERVAL.parse(text))
                .withMessageContaining("duration");
    }

    @Test
    void bounds_are_allowed_and_what_is_outside_is_refused() {
        var row = Setting.integer("confab.a.b").between(1, 10);
        assertThat(row.parse("1")).isEqualTo(1);
        assertThat(row.parse(" 10 ")).isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("0")).withMessage("must be between 1 and 10");
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("11"));
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("ten"));
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("99999999999"));
    }

    @Test
    void a_default_holds_to_the_rules_whichever_comes_first() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.integer("confab.a.b").between(1, 10).byDefault(11));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.integer("confab.a.b").byDefault(11).between(1, 10));
    }

    @Test
    void a_text_has_no_bounds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Setting.string("confab.a.b").between("a", "b"));
    }

    @Test
    void only_what_is_listed_is_one_of() {
        var row = Setting.string("confab.a.b").oneOf("x", "y");
        assertThat(row.parse("y")).isEqualTo("y");
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("z")).withMessage("must be one of x, y");
    }

    @Test
    void a_choice_is_written_in_lower_case_with_hyphens() {
        var row = Setting.choice("confab.a.b", Colour.class).byDefault(Colour.RED);
        assertThat(row.parse("deep-blue")).isEqualTo(Colour.DEEP_BLUE);
        assertThat(row.defaultText()).contains("red");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.parse("green"))
                .withMessage("must be one of deep-blue, red");
    }

    @Test
    void an_optional_row_keeps_its_rules() {
        var row = Setting.integer("confab.a.b").between(1, 10).optional();
        assertThat(row.parse("3")).isEqualTo(Optional.of(3));
        assertThat(row.defaultText()).contains("");
        assertThatIllegalArgumentException().isThrownBy(() -> row.parse("0"));
    }

    @Test
    void lists_drop_blanks_and_booleans_are_strict() {
        assertThat(Setting.list("confab.a.b").parse(" x, y,,")).isEqualTo(List.of("x", "y"));
        assertThat(Setting.list("confab.a.b").parse("")).isEmpty();
        assertThat(Setting.bool("confab.a.b").parse("true")).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.bool("confab.a.b").parse("yes"));
        assertThat(Setting.longInteger("confab.a.b").parse("9000000000")).isEqualTo(9_000_000_000L);
    }

    @Test
    void a_secret_shows_itself_only_when_asked() {
        var secret = Setting.secret("confab.a.b").parse("s3cret");
        assertThat(secret.reveal()).isEqualTo("s3cret");
        assertThat(secret).hasToString("********").isEqualTo(new Secret("s3cret"));
        assertThat(Setting.secret("confab.a.b").optional().isSecret()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.x", "confab.Chat", "confab.chat.", "confab.a_b", "confab"})
    void a_key_has_one_spelling(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.string(key));
    }

    @Test
    void the_environment_spells_the_key_in_capitals() {
        assertThat(INTERVAL.environmentName()).isEqualTo("CONFAB_CHAT_COMMIT_INTERVAL");
    }
}
