package io.confab.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody with an account and a login. Safe for use by many threads. */
public final class Person {

    /** Everybody's. */
    public static final String PASSWORD = "correct horse battery";

    private final Api api;
    private final String username;
    private final String userId;
    private final String accessToken;
    private final String refreshToken;

    private Person(Api api, String username, String userId, String accessToken, String refreshToken) {
        this.api = api;
        this.username = username;
        this.userId = userId;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
    }

    /** Makes an account the way everybody does, code and all, and logs in. */
    public static Person signUp(Api api, Mailbox mailbox, String username) {
        var address = username + "@example.org";
        api.post("/v1/accounts", Optional.empty(), Map.of("username", username, "email", address, "password", PASSWORD))
                .orFail(202);
        api.post(
                        "/v1/accounts/verification",
                        Optional.empty(),
                        Map.of("email", address, "code", mailbox.codeFor(address)))
                .orFail(204);
        return logIn(api, username);
    }

    /** Logs in to an account that {@link #signUp} made. */
    public static Person logIn(Api api, String username) {
        var session = api.post("/v1/sessions", Optional.empty(), Map.of("login", username, "password", PASSWORD))
                .orFail(201);
        return new Person(
                api,
                username,
                session.path("userId").asText(),
                session.path("accessToken").asText(),
                session.path("refreshToken").asText());
    }

    /** The same login at another gateway. */
    public Person at(Api gateway) {
        return new Person(gateway, username, userId, accessToken, refreshToken);
    }

    /** The same login with new tokens. */
    public Person refreshed() {
        var session = api.post("/v1/sessions/refresh", Optional.empty(), Map.of("refreshToken", refreshToken))
                .orFail(200);
        return new Person(
                api,
                username,
                userId,
                session.path("accessToken").asText(),
                session.path("refreshToken").asText());
    }

    /** Where calls go. */
    public Api api() {
        return api;
    }

    public String username() {
        return username;
    }

    public String userId() {
        return userId;
    }

    public Optional<String> token() {
        return Optional.of(accessToken);
    }

    /** Asks for the direct conversation with {@code other} and returns its id once it is there. */
    public String directConversationWith(Person other, Socket socket) {
        var command = api.post("/v1/conversations", token(), Map.of("kind", "direct", "userId", other.userId))
                .orFail(202)
                .path("commandId")
                .asText();
        return socket.await(frame -> frame.path("commandId").asText().equals(command))
                .json()
                .path("conversationId")
                .asText();
    }

    /** Says something under an id of its own; the answer is the gateway's, not yet the conversation's. */
    public Api.Answer say(String conversationId, UUID clientMessageId, String text) {
        var body = new LinkedHashMap<String, Object>();
        body.put("clientMessageId", clientMessageId);
        body.put("text", text);
        return api.post("/v1/conversations/" + conversationId + "/messages", token(), body);
    }

    /** The newest messages of a conversation, newest last, at most {@code limit}. */
    public JsonNode history(String conversationId, int limit) {
        return api.get("/v1/conversations/" + conversationId + "/messages?limit=" + limit, token())
                .orFail(200)
                .path("items");
    }

    /** A live socket; with {@code since} it first gets what was missed. */
    public Socket connect(Optional<Socket.Position> since) {
        return Socket.open(api, accessToken, since);
    }

    /** As {@link #connect(Optional)}, and tells {@code observer} all that comes. */
    public Socket connect(Optional<Socket.Position> since, Socket.Observer observer) {
        return Socket.open(api, accessToken, since, observer);
    }
}
