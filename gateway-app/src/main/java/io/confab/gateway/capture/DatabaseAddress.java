package io.confab.gateway.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * The parts of PostgreSQL's JDBC URL.
 *
 * @param parameters what follows the question mark, by name
 */
record DatabaseAddress(String host, int port, String database, Map<String, String> parameters) {
    private static final String PREFIX = "jdbc:";
    private static final int STANDARD_PORT = 5432;

    DatabaseAddress {
        parameters = Map.copyOf(parameters);
    }

    /** Throws {@link IllegalArgumentException} unless the URL names one host and a database; a log is read from one server. */
    static DatabaseAddress of(String jdbcUrl) {
        var uri = URI.create(jdbcUrl.substring(PREFIX.length()));
        String path = uri.getPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("change capture needs a database URL with one host and a database");
        }
        var parameters = new TreeMap<String, String>();
        var query = new StringTokenizer(uri.getRawQuery() == null ? "" : uri.getRawQuery(), "&");
        while (query.hasMoreTokens()) {
            var parameter = query.nextToken();
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            }
        }
        int port = uri.getPort() < 0 ? STANDARD_PORT : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, path.substring(1), parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
