package io.confab.local;

import io.confab.embedded.EmbeddedException;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.confab.schemas.topic.TopicsException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the local stack until the process is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kafka broker, PostgreSQL, a mailbox, the workers and the gateway on this machine.",
            "Ctrl-C or SIGTERM stops it all; data is kept for the next start."
        })
final class UpCommand implements Callable<Integer> {

    /** Set from the options before the first line is logged: where the log goes. */
    static final String LOG_DIRECTORY = "confab.local.logs";

    private static final int FAILED = 1;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    /** What then is left to the processes that would outlive this one. */
    private static final Duration OTHERS_STOP_WITHIN = Duration.ofMillis(1_500);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The gateway and the web client (${DEFAULT-VALUE}); 0 takes a free port.")
    private int port;

    @Option(
            names = "--mail-port",
            defaultValue = "8025",
            description = "The mailbox, where mailed codes are read (${DEFAULT-VALUE}).")
    private int mailPort;

    @Option(names = "--ops-port", defaultValue = "9090", description = "Health and metrics (${DEFAULT-VALUE}).")
    private int opsPort;

    @Option(
            names = "--data",
            defaultValue = ".confab",
            description = "Where everything is kept between starts (${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--no-browser", description = "Don't open a browser.")
    private boolean noBrowser;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean startFailed;

    @Override
    public Integer call() throws InterruptedException {
        var progress = new Progress(
                spec.commandLine().getOut(),
                ManagementFactory.getRuntimeMXBean().getStartTime());
        LocalOptions options;
        DataDirectory directory;
        try {
            options = LocalPorts.checked(new LocalOptions(port, mailPort, opsPort, data));
            directory = DataDirectory.open(data);
        } catch (StartException e) {
            return failed(e.getMessage());
        }
        return run(options, directory, progress);
    }

    private int run(LocalOptions options, DataDirectory directory, Progress progress) throws InterruptedException {
        System.setProperty(LOG_DIRECTORY, directory.logs().toString());
        var logFile = directory.logs().resolve("confab.log");
        var stack = new LocalStack(options, directory, progress);
        Halt.explainTo(spec.commandLine().getErr(), logFile, stack::stopOtherProcesses);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, progress), "stop"));
        try {
            progress.say("Confab starts on " + data);
            stack.start(Settings.load());
        } catch (RuntimeException | LinkageError e) {
            if (isStopping()) {
                return 0; // parts fail in many ways when they are stopped half started; the hook ends the process
            }
            startFailed = true;
            LoggerFactory.getLogger(UpCommand.class).error("The start failed", e);
            return failed(why(e, logFile));
        }
        announce(stack, logFile, progress);
        if (!noBrowser) {
            Browser.open(stack.url());
        }
        watch(stack, progress);
        return 0;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static void announce(LocalStack stack, Path logFile, Progress progress) {
        progress.say("  web client   " + stack.url() + "/");
        progress.say("  mailbox      " + stack.mailboxUrl() + "/  (codes that are mailed arrive here)");
        progress.say("  operators    " + stack.opsUrl() + "/health/ready and /metrics");
        progress.say("  log          " + logFile);
        progress.say("  Ctrl-C stops it; what was said is kept");
        progress.say("ready " + stack.url() + " after " + progress.elapsed());
    }

    /** Says on the terminal what a look at the health page would. */
    private void watch(LocalStack stack, Progress progress) throws InterruptedException {
        var watch = new HealthWatch();
        while (!stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            watch.look(stack.health()).forEach(progress::say);
        }
    }

    /**
     * A JVM that is told to stop would end with the status of the signal, and one part that hangs would hold it for ever: so
     * the end is called for here.
     */
    private void stop(LocalStack stack, Progress progress) {
        if (startFailed) {
            return;
        }
        stopping.countDown();
        progress.say("stopping");
        try {
            if (ends(stack::close, STOP_WITHIN)) {
                progress.say("stopped");
            } else {
                ends(stack::stopOtherProcesses, OTHERS_STOP_WITHIN);
                progress.say("stopped without waiting any longer; the next start puts things in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    /** Whether it came to an end within that time; it goes on beside if it didn't. */
    private static boolean ends(Runnable task, Duration within) throws InterruptedException {
        var done = new CountDownLatch(1);
        Threads.start(() -> {
            task.run();
            done.countDown();
        });
        return done.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private int failed(String why) {
        var err = spec.commandLine().getErr();
        err.println("confab: " + why);
        err.flush();
        return FAILED;
    }

    private static String why(Throwable e, Path logFile) {
        boolean told = e instanceof StartException
                || e instanceof EmbeddedException
                || e instanceof SettingsException
                || e instanceof TopicsException;
        return (told ? e.getMessage() : "the start failed: " + e) + System.lineSeparator() + "The log is " + logFile;
    }
}
