package io.confab.gateway;

import io.confab.gateway.account.AccountRoutes;
import io.confab.gateway.archive.Archive;
import io.confab.gateway.block.BlockRoutes;
import io.confab.gateway.block.Blocks;
import io.confab.gateway.capture.Capture;
import io.confab.gateway.command.AdministrationRoutes;
import io.confab.gateway.command.BlockCommandRoutes;
import io.confab.gateway.command.CommandIds;
import io.confab.gateway.command.Commands;
import io.confab.gateway.command.ConversationRoutes;
import io.confab.gateway.command.EndedSessions;
import io.confab.gateway.command.Hints;
import io.confab.gateway.command.MessageChangeRoutes;
import io.confab.gateway.command.MessageRoutes;
import io.confab.gateway.command.MuteRoutes;
import io.confab.gateway.command.TicketRoutes;
import io.confab.gateway.command.TypingRoutes;
import io.confab.gateway.command.UsedClientMessageIds;
import io.confab.gateway.db.Database;
import io.confab.gateway.http.HttpServer;
import io.confab.gateway.http.ProblemRoutes;
import io.confab.gateway.http.RateLimits;
import io.confab.gateway.mail.Outbox;
import io.confab.gateway.pool.PoolRoutes;
import io.confab.gateway.pool.Pools;
import io.confab.gateway.pool.TrendReader;
import io.confab.gateway.profile.KnownSwitches;
import io.confab.gateway.profile.ProfileRoutes;
import io.confab.gateway.profile.Profiles;
import io.confab.gateway.query.Queries;
import io.confab.gateway.query.QueryRoutes;
import io.confab.gateway.session.SessionRoutes;
import io.confab.gateway.session.Sessions;
import io.confab.gateway.socket.SocketServer;
import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.ops.ServiceProcess;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway: every part made and wired here by hand, in the order in which one needs the other, and closed in the
 * reverse order. Safe for any thread.
 */
public final class Gateway implements ServiceProcess.Service {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<Consumer<RoutesConfig>> routes = new ArrayList<>();
    private final List<ExportPart> exports = new ArrayList<>();
    private final HttpServer http;

    private Gateway(Settings settings, MeterRegistry metrics) {
        try {
            TopicAdmin.ensure(settings);
            var random = new SecureRandom();
            var clock = Clock.tickMillis(ZoneOffset.UTC);
            var database = part(Database.open(settings, random, metrics));
            checks.add(database::health);
            var limits = new RateLimits(settings, metrics);

            var outbox = part(Outbox.start(database, settings, clock, random, metrics));
            var sessions = part(Sessions.open(database, settings, random, clock));
            routes.add(new SessionRoutes(sessions)::addTo);
            var switches = new KnownSwitches(database);
            var profiles = new Profiles(database, switches, clock);
            var accounts = new AccountRoutes(settings, database, profiles, sessions, outbox, limits, random, clock);
            routes.add(accounts::addTo);
            var blocks = new Blocks(database);
            routes.add(new BlockRoutes(blocks)::addTo);
            exports.add(new ExportPart("sessions", sessions::export));
            exports.add(new ExportPart("blocks", blocks::listAll));
            part(Loop.start("tidy", TIDY_EVERY, () -> {
                accounts.tidy();
                sessions.tidy();
            }));

            routes.add(new HealthRoutes(this::health)::addTo);
            routes.add(new ProblemRoutes()::addTo);
            routes.add(new WebClientRoutes(settings)::addTo);
            var commands = part(Commands.start(settings, metrics));
            var ids = new CommandIds(clock, random);
            var used = new UsedClientMessageIds(database, clock, metrics);
            routes.add(new ConversationRoutes(commands, ids, profiles, settings)::addTo);
            routes.add(new AdministrationRoutes(commands, ids, profiles)::addTo);
            routes.add(new MessageChangeRoutes(commands, ids)::addTo);
            var hints = new Hints(commands, switches, settings);
            routes.add(new MessageRoutes(commands, ids, used, hints, clock)::addTo);
            routes.add(new TypingRoutes(hints, ids)::addTo);
            routes.add(new ProfileRoutes(profiles, exports, hints::presenceChanged)::addTo);
            routes.add(new MuteRoutes(commands, ids, clock)::addTo);
            routes.add(new BlockCommandRoutes(commands, ids, blocks, clock)::addTo);
            var pools = new Pools(settings);
            routes.add(new TicketRoutes(commands, ids, profiles, pools)::addTo);
            var trends = part(TrendReader.start(settings, clock, metrics));
            checks.add(trends::health);
            routes.add(new PoolRoutes(pools, trends, clock)::addTo);
            var archive = part(Archive.start(settings, database, metrics));
            checks.add(archive::health);
            var capture = part(Capture.start(settings, metrics));
            checks.add(capture::health);
            routes.add(new QueryRoutes(new Queries(database))::addTo);
            sessions.onEnd(new EndedSessions(commands));
            var sockets = part(SocketServer.start(settings, commands, hints, sessions, clock, random, metrics));
            checks.add(sockets::health);
            routes.add(sockets::addTo);
            http = part(HttpServer.start(settings, sessions, limits, routes, sockets::configure));
            part(sockets); // a second time, to be closed before the server: clients are told to go elsewhere
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a gateway, which serves when this returns. Throws
     * {@link io.confab.schemas.setting.SettingsException} with every fault of the settings, {@link Unavailable} if the
     * database or the broker isn't there, and {@link io.javalin.util.JavalinBindException} if its port is taken.
     *
     * @param metrics where it registers what it counts; the caller's to close
     */
    public static Gateway start(Settings settings, MeterRegistry metrics) {
        settings.check(GatewaySettings.ALL);
        return new Gateway(settings, metrics);
    }

    /** The port on which clients are served. */
    public int port() {
        return http.port();
    }

    /** How each part is now. */
    public List<Health> health() {
        return checks.stream().map(HealthCheck::check).toList();
    }

    /** For the server that tells operators. */
    @Override
    public List<HealthCheck> checks() {
        return List.copyOf(checks);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    private <P extends AutoCloseable> P part(P part) {
        parts.push(part);
        return part;
    }
}
