package io.confab.gateway.http;

import io.confab.gateway.Unavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that is thrown while a request is handled into a problem. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, ofJavalin(e, ctx)));
        routes.exception(Unavailable.class, (e, ctx) -> {
            LOG.warn("{} {} can't be served now: {}", ctx.method(), ctx.path(), e.getMessage(), e.getCause());
            answer(ctx, unavailable(e.retryAfter()));
        });
        routes.exception(ClientGone.class, (e, ctx) -> {
            LOG.debug("{} {}: {}", ctx.method(), ctx.path(), e.getMessage());
            answer(ctx, Problem.of(Code.MALFORMED_REQUEST).detail("The body ended too soon."));
        });
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.endpoint().path, e);
            answer(ctx, Problem.of(Code.INTERNAL_ERROR).detail("It is our fault, and has been logged."));
        });
    }

    /** An error of the JVM itself; the answer is written without Javalin. */
    static void answer(HttpServletResponse response, Error error) {
        LOG.error("a request failed", error);
        var body = ProblemBody.of(Problem.of(Code.INTERNAL_ERROR));
        try {
            response.setStatus(body.status());
            response.setContentType(ProblemBody.CONTENT_TYPE);
            response.getOutputStream().write(body.toJson());
        } catch (IOException e) {
            LOG.debug("client gone", e);
        }
    }

    private static void answer(Context ctx, Problem problem) {
        var body = ProblemBody.of(problem);
        if (isSendingBody(ctx)) {
            dropRest(ctx);
        }
        if (body.status() == Code.UNAUTHENTICATED.status()) {
            ctx.header("WWW-Authenticate", challenge(problem.code()));
        }
        problem.retryAfter().ifPresent(wait -> ctx.header("Retry-After", Long.toString(seconds(wait))));
        ctx.status(body.status()).contentType(ProblemBody.CONTENT_TYPE).result(body.toJson());
    }

    /** Whether the client is sending a body, and would rather send it to the end than look at its answer. */
    private static boolean isSendingBody(Context ctx) {
        boolean hasBody = ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
        boolean waits = ctx.header("Expect") != null;
        return hasBody && !waits;
    }

    private static void dropRest(Context ctx) {
        try {
            Bodies.drop(ctx);
        } catch (ClientGone | IllegalStateException e) {
            LOG.debug("{} {}: the rest of the body can't be read: {}", ctx.method(), ctx.path(), e.getMessage());
        }
    }

    private static String challenge(Code code) {
        return code == Code.INVALID_TOKEN
                ? "Bearer realm=\"confab\", error=\"invalid_token\""
                : "Bearer realm=\"confab\"";
    }

    static Problem unavailable(Duration retryAfter) {
        return Problem.of(Code.UNAVAILABLE).detail("Try again soon.").retryAfter(retryAfter);
    }

    /** Rounded up, and never zero, so that who waits that long is let in. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static Problem ofJavalin(HttpResponseException e, Context ctx) {
        var code = Code.ofStatus(e.getStatus());
        if (code == Code.METHOD_NOT_ALLOWED) {
            String allowed = e.getDetails().getOrDefault("availableMethods", "");
            ctx.header("Allow", allowed);
            return Problem.of(code).detail("Use one of: " + allowed);
        }
        if (code == Code.NOT_FOUND) {
            return Problem.of(code).detail("There is nothing at this path.");
        }
        return Problem.of(code);
    }
}
