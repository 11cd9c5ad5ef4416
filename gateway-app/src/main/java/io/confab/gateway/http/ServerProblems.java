package io.confab.gateway.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server answers before, or without, any handler of ours: malformed requests, an unknown WebSocket path. */
final class ServerProblems extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        var headers = response.getHeaders();
        Headers.ALWAYS.forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, ProblemBody.CONTENT_TYPE);
        byte[] body = body(status);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static byte[] body(int status) {
        return ProblemBody.of(Problem.of(Code.ofStatus(status)))
                .withStatus(status)
                .toJson();
    }
}
