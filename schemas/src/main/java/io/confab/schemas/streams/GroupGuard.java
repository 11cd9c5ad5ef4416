package io.confab.schemas.streams;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker out of a group whose members run another topology. With the classic protocol they would rebalance without
 * end and half of the partitions would stand still, without an error anywhere.
 */
final class GroupGuard {
    private static final Logger log = LoggerFactory.getLogger(GroupGuard.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Admin admin;
    private final String applicationId;
    private final TopologyFingerprint fingerprint;

    private GroupGuard(Admin admin, String applicationId, TopologyFingerprint fingerprint) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.fingerprint = fingerprint;
    }

    /**
     * Returns when nobody in the group runs another topology. Throws {@link MixedTopologyException} if somebody still does
     * when twice the session timeout is over: a worker that was killed is gone by then.
     */
    static void awaitAlike(String applicationId, TopologyFingerprint fingerprint, Settings settings) {
        var patience = settings.get(StreamsSettings.SESSION_TIMEOUT).multipliedBy(2);
        try (var admin = Admin.create(KafkaClients.properties(settings))) {
            new GroupGuard(admin, applicationId, fingerprint).awaitAlike(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the group of " + applicationId, e);
        }
    }

    private void awaitAlike(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var others = others();
        if (!others.isEmpty()) {
            log.info("Waiting, since {}", who(others));
        }
        while (!others.isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                throw new MixedTopologyException(
                        who(others) + ". Stop all of them, then start the new ones: commands wait in Kafka meanwhile.");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            others = others();
        }
    }

    private String who(List<String> others) {
        return "workers of " + applicationId + " with another topology than " + fingerprint.value() + " are running ("
                + String.join(", ", others) + ")";
    }

    /** Who they are: host and topology. */
    private List<String> others() throws InterruptedException {
        return members()
                .flatMap(member -> TopologyFingerprint.in(member.clientId())
                        .filter(theirs -> !theirs.equals(fingerprint))
                        .map(theirs -> member.host() + " with " + theirs.value())
                        .stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<MemberDescription> members() throws InterruptedException {
        try {
            return admin
                    .describeConsumerGroups(List.of(applicationId))
                    .describedGroups()
                    .get(applicationId)
                    .get()
                    .members()
                    .stream();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Stream.empty();
            }
            throw new IllegalStateException("Kafka doesn't say who is in the group of " + applicationId, e.getCause());
        }
    }
}
