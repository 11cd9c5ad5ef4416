package io.confab.load.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Reads the codes that Confab mails, from a mailbox with Mailpit's interface. */
public final class Mailbox {

    private static final Pattern CODE = Pattern.compile("(?m)^\\s*(\\d{6,8})\\s*$");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI base;
    private final Api api;

    /** @param base the mailbox, such as {@code http://127.0.0.1:8025} */
    public Mailbox(URI base) {
        this.base = base;
        this.api = new Api(base);
    }

    public URI url() {
        return base;
    }

    /** The newest code that {@code address} was sent; throws {@link IllegalStateException} if none comes within 15 s. */
    public String codeFor(String address) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var code = newestCode(address);
            if (code.isPresent()) {
                return code.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException("no mail with a code for " + address);
    }

    private Optional<String> newestCode(String address) {
        var list = api.get("/api/v1/messages", Optional.empty()).orFail(200);
        for (var mail : list.path("messages")) {
            for (var to : mail.path("To")) {
                if (to.path("Address").asText().equalsIgnoreCase(address)) {
                    var id = mail.path("ID").asText();
                    var text = api.get("/api/v1/message/" + id, Optional.empty())
                            .orFail(200)
                            .path("Text")
                            .asText();
                    var found = CODE.matcher(text);
                    if (found.find()) {
                        return Optional.of(found.group(1));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
