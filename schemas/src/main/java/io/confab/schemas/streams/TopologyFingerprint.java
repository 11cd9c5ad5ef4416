package io.confab.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;

/**
 * What tells one topology of an application from another. It is part of the client id of each worker, which all members of a
 * consumer group can see of each other.
 *
 * @param value eight hexadecimal digits
 */
record TopologyFingerprint(String value) {
    private static final Pattern IN_CLIENT_ID = Pattern.compile("-topology-([0-9a-f]{8})-");

    static TopologyFingerprint of(Topology topology) {
        byte[] description = CanonicalDescription.of(topology).getBytes(UTF_8);
        return new TopologyFingerprint(
                HexFormat.of().formatHex(sha256().digest(description)).substring(0, 8));
    }

    /** Of the worker that has this client id; empty if it doesn't say. */
    static Optional<TopologyFingerprint> in(String clientId) {
        var found = IN_CLIENT_ID.matcher(clientId);
        return found.find() ? Optional.of(new TopologyFingerprint(found.group(1))) : Optional.empty();
    }

    /** For a worker of {@code applicationId}; {@code worker} tells it from the others. */
    String clientId(String applicationId, UUID worker) {
        return applicationId + "-topology-" + value + "-" + worker;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
