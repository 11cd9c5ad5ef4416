package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"ann", "a_1", "a.b", "Ann", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_username_has_3_to_32_of_its_characters_in_lower_case(String text) {
        assertThat(new Username(text).value()).isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "1ab", "_ab", ".ab", "a b", "anné", "a-b", "abcdefghijklmnopqrstuvwxyz0123456", "ann\n"
            })
    void other_usernames_are_refused(String text) {
        assertThatThrownBy(() -> new Username(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.co", "Ann.Example+tag@Example.org", "o'hara@sub.example.museum", " a@example.org "})
    void an_address_is_kept_as_it_is_written_and_found_in_any_case(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text.strip());
        assertThat(new EmailAddress(text).key()).isEqualTo(text.strip().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b.co",
                "a@b",
                "a@@b.co",
                "a b@c.org",
                "a@b..co",
                ".a@b.co",
                "a.@b.co",
                "a@-b.co",
                "a@b.co\r\nBcc: x@y.org",
                "<a@b.co>",
                "a@b.co,c@d.co",
                "ä@b.co"
            })
    void what_mail_cannot_be_sent_to_is_refused(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_is_bounded() {
        assertThatThrownBy(() -> new EmailAddress("a".repeat(65) + "@b.co"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmailAddress("a@" + "b.".repeat(130) + "co"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_password_has_8_to_128_characters_whatever_they_are() {
        assertThat(Password.chosen("pässwörd").value()).isEqualTo("pässwörd");
        assertThat(Password.chosen("😀".repeat(128)).value()).hasSize(256);
        assertThatThrownBy(() -> Password.chosen("1234567")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Password.chosen("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_characters_are_the_same_password_however_they_were_composed() {
        assertThat(new Password("e\u0301clair!!").bytes()).isEqualTo(new Password("\u00e9clair!!").bytes());
    }

    @Test
    void secrets_are_not_printed() {
        assertThat(new Password("correct horse").toString()).doesNotContain("correct");
        assertThat(new EmailAddress("ann@example.org").toString()).doesNotContain("ann");
        assertThat(LoginName.of("Ann@Example.org").toString()).doesNotContain("ann");
    }
}
