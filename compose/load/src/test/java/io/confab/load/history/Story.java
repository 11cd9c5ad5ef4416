package io.confab.load.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells a history line by line; each line is a moment later than the one before. */
final class Story {

    static final String CONVERSATION = "c";
    static final String EPOCH = "e";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<History.Post> posts = new ArrayList<>();
    private final List<History.Order> orders = new ArrayList<>();
    private final List<History.Block> blocks = new ArrayList<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final List<String> watched = new ArrayList<>();
    private long now;

    private record Line(String user, long helloNanos, Optional<Socket.Position> since, List<Socket.Frame> frames) {}

    static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Story watched(String... users) {
        watched.addAll(List.of(users));
        return this;
    }

    /** A socket; its name is the user's, or the user's and a number. */
    Story opens(String socket) {
        return opens(socket, Optional.empty(), 0);
    }

    Story resumes(String socket, long since, long readyAt) {
        return opens(socket, Optional.of(new Socket.Position(since, EPOCH)), readyAt);
    }

    private Story opens(String socket, Optional<Socket.Position> since, long readyAt) {
        var user = socket.replaceAll("\\d", "");
        lines.put(socket, new Line(user, tick(), since, new ArrayList<>()));
        return sees(socket, "ready", readyAt, Map.of("epoch", EPOCH));
    }

    /** An attempt that was answered 202. */
    Story posts(String user, String text) {
        return posts(user, text, 202);
    }

    Story posts(String user, String text, int status) {
        posts.add(new History.Post(user, id(text), CONVERSATION, text, answer(status, "k-" + text)));
        return this;
    }

    Story blocks(String blocker, String blocked) {
        blocks.add(new History.Block(blocker, blocked, true, answer(202, "block" + now)));
        return this;
    }

    Story lifts(String blocker, String blocked) {
        blocks.add(new History.Block(blocker, blocked, false, answer(202, "lift" + now)));
        return this;
    }

    Story orders(String user, String type, String command, Map<String, String> properties) {
        orders.add(new History.Order(user, type, properties, true, answer(202, command)));
        return this;
    }

    String lastBlockCommand() {
        return blocks.get(blocks.size() - 1).answer().commandId().orElseThrow();
    }

    Story created(String socket, long cursor, String... members) {
        return sees(
                socket,
                "conversation.created",
                cursor,
                Map.of("at", "0", "conversationId", CONVERSATION, "kind", "group", "members", List.of(members)));
    }

    /** A message, with its command for who sent it. */
    Story message(String socket, long cursor, long seq, String sender, String text) {
        var properties = new HashMap<String, Object>(
                Map.of("at", "t" + seq, "conversationId", CONVERSATION, "seq", seq, "senderId", sender, "text", text));
        properties.put("clientMessageId", id(text).toString());
        if (lines.get(socket).user().equals(sender)) {
            properties.put("commandId", "k-" + text);
        }
        return sees(socket, "message.sent", cursor, properties);
    }

    Story caughtUp(String socket, long cursor) {
        return sees(socket, "caught_up", cursor, Map.of());
    }

    Story resync(String socket, long cursor) {
        return sees(socket, "resync", cursor, Map.of("epoch", EPOCH));
    }

    Story event(String socket, String type, long cursor, Map<String, Object> properties) {
        var all = new HashMap<String, Object>(properties);
        all.put("at", "t" + type);
        return sees(socket, type, cursor, all);
    }

    private Story sees(String socket, String type, long cursor, Map<String, Object> properties) {
        ObjectNode json = JSON.valueToTree(properties);
        json.put("type", type).put("cursor", cursor);
        lines.get(socket).frames().add(new Socket.Frame((JsonNode) json, tick()));
        return this;
    }

    Verdict verdict() {
        var connections = new ArrayList<History.Connection>();
        lines.forEach((name, line) -> connections.add(
                new History.Connection(line.user(), name, line.helloNanos(), line.since(), line.frames(), 0)));
        return Checker.check(new History(posts, orders, blocks, connections, watched));
    }

    private History.Answer answer(int status, String command) {
        return new History.Answer(tick(), tick(), status, status == 202 ? Optional.of(command) : Optional.empty());
    }

    private long tick() {
        return ++now;
    }
}
