package io.confab.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** A broker that can't write its log any more, on a full disk above all, ends the JVM on the spot: this says so first. */
final class Halt {

    private Halt() {}

    static void explainTo(PrintWriter err, Path logFile) {
        Exit.setHaltProcedure((status, message) -> {
            err.println("confab: the Kafka broker gave up" + (message == null ? "" : " (" + message + ")")
                    + ": is the disk full? Nothing that was answered is lost. The log is "
                    + logFile);
            err.flush();
            Runtime.getRuntime().halt(status);
        });
    }
}
