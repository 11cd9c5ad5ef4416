package io.confab.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** The ports that are seen from outside: looked at before anything is started, since a start takes seconds. */
final class LocalPorts {

    static final String HOST = "127.0.0.1";

    private LocalPorts() {}

    /** The same options with free ports for those that were 0; throws {@link StartException} if one can't be had. */
    static LocalOptions checked(LocalOptions asked) {
        var taken = new HashSet<Integer>();
        return new LocalOptions(
                checked("--port", asked.port(), taken),
                checked("--mail-port", asked.mailPort(), taken),
                checked("--ops-port", asked.opsPort(), taken),
                asked.data());
    }

    private static int checked(String option, int port, Set<Integer> taken) {
        if (port < 0 || port > 65_535) {
            throw new StartException(option + " " + port + " is no port: use 0 to 65535");
        }
        if (port != 0 && taken.contains(port)) {
            throw new StartException(option + " " + port + " is asked for twice: give each its own");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            taken.add(socket.getLocalPort());
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException(
                    "port " + port + " on " + HOST + " can't be had (" + e.getMessage()
                            + "): stop what uses it or choose another with " + option,
                    e);
        }
    }
}
