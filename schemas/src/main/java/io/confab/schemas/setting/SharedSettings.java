package io.confab.schemas.setting;

import java.util.List;
import java.util.Optional;

/** Settings that every process of Confab has. */
public final class SharedSettings {
    public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS = Setting.string("confab.kafka.bootstrap-servers")
            .means("brokers to ask first, host:port separated by commas");

    public static final Setting<Optional<String>> KAFKA_CLIENT_PROPERTIES_FILE = Setting.string(
                    "confab.kafka.client-properties-file")
            .optional()
            .means("a properties file with further settings of every Kafka client: TLS, SASL");

    public static final Setting<Integer> KAFKA_PARTITIONS = Setting.integer("confab.kafka.partitions")
            .byDefault(24)
            .between(1, 10_000)
            .means("partitions of every topic of the catalogue but gateway.pushes, for the life of an installation")
            .tradeOff("bounds how many workers can share the load; each costs memory on brokers and workers");

    public static final Setting<Integer> KAFKA_SLOTS = Setting.integer("confab.kafka.slots")
            .byDefault(24)
            .between(1, 10_000)
            .means("partitions of gateway.pushes, for the life of an installation")
            .tradeOff(
                    "bounds how many gateways can share the sockets; when a gateway goes, a slot's sessions move together");

    public static final Setting<Integer> KAFKA_REPLICATION_FACTOR = Setting.integer("confab.kafka.replication-factor")
            .byDefault(3)
            .between(1, 15)
            .means("copies of every topic, also of those that Kafka Streams makes")
            .tradeOff("with fewer than 3 a broker that dies can take answered commands with it");

    public static final Setting<Integer> KAFKA_MIN_INSYNC_REPLICAS = Setting.integer("confab.kafka.min-insync-replicas")
            .byDefault(2)
            .between(1, 15)
            .means("copies that must have a record before it is acknowledged")
            .tradeOff(
                    "as many as there are copies stops writing when one broker is away; 1 can lose what was acknowledged");

    public static final Setting<String> OPS_HOST = Setting.string("confab.ops.host")
            .byDefault("127.0.0.1")
            .means("address on which health and metrics are served")
            .tradeOff("they are open to whoever reaches it, so nothing but this machine does by default");

    public static final Setting<Integer> OPS_PORT = Setting.integer("confab.ops.port")
            .byDefault(9090)
            .between(0, 65_535)
            .means("port on which health and metrics are served; 0 takes a free one");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL = List.of(
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_CLIENT_PROPERTIES_FILE,
            KAFKA_PARTITIONS,
            KAFKA_SLOTS,
            KAFKA_REPLICATION_FACTOR,
            KAFKA_MIN_INSYNC_REPLICAS,
            OPS_HOST,
            OPS_PORT);

    private SharedSettings() {}
}
