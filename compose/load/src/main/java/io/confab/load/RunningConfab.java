package io.confab.load;

import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which Confab is measured: the options of every command that talks to one. */
public final class RunningConfab {

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--mail-url",
            defaultValue = "http://127.0.0.1:8025",
            description = "The mailbox (${DEFAULT-VALUE}).")
    private URI mailUrl;

    /** Where its gateway is. */
    public URI url() {
        return url;
    }

    public Api api() {
        return new Api(url);
    }

    /** Where the codes are that it mails. */
    public Mailbox mailbox() {
        return new Mailbox(mailUrl);
    }
}
