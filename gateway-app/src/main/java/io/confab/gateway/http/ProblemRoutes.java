package io.confab.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;

/** What the {@code type} of a problem leads to: its code in words. */
public final class ProblemRoutes {

    /** Registers the route. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/problems/{code}",
                this::explain,
                Access.ANYONE,
                RateLimit.PUBLIC_READS,
                Operation.of("explainProblem", "What a problem's type leads to")
                        .asks(Parameter.path("code", "of a problem"))
                        .givesText(200));
    }

    private void explain(Context ctx) {
        var code = Arrays.stream(Code.values())
                .filter(some -> some.text().equals(ctx.pathParam("code")))
                .findFirst()
                .orElseThrow(() -> Problem.of(Code.NOT_FOUND));
        ctx.contentType("text/plain; charset=utf-8").result(code.title() + " (status " + code.status() + ")\n");
    }
}
