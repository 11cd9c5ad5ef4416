package io.confab.chat;

import io.confab.schemas.ops.Metrics;
import io.confab.schemas.ops.OpsServer;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.confab.schemas.setting.SharedSettings;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.schemas.topic.TopicAdmin;
import io.confab.schemas.topic.TopicSettings;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chat worker as a process of its own. */
public final class ChatMain {
    private static final Logger log = LoggerFactory.getLogger(ChatMain.class);

    private ChatMain() {}

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
        List<Setting<?>> rows = Stream.of(
                        SharedSettings.ALL, StreamsSettings.ALL, TopicSettings.all(), ChatSettings.ALL)
                .flatMap(List::stream)
                .toList();
        settings.check(rows);
        log.info("Settings:\n{}", settings.describe(rows));
        TopicAdmin.ensure(settings);
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var metrics = Metrics.start();
                var worker = ChatWorker.start(settings, metrics.registry());
                var ops = OpsServer.start(settings, metrics, worker.checks())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
            log.info("Working; operators are served at {}", ops.url());
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
