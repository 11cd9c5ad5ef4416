package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalPortsTest {

    private static final Path DATA = Path.of("data");

    @Test
    void a_port_of_0_stands_for_a_free_one_each_its_own() {
        var options = LocalPorts.checked(new LocalOptions(0, 0, 0, DATA));

        assertThat(new int[] {options.port(), options.mailPort(), options.opsPort()})
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void a_taken_port_is_named_with_the_option_that_changes_it() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();

            assertThatThrownBy(() -> LocalPorts.checked(new LocalOptions(0, taken, 0, DATA)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + taken)
                    .hasMessageContaining("--mail-port");
        }
    }

    @Test
    void a_port_that_is_asked_for_twice_is_refused() {
        int free = LocalPorts.checked(new LocalOptions(0, 0, 0, DATA)).port();

        assertThatThrownBy(() -> LocalPorts.checked(new LocalOptions(free, 0, free, DATA)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--ops-port " + free + " is asked for twice");
    }

    @Test
    void a_number_that_is_no_port_is_refused() {
        assertThatThrownBy(() -> LocalPorts.checked(new LocalOptions(65_536, 0, 0, DATA)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--port 65536");
        assertThatThrownBy(() -> LocalPorts.checked(new LocalOptions(-1, 0, 0, DATA)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--port -1");
    }
}
