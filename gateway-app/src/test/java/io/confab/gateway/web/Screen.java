package io.confab.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.graalvm.polyglot.Value;

/**
 * One device of a user, as the web client is: its state was read over HTTP once, and has changed by what a socket brought since.
 * It is kept twice: with the conversations that a case is about open, and with none open, so that their messages were never read.
 */
final class Screen implements AutoCloseable {
    private static final int PAGE = 50;

    private final String name;
    private final Client client;
    private final WebState web;
    private final Set<String> ignored;
    private final List<JsonNode> own = new ArrayList<>();
    private Wire wire;
    private int from;
    private Value open;
    private Value closed;
    private ObjectNode newest = JsonNodeFactory.instance.objectNode();
    private JsonNode shownOpen = newest;
    private JsonNode shownClosed = newest;

    /** @param ignored types of frames that are not applied */
    Screen(String name, Client client, WebState web, Set<String> ignored) {
        this.name = name;
        this.client = client;
        this.web = web;
        this.ignored = ignored;
        wire = Wire.hello(client);
    }

    Client client() {
        return client;
    }

    Wire wire() {
        return wire;
    }

    /** Begins with what {@link #read} gave; what comes from now on is applied to that. */
    void begin(ObjectNode read) {
        from = wire.frames().size();
        own.clear();
        open = web.loaded(web.nothing(), read);
        closed = web.loaded(web.nothing(), withoutPages(read));
    }

    /** Has {@link #read} once more, for {@link #shown} and {@link #reread}. */
    void hasRead(ObjectNode read) {
        newest = read;
        shownOpen = web.shown(fetched(true));
        shownClosed = web.shown(fetched(false));
    }

    /** What the user sees of a client that began when all was read once more. */
    JsonNode shown(boolean isOpen) {
        return isOpen ? shownOpen : shownClosed;
    }

    /** Something that the client does by itself, before what the socket tells of it. */
    void does(JsonNode event) {
        own.add(event);
    }

    /** The connection is lost. */
    void leave() {
        wire.close();
    }

    /** Comes back with the last cursor; returns when all that was missed is here. */
    void comeBack() {
        long since = wire.frames().stream()
                .filter(frame -> frame.has("cursor"))
                .mapToLong(frame -> frame.get("cursor").asLong())
                .max()
                .orElseThrow();
        var epoch = wire.await("ready").get("epoch").asText();
        wire = Wire.resume(client, since, epoch);
        from = 0;
        wire.await("caught_up");
    }

    /** How many messages the server said to be unread when the connection was made. */
    long unreadAtConnection() {
        return wire.await("ready").get("unread").asLong();
    }

    /** What the socket has brought since {@link #begin}, without what is ignored. */
    List<JsonNode> heard() {
        var frames = wire.frames();
        return frames.subList(from, frames.size()).stream()
                .filter(frame -> frame.has("at") || (frame.has("userId") && !frame.has("epoch")))
                .filter(frame -> !ignored.contains(frame.get("type").asText()))
                .toList();
    }

    /** Waits until the socket has brought events of these types, in whatever order; fails if it brings any other. */
    void hears(List<String> types) {
        Awaitility.await(name + " hears " + types)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> heard().size() >= types.size());
        assertThat(heard())
                .as("what %s was told", name)
                .extracting(event -> event.get("type").asText())
                .containsExactlyInAnyOrderElementsOf(types);
    }

    /** What the user sees after the events, but for those of the types that it is deaf to. */
    Value applied(boolean isOpen, Set<String> deafTo) {
        var told = heard().stream()
                .filter(event -> !deafTo.contains(event.get("type").asText()))
                .toList();
        return web.applied(web.applied(isOpen ? open : closed, own), told);
    }

    /** The same after every event came a second time. */
    Value appliedTwice(boolean isOpen) {
        return web.applied(applied(isOpen, Set.of()), heard());
    }

    private Value fetched(boolean isOpen) {
        return reread(web.nothing(), isOpen);
    }

    /** The state after the client has read again all that it knows it has to. */
    Value completed(Value state) {
        var done = state;
        for (var one : web.asked(state)) {
            var id = one.get("conversationId").asText();
            var item = client.get("/v1/conversations/" + id).must(200).body();
            var loaded = JsonNodeFactory.instance.objectNode().put("type", "loaded.conversation");
            loaded.set("item", item);
            done = web.applied(done, List.of(loaded));
            if (one.get("isOpen").asBoolean()) {
                var page = JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "loaded.messages")
                        .put("conversationId", id)
                        .put("isNewest", true)
                        .put("limit", PAGE);
                page.set("items", messages(id));
                done = web.applied(done, List.of(page));
            }
        }
        return done;
    }

    /** The state after the client has read all again. */
    Value reread(Value state, boolean isOpen) {
        return web.loaded(state, isOpen ? newest : withoutPages(newest));
    }

    private static ObjectNode withoutPages(ObjectNode read) {
        var without = read.deepCopy();
        without.putObject("pages");
        return without;
    }

    /** All there is, as a client reads it that begins, with the messages of these conversations. */
    ObjectNode read(Collection<String> conversations) {
        var read = JsonNodeFactory.instance.objectNode().put("limit", PAGE);
        read.set("me", client.get("/v1/me").must(200).body());
        read.set("blocks", all("/v1/me/blocks"));
        var listed = all("/v1/conversations");
        read.set("conversations", listed);
        var pages = read.putObject("pages");
        conversations.stream()
                .filter(listed.findValuesAsText("conversationId")::contains)
                .forEach(id -> pages.set(id, messages(id)));
        return read;
    }

    private JsonNode messages(String conversation) {
        return client.get("/v1/conversations/" + conversation + "/messages?limit=" + PAGE)
                .must(200)
                .body()
                .get("items");
    }

    private JsonNode all(String path) {
        var items = JsonNodeFactory.instance.arrayNode();
        var page = client.get(path + "?limit=100").must(200).body();
        page.get("items").forEach(items::add);
        while (page.has("next")) {
            page = client.get(path + "?limit=100&cursor=" + page.get("next").asText())
                    .must(200)
                    .body();
            page.get("items").forEach(items::add);
        }
        return items;
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
