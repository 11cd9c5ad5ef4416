package io.confab.gateway.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The network address from which a request came. */
record Address(InetAddress value) {

    /**
     * @param peer the address at the other end of the connection, a literal
     * @param forwardedFor the values of {@code X-Forwarded-For}, outermost client first
     * @param proxies how many proxies of ours stand in front, each of which appended one value; what is further left was
     *     written by the client and means nothing
     */
    static Address of(String peer, List<String> forwardedFor, int proxies) {
        if (proxies == 0) {
            return literal(peer);
        }
        var values = forwardedFor.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return values.size() < proxies ? literal(peer) : literal(values.get(values.size() - proxies));
    }

    boolean isLoopback() {
        return value.isLoopbackAddress();
    }

    /** What one customer of a provider usually has: a whole IPv4 address, the first 64 bits of an IPv6 address. */
    String network() {
        return value instanceof Inet6Address
                ? HexFormat.of().formatHex(value.getAddress(), 0, 8)
                : value.getHostAddress();
    }

    private static Address literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!bare.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
            throw Problem.of(Code.MALFORMED_REQUEST).detail("X-Forwarded-For has no address.");
        }
        try {
            return new Address(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            throw Problem.of(Code.MALFORMED_REQUEST).detail("X-Forwarded-For has no address.");
        }
    }
}
