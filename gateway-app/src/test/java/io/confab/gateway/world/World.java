package io.confab.gateway.world;

import io.confab.chat.ChatWorker;
import io.confab.embedded.EmbeddedBroker;
import io.confab.embedded.EmbeddedDatabase;
import io.confab.gateway.Gateway;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A broker, a database, a mailbox, a chat worker and as many gateways as wanted: all of them real, all in this JVM. */
public final class World implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger USERS = new AtomicInteger();

    private static World shared;

    private final Path directory;
    private final MailCatcher mails = MailCatcher.start();
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final Settings settings;
    private final Map<Gateway, SimpleMeterRegistry> registries = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private Gateway gateway;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private World() {
        try {
            directory = Files.createTempDirectory("confab-world");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        database = EmbeddedDatabase.start(directory.resolve("database"));
        var values = new HashMap<String, String>();
        values.put("confab.kafka.bootstrap-servers", broker.bootstrapServers());
        values.put("confab.kafka.partitions", "2");
        values.put("confab.kafka.slots", "4");
        values.put("confab.kafka.replication-factor", "1");
        values.put("confab.kafka.min-insync-replicas", "1");
        values.put("confab.streams.standby-replicas", "0");
        values.put("confab.streams.state-directory", directory.resolve("state").toString());
        values.put("confab.gateway.database.url", database.jdbcUrl());
        values.put("confab.gateway.database.user", database.user());
        values.put("confab.gateway.database.password", database.password());
        values.put("confab.gateway.mail.host", "127.0.0.1");
        values.put("confab.gateway.mail.port", Integer.toString(mails.port()));
        values.put("confab.gateway.host", "127.0.0.1");
        values.put("confab.gateway.port", "0");
        values.put("confab.gateway.limit.exempt-loopback", "true");
        values.put("confab.gateway.argon2.memory-kib", "1024");
        settings = Settings.of(values);
        TopicAdmin.ensure(settings);
    }

    /**
     * A world without a chat worker, for tests of accounts; one for all of them in a JVM, so none may use another's users. It
     * ends with the JVM.
     */
    public static World ofAccounts() {
        return Accounts.WORLD;
    }

    /** The gateway that the tests of accounts share. */
    public static Gateway gatewayOfAccounts() {
        return Accounts.GATEWAY;
    }

    private static final class Accounts {
        static final World WORLD = new World();
        static final Gateway GATEWAY = WORLD.gateway(Map.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(WORLD::close, "end-of-the-world"));
        }
    }

    /** Everything but gateways. */
    public static World start() {
        var world = new World();
        var worker = ChatWorker.start(world.settings, new SimpleMeterRegistry());
        world.parts.push(worker);
        try {
            worker.awaitRunning(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return world;
    }

    /** A broker, a database and a mailbox, and nobody who works on what is written. */
    public static World withoutWorker() {
        return new World();
    }

    /** One for all tests of this JVM, which ends it. */
    public static synchronized World shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** The gateway of production's settings, for all tests. */
    public synchronized Gateway gateway() {
        if (gateway == null) {
            gateway = gateway(Map.of());
        }
        return gateway;
    }

    /** A gateway that serves and owns slots. */
    public Gateway gateway(Map<String, String> values) {
        var registry = new SimpleMeterRegistry();
        var started = Gateway.start(settings.with(values), registry);
        registries.put(started, registry);
        parts.push(started);
        awaitUp(started);
        return started;
    }

    /** Waits until it owns slots, among other things. */
    public void awaitUp(Gateway started) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> started.health().stream().allMatch(Health::isUp));
    }

    /** Stops a gateway before the rest. */
    public void close(Gateway started) {
        parts.remove(started);
        started.close();
    }

    /** How many sockets a gateway has closed with {@code code}. */
    public double closes(Gateway started, String code) {
        var counter = registries
                .get(started)
                .find("confab.gateway.closes")
                .tag("code", code)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    public Settings settings() {
        return settings;
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public MailCatcher mails() {
        return mails;
    }

    /** A new user with a login at {@code gateway}. */
    public Client user(Gateway gateway) {
        var person = person(gateway, "user").join();
        people.put(person.userId(), person);
        return person.http();
    }

    /** Another login of the same user. */
    public Client again(Client user) {
        return people.get(user.userId()).atAnotherDevice().http();
    }

    /** Somebody without an account, whose name begins with {@code name} and is nobody else's in this JVM. */
    public Person person(Gateway gateway, String name) {
        return named(gateway, name + USERS.incrementAndGet());
    }

    /** Somebody without an account who would like to have this very name. */
    public Person named(Gateway gateway, String name) {
        return new Person(gateway.port(), mails, name);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        broker.close();
        database.close();
        mails.close();
    }
}
