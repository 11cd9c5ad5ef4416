package io.confab.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** A broker that can't write its log any more, on a full disk above all, ends the JVM on the spot: this says so first. */
final class Halt {

    private Halt() {}

    /** @param before what has to be done in the last moment, within seconds */
    static void explainTo(PrintWriter err, Path logFile, Runnable before) {
        Exit.setHaltProcedure((status, message) -> {
            err.println("confab: the Kafka broker gave up" + (message == null ? "" : " (" + message + ")")
                    + ": is the disk full? Nothing that was answered is lost. The log is "
                    + logFile);
            err.flush();
            before.run();
            Runtime.getRuntime().halt(status);
        });
    }
}
