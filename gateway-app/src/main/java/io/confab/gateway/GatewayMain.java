package io.confab.gateway;

import io.confab.schemas.ops.Metrics;
import io.confab.schemas.ops.OpsServer;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway as a process of its own. */
public final class GatewayMain {
    private static final Logger log = LoggerFactory.getLogger(GatewayMain.class);

    private GatewayMain() {}

    /** Runs until the process is told to stop; exits with status 2 if the settings are wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Settings.load());
        } catch (SettingsException e) {
            log.error("{}", e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Settings settings) throws InterruptedException {
        log.info("Settings:\n{}", settings.describe(GatewaySettings.ALL));
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var metrics = Metrics.start();
                var gateway = Gateway.start(settings, metrics.registry());
                var ops = OpsServer.start(settings, metrics, gateway.checks())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitQuietly(stop, stopped), "stop"));
            log.info("Serving clients on port {}, operators at {}", gateway.port(), ops.url());
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /** The JVM ends when its hooks have, so the hook waits for the clean end. */
    private static void awaitQuietly(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
