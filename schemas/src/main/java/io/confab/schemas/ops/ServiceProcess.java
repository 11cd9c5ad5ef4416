package io.confab.schemas.ops;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part of Confab as a process of its own: reads its settings, serves operators, and ends cleanly when it is told to. */
public final class ServiceProcess {
    private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);
    private static final int WRONG_SETTINGS = 2;

    private ServiceProcess() {}

    /** What runs in a process. */
    public interface Service extends AutoCloseable {

        /** How its parts are, for operators. */
        List<HealthCheck> checks();

        /** Ends it; what it had begun is finished. */
        @Override
        void close();
    }

    /**
     * Runs until the process is told to stop. Exits with status 2, having said why, if the settings are wrong.
     *
     * @param rows every setting that the process has
     * @param start starts what runs; the registry is open for as long as it does
     */
    public static void run(List<Setting<?>> rows, BiFunction<Settings, MeterRegistry, Service> start)
            throws InterruptedException {
        try {
            run(Settings.load(), rows, start);
        } catch (SettingsException e) {
            log.error("{}", e.getMessage());
            System.exit(WRONG_SETTINGS);
        }
    }

    private static void run(
            Settings settings, List<Setting<?>> rows, BiFunction<Settings, MeterRegistry, Service> start)
            throws InterruptedException {
        settings.check(rows);
        log.info("Settings:\n{}", settings.describe(rows));
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var metrics = Metrics.start();
                var service = start.apply(settings, metrics.registry());
                var ops = OpsServer.start(settings, metrics, service.checks())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
            log.info("Running; operators are served at {}", ops.url());
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /** The JVM ends when its hooks have, so the hook waits for the clean end. */
    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
