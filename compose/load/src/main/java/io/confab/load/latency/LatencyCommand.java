package io.confab.load.latency;

import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures one message at a time on an otherwise idle Confab, and two bare exactly-once hops beside it. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the time from POST to the other's WebSocket, one message at a time, on a running Confab,",
            "and beside it, in the same run, two bare exactly-once hops on a broker of its own."
        })
public final class LatencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--mail-url",
            defaultValue = "http://127.0.0.1:8025",
            description = "The mailbox (${DEFAULT-VALUE}).")
    private URI mailUrl;

    @Option(names = "--messages", defaultValue = "50", description = "How many messages count (${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--warm-up", defaultValue = "100", description = "How many go before and don't (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--pause-ms", defaultValue = "200", description = "Milliseconds before each (${DEFAULT-VALUE}).")
    private long pauseMs;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        var pause = Duration.ofMillis(pauseMs);
        out.println("talking to " + url + " …");
        out.flush();
        var conversation = new Conversation(new Api(url), new Mailbox(mailUrl)).measure(warmUp, messages, pause);
        out.println("two bare hops …");
        out.flush();
        Latencies floor;
        try (var hops = BareHops.start()) {
            floor = hops.measure(warmUp, messages, pause);
        }
        out.println();
        out.println(Latencies.header());
        out.println(conversation.row("POST to the other's WebSocket"));
        out.println(floor.row("two bare exactly-once hops"));
        out.printf("%nratio of the medians: %.2f%n", conversation.percentile(50) / floor.percentile(50));
        out.flush();
        return 0;
    }
}
