package io.confab.schemas.topic;

import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics of the catalogue what it says they are. Any number of processes may do so at once, at every start: what is
 * there is kept, retention follows the settings, and a topic with another number of partitions or another clean-up policy is
 * refused rather than worked around.
 */
public final class TopicAdmin {
    private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CALL_TIMEOUT_MILLIS = 5_000;

    private final Admin admin;
    private final List<TopicPlan> plans;

    private TopicAdmin(Admin admin, List<TopicPlan> plans) {
        this.admin = admin;
        this.plans = plans;
    }

    /**
     * Creates and checks every topic of the catalogue with its dead letters, and returns when all can be written. Throws
     * {@link TopicsException} if that is not so within {@code confab.topics.start-timeout}, or at once if a topic that is
     * there can't be used; the message names each, with what was expected and found.
     */
    public static void ensure(Settings settings) {
        ensure(settings, TopicPlan.catalogue(settings));
    }

    /** The same for the dead letters of the topics that one application keeps to itself. */
    public static void ensureDeadLettersOf(String applicationId, Settings settings) {
        ensure(settings, List.of(TopicPlan.deadLetters(applicationId + Topic.DEAD_LETTERS, settings)));
    }

    private static void ensure(Settings settings, List<TopicPlan> plans) {
        var properties = KafkaClients.properties(settings);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        try (var admin = Admin.create(properties)) {
            new TopicAdmin(admin, plans).ensureWithin(settings.get(TopicSettings.START_TIMEOUT));
        }
    }

    /** Tries again while the cluster is still coming up. */
    private void ensureWithin(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                create();
                if (checkAndAdjust()) {
                    return;
                }
                giveUpAfter(end, timeout, "some partitions have no leader yet", null);
            } catch (ExecutionException e) {
                if (!isPassing(e.getCause())) {
                    throw new TopicsException(
                            "Kafka refuses the topics: " + e.getCause().getMessage(), e.getCause());
                }
                giveUpAfter(end, timeout, e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TopicsException("interrupted while waiting for Kafka", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void giveUpAfter(long end, Duration timeout, String reason, Throwable cause) {
        if (System.nanoTime() - end >= 0) {
            throw new TopicsException("Kafka was not ready within " + timeout + ": " + reason, cause);
        }
        log.info("Waiting for Kafka: {}", reason);
    }

    /** Too few brokers for the copies is what a cluster looks like that is coming up. */
    private static boolean isPassing(Throwable cause) {
        return cause instanceof RetriableException || cause instanceof InvalidReplicationFactorException;
    }

    private void create() throws ExecutionException, InterruptedException {
        var there = admin.listTopics().names().get();
        var missing =
                plans.stream().filter(plan -> !there.contains(plan.name())).toList();
        if (missing.isEmpty()) {
            return;
        }
        var results = admin.createTopics(
                        missing.stream().map(TopicPlan::toNewTopic).toList())
                .values();
        for (var plan : missing) {
            try {
                results.get(plan.name()).get();
                log.info("Created {} with {} partitions", plan.name(), plan.partitions());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another process was quicker
                    throw e;
                }
            }
        }
    }

    /** Whether all is as planned and usable; throws {@link TopicsException} for what never will be. */
    private boolean checkAndAdjust() throws ExecutionException, InterruptedException {
        var names = plans.stream().map(TopicPlan::name).toList();
        var descriptions = admin.describeTopics(names).allTopicNames().get();
        var configs = configs(names);
        refuse(descriptions, configs);
        adjust(configs);
        return descriptions.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.leader() != null);
    }

    private void refuse(Map<String, TopicDescription> descriptions, Map<String, Map<String, String>> configs) {
        var refusals = plans.stream()
                .flatMap(plan ->
                        plan
                                .refusal(
                                        descriptions
                                                .get(plan.name())
                                                .partitions()
                                                .size(),
                                        configs.get(plan.name()))
                                .stream())
                .toList();
        if (!refusals.isEmpty()) {
            throw new TopicsException("Topics that are there can't be used:\n  - " + String.join("\n  - ", refusals));
        }
    }

    private void adjust(Map<String, Map<String, String>> configs) throws ExecutionException, InterruptedException {
        var operations = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var plan : plans) {
            var changes = plan.changes(configs.get(plan.name()));
            if (!changes.isEmpty()) {
                log.info("Setting {} of {}", changes, plan.name());
                operations.put(resource(plan.name()), toOperations(changes));
            }
        }
        if (!operations.isEmpty()) {
            admin.incrementalAlterConfigs(operations).all().get();
        }
    }

    private Map<String, Map<String, String>> configs(List<String> names)
            throws ExecutionException, InterruptedException {
        var resources = names.stream().map(TopicAdmin::resource).toList();
        return admin.describeConfigs(resources).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().entries().stream()
                                .filter(config -> config.value() != null)
                                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
    }

    private static Collection<AlterConfigOp> toOperations(Map<String, String> changes) {
        var operations = new ArrayList<AlterConfigOp>();
        changes.forEach((name, value) ->
                operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return operations;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
