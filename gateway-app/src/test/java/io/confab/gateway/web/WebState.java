package io.confab.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import io.confab.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/** The web client's own reducer, in an engine of this JVM. States are values that only it can read. Not thread-safe. */
final class WebState implements AutoCloseable {
    private final Context context = Context.newBuilder("js")
            .allowIO(IOAccess.newBuilder().fileSystem(new NodeModules()).build())
            .option("engine.WarnInterpreterOnly", "false")
            .option("js.esm-eval-returns-exports", "true")
            .build();
    private final Value module;

    WebState() {
        var file = Golden.inModule("src/test/web/shown.mjs").toFile();
        try {
            module = context.eval(Source.newBuilder("js", file)
                    .mimeType("application/javascript+module")
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client knows that has just begun. */
    Value nothing() {
        return module.invokeMember("nothing");
    }

    /** The same and what was read over HTTP. */
    Value loaded(Value before, JsonNode read) {
        return module.invokeMember("load", read.toString(), before);
    }

    /** The same and what the socket brought. */
    Value applied(Value before, Collection<JsonNode> events) {
        var state = before;
        for (var event : events) {
            state = module.invokeMember("apply", state, event.toString());
        }
        return state;
    }

    /** The conversations that the client would read again, {@code [{conversationId, isOpen}]}. */
    JsonNode asked(Value state) {
        return Json.read(module.invokeMember("asked", state).asString(), JsonNode.class);
    }

    /** What the user sees. */
    JsonNode shown(Value state) {
        return Json.read(module.invokeMember("shown", state).asString(), JsonNode.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
