package io.confab.gateway.http;

import io.confab.schemas.setting.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.util.ConcurrencyUtil;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The public port: the routes of all features behind one frame of policy, problems and headers, and the web client at
 * {@code /}.
 */
public final class HttpServer implements AutoCloseable {
    private static final String WEB = "/web";

    /** Javalin's own hooks, which are no routes. */
    private static final Set<HandlerType> HOOKS = Set.of(
            HandlerType.BEFORE,
            HandlerType.BEFORE_MATCHED,
            HandlerType.AFTER,
            HandlerType.AFTER_MATCHED,
            HandlerType.WEBSOCKET_BEFORE_UPGRADE,
            HandlerType.WEBSOCKET_AFTER_UPGRADE);

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts to serve. Throws {@link IllegalStateException} if a route says no {@link Access}, no {@link RateLimit} or no
     * {@link Operation}, and {@link io.javalin.util.JavalinBindException} if the port can't be had.
     *
     * @param features each adds its routes
     * @param sockets maps the endpoints of WebSockets
     */
    public static HttpServer start(
            Settings settings,
            Authenticator authenticator,
            RateLimits limits,
            List<? extends Consumer<RoutesConfig>> features,
            Consumer<JettyWebSocketServletFactory> sockets) {
        var guard = new Guard(authenticator, limits, settings.get(HttpSettings.PROXIES));
        var headers = new Headers(new Origins(settings));
        var routes = new DocumentedRoutes();
        var javalin = Javalin.create(config -> {
            frame(config, settings);
            config.jetty.modifyWebSocketServletFactory(sockets);
            mustHavePolicies(config, routes);
            config.routes.before(headers::apply);
            config.routes.before(HttpServer::refuseLargeBodies);
            config.routes.beforeMatched(guard::check);
            config.routes.wsBeforeUpgrade(guard::check);
            Problems.addTo(config.routes);
            features.forEach(feature -> feature.accept(config.routes));
            routes.addTo(config.routes);
        });
        routes.describe();
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            throw e;
        }
        return new HttpServer(javalin);
    }

    /** The port that is listened on, also where the settings ask for any free one. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void frame(JavalinConfig config, Settings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jsonMapper(new JavalinJackson(StrictJson.MAPPER, config.concurrency.useVirtualThreads));
        config.jetty.host = settings.get(HttpSettings.HOST);
        config.jetty.port = settings.get(HttpSettings.PORT);
        config.concurrency.useVirtualThreads = ConcurrencyUtil.isLoomAvailable();
        if (!ConcurrencyUtil.isLoomAvailable()) {
            config.jetty.threadPool =
                    ConcurrencyUtil.jettyThreadPool("http", 8, settings.get(HttpSettings.THREADS), false);
        }
        config.jetty.modifyHttpConfiguration(http -> {
            http.setHeaderCacheSize(0); // it saves some strings a request and costs 100 KiB of heap a connection
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.jetty.modifyServer(HttpServer::endsWhatItBegan);
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new ServerProblems()));
        config.http.prefer405over404 = true;
        config.router.javaLangErrorHandler(Problems::answer);
        config.staticFiles.add(files -> {
            files.directory = WEB;
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
    }

    /** What has begun is answered whole before the server stops; what comes then is told 503. */
    private static void endsWhatItBegan(Server server) {
        server.setErrorHandler(new ServerProblems());
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(ANSWERED_WITHIN.toMillis());
    }

    private static void mustHavePolicies(JavalinConfig config, DocumentedRoutes routes) {
        config.events.handlerAdded(handler -> {
            if (!HOOKS.contains(handler.getHttpMethod())) {
                Guard.mustHavePolicy(handler.getHttpMethod() + " " + handler.getPath(), handler.getRoles());
                routes.add(handler.getHttpMethod().name(), handler.getPath(), handler.getRoles());
            }
        });
        config.events.wsHandlerAdded(
                handler -> Guard.mustHavePolicy("socket " + handler.getPath(), handler.getRoles()));
    }

    private static void refuseLargeBodies(io.javalin.http.Context ctx) {
        if (ctx.req().getContentLengthLong() > Bodies.LIMIT) {
            throw Bodies.tooLarge();
        }
    }
}
