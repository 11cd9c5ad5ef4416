package io.confab.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.confab.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of the web client's modules without a page, each case by its name. They run in a JavaScript engine of this JVM, so
 * that the build needs no Node; with Node they run too: {@code node --test gateway-app/src/test/web/}.
 */
class WebClientTest {
    private static final Path TESTS = Golden.inModule("src/test/web");
    private static final String MODULE = "application/javascript+module";

    private final List<Context> contexts = new ArrayList<>();

    @AfterEach
    void close() {
        contexts.forEach(Context::close);
    }

    @TestFactory
    List<DynamicContainer> modules_without_a_page() throws IOException {
        try (var files = Files.list(TESTS)) {
            var containers = files.filter(file -> file.toString().endsWith(".test.mjs"))
                    .sorted()
                    .map(this::container)
                    .toList();
            assertThat(containers).isNotEmpty();
            return containers;
        }
    }

    private DynamicContainer container(Path file) {
        return dynamicContainer(file.getFileName().toString(), cases(file));
    }

    private List<DynamicTest> cases(Path file) {
        var context = Context.newBuilder("js")
                .allowIO(IOAccess.newBuilder().fileSystem(new NodeModules()).build())
                .option("engine.WarnInterpreterOnly", "false")
                .option("js.esm-eval-returns-exports", "true")
                .build();
        contexts.add(context);
        try {
            context.eval(Source.newBuilder("js", file.toFile()).mimeType(MODULE).build());
            var found = context.eval(Source.newBuilder("js", "export { cases } from 'node:test';", "cases.mjs")
                            .mimeType(MODULE)
                            .build())
                    .getMember("cases");
            assertThat(found.getArraySize()).as("cases of %s", file).isPositive();
            return IntStream.range(0, Math.toIntExact(found.getArraySize()))
                    .mapToObj(found::getArrayElement)
                    .map(one -> test(one.getMember("name").asString(), one.getMember("body")))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + file, e);
        }
    }

    private static DynamicTest test(String name, Value body) {
        return dynamicTest(name, () -> {
            try {
                run(body);
            } catch (AssertionError | PolyglotException e) {
                throw new AssertionError(
                        name + ": " + e.getMessage(), e); // reports don't all say a dynamic test's name
            }
        });
    }

    /** What a case awaits has come about when the engine is left: nothing here takes time. */
    private static void run(Value body) {
        var outcome = body.execute();
        if (!outcome.canInvokeMember("then")) {
            return;
        }
        var ends = new ArrayList<String>();
        ProxyExecutable held = arguments -> ends.add("held");
        ProxyExecutable failed = arguments -> ends.add(text(arguments[0]));
        outcome.invokeMember("then", held, failed);
        assertThat(ends)
                .as("how it ended; nothing if it waits for what never comes")
                .containsExactly("held");
    }

    private static String text(Value error) {
        return error.hasMember("stack") ? error.getMember("stack").asString() : error.toString();
    }
}
