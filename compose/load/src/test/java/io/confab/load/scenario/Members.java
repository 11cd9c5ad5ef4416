package io.confab.load.scenario;

import io.confab.load.cluster.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.GroupState;

/** Who shares the work of a consumer group, as the broker sees it. */
final class Members implements AutoCloseable {

    private final Admin admin;
    private final List<String> groups;
    private final Map<String, Integer> before;

    private Members(Admin admin, List<String> groups, Map<String, Integer> before) {
        this.admin = admin;
        this.groups = groups;
        this.before = before;
    }

    /** As they are now; each group must have settled. */
    static Members of(Cluster cluster, String... groups) {
        var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
        var now = new Members(admin, List.of(groups), Map.of());
        World.await("groups that have settled", () -> now.sizes().size() == groups.length);
        return new Members(admin, now.groups, now.sizes());
    }

    /** Whether each of the groups has settled with fewer members than there were: their work is others' now. */
    boolean haveLostSome() {
        var now = sizes();
        return groups.stream().allMatch(group -> now.containsKey(group) && now.get(group) < before.get(group));
    }

    /** Of the groups that are not in the middle of a rebalance. */
    private Map<String, Integer> sizes() {
        try {
            var sizes = new HashMap<String, Integer>();
            admin.describeConsumerGroups(groups).all().get().forEach((group, description) -> {
                if (description.groupState() == GroupState.STABLE) {
                    sizes.put(group, description.members().size());
                }
            });
            return sizes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for members", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the members are not known", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
