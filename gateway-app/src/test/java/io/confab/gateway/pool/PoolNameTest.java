package io.confab.gateway.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolNameTest {
    private static final String LONGEST = "a".repeat(PoolName.LONGEST);

    @ParameterizedTest
    @ValueSource(strings = {"default", "de", "de/berlin", "eu/de/berlin/mitte", "2-player", "a-"})
    void segments_are_joined_by_slashes(String name) {
        assertThat(new PoolName(name).text()).isEqualTo(name);
    }

    @Test
    void it_has_64_characters_at_most() {
        assertThat(new PoolName(LONGEST).text()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolName(LONGEST + "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "De", "-de", "/de", "de/", "de//berlin", "de/-b", "a/b/c/d/e", "de berlin", "de#1", "dé"
            })
    void what_is_no_name_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolName(name))
                .withMessage("must be 1 to 4 names of a-z, 0-9 and -, joined by /, 64 characters at most");
    }

    @Test
    void where_the_operator_names_none_any_name_is_a_pool() {
        var pools = new Pools(Settings.of(Map.of()));

        assertThat(pools.of("anywhere/at-all")).isEqualTo(new PoolName("anywhere/at-all"));
        assertThat(pools.offered()).isEmpty();
    }

    @Test
    void where_the_operator_names_some_they_and_the_default_are_all_there_is() {
        var pools = new Pools(Settings.of(Map.of("confab.gateway.pools", "de/berlin, de")));

        assertThat(pools.offered()).containsExactly(new PoolName("de/berlin"), new PoolName("de"));
        assertThat(pools.of("de")).isEqualTo(new PoolName("de"));
        assertThat(pools.of("default")).isEqualTo(PoolName.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pools.of("de/hamburg"))
                .withMessage("is no pool here: GET /v1/chatup/pools has those that are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de,Berlin", "de/", "de,fr,de"})
    void pools_that_no_ticket_could_name_stop_the_start(String pools) {
        var settings = Settings.of(Map.of("confab.gateway.pools", pools));

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.check(PoolSettings.ALL))
                .withMessageContaining("confab.gateway.pools")
                .withMessageContaining("must be names such as de or de/berlin, each once");
    }
}
