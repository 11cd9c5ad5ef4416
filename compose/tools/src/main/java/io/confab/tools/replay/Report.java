package io.confab.tools.replay;

import io.confab.tools.Place;
import io.confab.tools.replay.Comparison.Result;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says what a comparison found: the first differences whole, the others counted. */
final class Report {

    private final PrintWriter out;
    private final int limit;
    private int told;

    Report(PrintWriter out, int limit) {
        this.out = out;
        this.limit = limit;
    }

    /** A difference in its place in the live log, or in the replay's where it is there alone. */
    void tell(Difference difference) {
        if (told == limit) {
            return;
        }
        told++;
        var at = place(difference.live().or(difference::replayed).orElseThrow());
        if (difference.live().isEmpty()) {
            out.println("only in the replay, at " + at);
        } else if (difference.replayed().isEmpty()) {
            out.println("only in the live log, at " + at);
        } else {
            out.println("different at " + at);
        }
        tell("live    ", difference.live());
        tell("replayed", difference.replayed());
        out.flush();
    }

    void tell(Result result, int conversationsLeft, long recordsLeft, long setAside) {
        out.println(count(result.equal(), "event") + " equal, " + result.different() + " different");
        if (result.different() > told) {
            out.println("  (of those that differ the first " + told + " are shown)");
        }
        if (conversationsLeft > 0) {
            out.println("not compared: " + count(conversationsLeft, "conversation") + " with "
                    + count(recordsLeft, "record") + ", whose beginning is no longer kept");
        }
        if (result.liveLater() > 0) {
            out.println("not compared: " + count(result.liveLater(), "event")
                    + " of commands that came after the replay had begun");
        }
        if (result.replayedLater() > 0) {
            out.println("not compared: " + count(result.replayedLater(), "event")
                    + " of commands that the live application has not decided yet");
        }
        if (setAside > 0) {
            out.println("the replay set " + count(setAside, "command") + " aside, which could not be decided");
        }
        out.flush();
    }

    private void tell(String whose, Optional<ConsumerRecord<byte[], byte[]>> record) {
        record.ifPresent(event -> {
            out.println("  " + whose + "  " + place(event) + "  " + Instant.ofEpochMilli(event.timestamp()) + "  key "
                    + text(event.key()));
            out.println("            " + text(event.value()));
            for (var header : event.headers()) {
                out.println("            header " + header.key() + " = " + text(header.value()));
            }
        });
    }

    private static Place place(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "(none)" : new String(bytes, StandardCharsets.UTF_8);
    }
}
