package io.confab.gateway.socket;

import io.confab.gateway.command.Commands;
import io.confab.gateway.command.Hints;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.Authenticator;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Origins;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;

/**
 * The sockets of a gateway at {@code /v1/socket}: who may open one, the slots that this gateway carries, and its end. Safe for
 * any thread.
 */
public final class SocketServer implements AutoCloseable {
    private static final String PATH = "/v1/socket";
    private static final String SUBPROTOCOL = "confab.v1";
    private static final String SUBPROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private static final String DOCUMENT = AsyncApi.document(PATH, SUBPROTOCOL);

    private final Origins origins;
    private final Sockets sockets;
    private final PushConsumer pushes;

    private SocketServer(Origins origins, Sockets sockets, PushConsumer pushes) {
        this.origins = origins;
        this.sockets = sockets;
        this.pushes = pushes;
    }

    /** Joins the gateways that share the slots; sockets can be opened as soon as the HTTP server has the routes. */
    public static SocketServer start(
            Settings settings,
            Commands commands,
            Hints hints,
            Authenticator authenticator,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        var sockets = new Sockets(settings, commands, hints, authenticator, clock, random, metrics);
        var pushes = PushConsumer.start(settings, sockets);
        return new SocketServer(new Origins(settings), sockets, pushes);
    }

    /** Registers the route. */
    public void addTo(RoutesConfig routes) {
        // The route has the policy; what is connected is the plain endpoint that configure maps, which Javalin's would
        // wrap.
        routes.ws(PATH, socket -> {}, Access.ANYONE, RateLimit.SOCKETS);
        routes.wsBeforeUpgrade(PATH, this::admit);
        routes.get(
                "/asyncapi.json",
                ctx -> ctx.contentType("application/json").result(DOCUMENT),
                Access.ANYONE,
                RateLimit.PUBLIC_READS,
                Operation.of("describeSocket", "The protocol of the WebSocket").givesAnyObject(200));
        routes.get(
                PATH,
                SocketServer::refusePlain,
                Access.ANYONE,
                RateLimit.SOCKETS,
                Operation.of("openSocket", "Open the WebSocket, which /asyncapi.json describes")
                        .gives(101)
                        .refuses(Code.MALFORMED_REQUEST, Code.NOT_ALLOWED, Code.UPGRADE_REQUIRED, Code.UNAVAILABLE));
    }

    /** Maps the endpoint. */
    public void configure(JettyWebSocketServletFactory factory) {
        // Jetty's limit holds for both ways, and the list of a large group's members is longer than what a client may
        // send. So it has none: it hands on what comes in pieces, which are counted, and what goes out goes out whole.
        factory.setMaxFrameSize(0);
        factory.setAutoFragment(true);
        factory.setIdleTimeout(Duration.ZERO); // the pings find out who is gone
        factory.addMapping(PATH, this::connect);
    }

    public Health health() {
        return pushes.health();
    }

    /** Sends the clients away to other gateways and leaves the slots to them. To be closed before the HTTP server; twice does nothing more. */
    @Override
    public void close() {
        sockets.sendAllAway();
        pushes.close();
        sockets.close();
    }

    private Object connect(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setAcceptedSubProtocol(SUBPROTOCOL);
        response.setExtensions(List.of()); // compression would cost 100 KiB a socket
        return sockets.create();
    }

    private void admit(Context ctx) {
        forgetHttpSession(ctx);
        if (sockets.isGoing()) {
            throw Problem.of(Code.UNAVAILABLE).detail("This server is going.").retryAfter(Duration.ofSeconds(1));
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origins.allows(origin) && !isOwn(origin, ctx.header("Host"))) {
            throw Problem.of(Code.NOT_ALLOWED).detail("Pages of this origin may not open sockets.");
        }
        if (!offersSubprotocol(ctx.header(SUBPROTOCOL_HEADER))) {
            throw Problem.of(Code.MALFORMED_REQUEST).detail("The subprotocol must be " + SUBPROTOCOL + ".");
        }
        ctx.header(SUBPROTOCOL_HEADER, SUBPROTOCOL);
    }

    private static void refusePlain(Context ctx) {
        ctx.header("Upgrade", "websocket").header("Connection", "Upgrade");
        throw Problem.of(Code.UPGRADE_REQUIRED).detail("This is a WebSocket.");
    }

    /** Javalin makes one for each upgrade; a socket needs none, and a client no cookie. */
    private static void forgetHttpSession(Context ctx) {
        var session = ctx.req().getSession(false);
        if (session != null) {
            session.invalidate();
            ctx.res().setHeader("Set-Cookie", null);
        }
    }

    private static boolean isOwn(String origin, String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean offersSubprotocol(String header) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(offer -> offer.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(SUBPROTOCOL::equals);
    }
}
