package io.confab.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void the_parts_of_a_url_are_told_apart() {
        assertThat(DatabaseAddress.of("jdbc:postgresql://db.example.org:6432/confab?sslmode=require&options=-c%20x"))
                .isEqualTo(new DatabaseAddress(
                        "db.example.org", 6432, "confab", Map.of("sslmode", "require", "options", "-c x")));
    }

    @Test
    void the_port_may_be_left_out() {
        assertThat(DatabaseAddress.of("jdbc:postgresql://localhost/confab"))
                .isEqualTo(new DatabaseAddress("localhost", 5432, "confab", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://one:5432,two:5432/confab",
                "jdbc:postgresql://localhost",
                "jdbc:postgresql://localhost/",
            })
    void a_url_without_one_host_and_a_database_is_refused(String url) {
        assertThatThrownBy(() -> DatabaseAddress.of(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
