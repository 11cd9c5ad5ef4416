package io.confab.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void without_proxies_what_the_client_writes_means_nothing() {
        assertThat(Address.of("203.0.113.7", List.of("198.51.100.1"), 0).network())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void each_proxy_of_ours_appended_one_address_and_the_client_the_rest() {
        var forwarded = List.of("6.6.6.6, 198.51.100.1", "192.0.2.9");

        assertThat(Address.of("10.0.0.1", forwarded, 1).network()).isEqualTo("192.0.2.9");
        assertThat(Address.of("10.0.0.1", forwarded, 2).network()).isEqualTo("198.51.100.1");
        assertThat(Address.of("10.0.0.1", List.of(), 1).network()).isEqualTo("10.0.0.1");
    }

    @Test
    void neighbours_in_an_ipv6_network_are_one_customer() {
        var one = Address.of("2001:db8:1:2:3:4:5:6", List.of(), 0);
        var other = Address.of("[2001:db8:1:2:ffff::1]", List.of(), 0);
        var stranger = Address.of("2001:db8:1:3::1", List.of(), 0);

        assertThat(one.network()).isEqualTo(other.network()).isNotEqualTo(stranger.network());
    }

    @Test
    void this_machine_is_known_by_all_its_names() {
        assertThat(Address.of("127.0.0.1", List.of(), 0).isLoopback()).isTrue();
        assertThat(Address.of("::1", List.of(), 0).isLoopback()).isTrue();
        assertThat(Address.of("203.0.113.7", List.of(), 0).isLoopback()).isFalse();
    }

    @Test
    void a_name_is_never_looked_up() {
        assertThatThrownBy(() -> Address.of("10.0.0.1", List.of("evil.example.org"), 1))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Address.of("10.0.0.1", List.of("999.1.1.1"), 1))
                .isInstanceOf(Problem.class);
    }
}
