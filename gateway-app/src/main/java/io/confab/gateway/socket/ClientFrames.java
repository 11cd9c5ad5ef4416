package io.confab.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what clients say. Unknown properties are let through, unknown types are not. */
final class ClientFrames {
    /** What a client may say, by its {@code type}. */
    static final Map<String, Class<? extends ClientFrame>> TYPES = Map.of(
            "hello", ClientFrame.Hello.class,
            "token", ClientFrame.Token.class,
            "ack", ClientFrame.Ack.class,
            "typing", ClientFrame.Typing.class,
            "presence.watch", ClientFrame.Watch.class,
            "ping", ClientFrame.Ping.class);

    /** Whom one frame may watch. */
    static final int MOST_WATCHED = 500;

    private static final ObjectReader READER = Json.mapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .readerFor(JsonNode.class);

    private ClientFrames() {}

    /** Throws {@link ProtocolException} for what is no frame of this protocol. */
    static ClientFrame parse(String text) throws ProtocolException {
        var json = object(text);
        String type = text(json, "type");
        return switch (type) {
            case "hello" -> new ClientFrame.Hello(text(json, "accessToken"), cursor(json, "since"), epoch(json));
            case "token" -> new ClientFrame.Token(text(json, "accessToken"));
            case "ack" -> new ClientFrame.Ack(cursor(json, "cursor").orElseThrow(() -> missing("cursor")));
            case "typing" ->
                new ClientFrame.Typing(id(json.get("conversationId"), "conversationId", ConversationId::of));
            case "presence.watch" -> new ClientFrame.Watch(userIds(json.get("userIds")));
            case "ping" -> new ClientFrame.Ping();
            default -> throw new ProtocolException("unknown type");
        };
    }

    private static JsonNode object(String text) throws ProtocolException {
        try {
            JsonNode json = READER.readValue(text);
            if (json == null || !json.isObject()) {
                throw new ProtocolException("not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new ProtocolException("not JSON");
        }
    }

    private static Optional<Cursor> cursor(JsonNode json, String name) throws ProtocolException {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new ProtocolException(name + " is a number from 0 on");
        }
        return Optional.of(new Cursor(value.asLong()));
    }

    private static Optional<Epoch> epoch(JsonNode json) throws ProtocolException {
        var value = json.get("epoch");
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(id(value, "epoch", Epoch::new));
    }

    private static List<UserId> userIds(JsonNode json) throws ProtocolException {
        if (json == null || !json.isArray() || json.size() > MOST_WATCHED) {
            throw new ProtocolException("userIds is a list of at most " + MOST_WATCHED);
        }
        var users = new ArrayList<UserId>(json.size());
        for (var each : json) {
            users.add(id(each, "userIds", UserId::of));
        }
        return users;
    }

    private static <T> T id(JsonNode value, String name, Function<String, T> parse) throws ProtocolException {
        if (value == null || value.isNull()) {
            throw missing(name);
        }
        try {
            if (value.isTextual()) {
                return parse.apply(value.textValue());
            }
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(name + " is invalid");
        }
        throw new ProtocolException(name + " is invalid");
    }

    private static String text(JsonNode json, String name) throws ProtocolException {
        var value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw missing(name);
        }
        return value.textValue();
    }

    private static ProtocolException missing(String name) {
        return new ProtocolException(name + " is missing");
    }
}
