package io.confab.load.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.client.Api;
import io.confab.load.client.Person;
import io.confab.load.client.Socket;
import io.confab.load.history.History;
import io.confab.load.history.Recorder;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Somebody in a scenario: does what people do, at whichever gateway, and has all of it recorded. Safe for many threads. */
final class Actor {

    private final World world;
    private final int home;
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private volatile Person person;
    private volatile Socket.Position start;

    Actor(World world, Person person, int home) {
        this.world = world;
        this.person = person;
        this.home = home;
    }

    String name() {
        return person.username();
    }

    String userId() {
        return person.userId();
    }

    Recorder recorder() {
        return world.recorder();
    }

    void remark(String what) {
        world.remark(name() + " " + what);
    }

    /** The gateway where this one calls, if nothing else is said. */
    int home() {
        return home;
    }

    int otherThan(int gateway) {
        return (gateway + 1) % world.cluster().gateways().size();
    }

    Person at(int gateway) {
        return person.at(world.cluster().gateway(gateway).api());
    }

    Person person() {
        return at(home);
    }

    void refreshTokens() {
        person = person().refreshed();
    }

    // --- devices

    /** The first device, there before anything happened. */
    Device phone() {
        return devices.get(0);
    }

    List<Device> devices() {
        return List.copyOf(devices);
    }

    /** From where a device that was off all the time goes on. */
    Socket.Position start() {
        return start;
    }

    /** The first device; nothing that comes from now on may be missing. */
    void connectPhone() {
        var phone = new Device(this, "phone", Optional.empty());
        devices.add(phone);
        phone.connect(home);
        start = phone.position();
        recorder().watch(userId());
    }

    /** Another device, with the events since the beginning. */
    Device addDevice(String name, int gateway) {
        var device = new Device(this, name, Optional.of(start));
        devices.add(device);
        return device.connect(gateway);
    }

    /** Another device, with live events only. */
    Device addLiveDevice(String name, int gateway) {
        var device = new Device(this, name, Optional.empty());
        devices.add(device);
        return device.connect(gateway);
    }

    /** What came of a command, at the first device. */
    JsonNode outcome(History.Answer answer) {
        return phone().outcome(answer.commandId().orElseThrow());
    }

    // --- messages

    History.Answer say(String conversationId, String text) {
        return say(home, conversationId, UUID.randomUUID(), text);
    }

    History.Answer say(int gateway, String conversationId, UUID id, String text) {
        return say(gateway, conversationId, id, text, OptionalLong.empty());
    }

    History.Answer say(int gateway, String conversationId, UUID id, String text, OptionalLong replyTo) {
        var body = new LinkedHashMap<String, Object>(Map.of("clientMessageId", id, "text", text));
        replyTo.ifPresent(seq -> body.put("replyTo", seq));
        var at = at(gateway);
        var answer = answer(() -> at.api().post(path(conversationId, "/messages"), at.token(), body));
        recorder().record(new History.Post(userId(), id, conversationId, text, answer));
        return answer;
    }

    /** Says it, and again at the other gateway with the same id, until it is answered 202: what a good client does. */
    void insist(String conversationId, String text) {
        var id = UUID.randomUUID();
        int[] gateway = {home};
        Awaitility.await("an answer for " + name()).until(() -> {
            var answer = say(gateway[0], conversationId, id, text);
            gateway[0] = otherThan(gateway[0]);
            return answer.isAcknowledged();
        });
    }

    // --- conversations

    History.Answer create(Actor other) {
        return order(
                "conversation.created",
                Map.of(),
                true,
                () -> person().api()
                        .post(
                                "/v1/conversations",
                                person().token(),
                                Map.of("kind", "direct", "userId", other.userId())));
    }

    String direct(Actor other) {
        return outcome(create(other)).path("conversationId").asText();
    }

    String group(String title, List<Actor> others) {
        return group(Map.of(
                "kind",
                "group",
                "title",
                title,
                "userIds",
                others.stream().map(Actor::userId).toList()));
    }

    String group(Map<String, Object> body) {
        var answer = order(
                "conversation.created",
                Map.of(),
                true,
                () -> person().api().post("/v1/conversations", person().token(), body));
        return outcome(answer).path("conversationId").asText();
    }

    History.Answer rename(String conversationId, String title) {
        return order(
                "conversation.changed",
                Map.of("conversationId", conversationId, "title", title, "by", userId()),
                true,
                () -> person().api().patch(path(conversationId, ""), person().token(), Map.of("title", title)));
    }

    History.Answer add(String conversationId, Actor other) {
        return order(
                "member.added",
                Map.of("conversationId", conversationId, "userId", other.userId()),
                true,
                () -> person().api()
                        .post(path(conversationId, "/members"), person().token(), Map.of("userId", other.userId())));
    }

    History.Answer remove(String conversationId, Actor other) {
        return order(
                "member.removed",
                Map.of("conversationId", conversationId, "userId", other.userId()),
                true,
                () -> person().api().delete(path(conversationId, "/members/" + other.userId()), person().token()));
    }

    History.Answer leave(String conversationId) {
        return order(
                "member.removed",
                Map.of("conversationId", conversationId, "userId", userId()),
                true,
                () -> person().api().delete(path(conversationId, "/members/me"), person().token()));
    }

    History.Answer makes(String role, String conversationId, Actor other) {
        return order(
                "member.changed",
                Map.of("conversationId", conversationId, "userId", other.userId(), "role", role),
                true,
                () -> person().api()
                        .put(
                                path(conversationId, "/members/" + other.userId() + "/role"),
                                person().token(),
                                Map.of("role", role)));
    }

    History.Answer read(String conversationId, long seq) {
        return order(
                "conversation.read",
                Map.of("conversationId", conversationId, "userId", userId()),
                false,
                () -> person().api().put(path(conversationId, "/read"), person().token(), Map.of("seq", seq)));
    }

    // --- changes of a message

    History.Answer edit(int gateway, String conversationId, long seq, String text) {
        var at = at(gateway);
        return order(
                "message.edited",
                change(conversationId, seq, Map.of("text", text, "by", userId())),
                true,
                () -> at.api().patch(message(conversationId, seq), at.token(), Map.of("text", text)));
    }

    History.Answer edit(String conversationId, long seq, String text) {
        return edit(home, conversationId, seq, text);
    }

    History.Answer delete(String conversationId, long seq) {
        return order(
                "message.deleted",
                change(conversationId, seq, Map.of("by", userId())),
                true,
                () -> person().api().delete(message(conversationId, seq), person().token()));
    }

    History.Answer react(String conversationId, long seq, String emoji) {
        return order(
                "reaction.added",
                change(conversationId, seq, Map.of("emoji", emoji, "userId", userId())),
                true,
                () -> person().api().put(reaction(conversationId, seq, emoji), person().token(), Map.of()));
    }

    History.Answer unreact(String conversationId, long seq, String emoji) {
        return order(
                "reaction.removed",
                change(conversationId, seq, Map.of("emoji", emoji, "userId", userId())),
                true,
                () -> person().api().delete(reaction(conversationId, seq, emoji), person().token()));
    }

    /** A message as history has it at a gateway, once that is so; the archive follows the events. */
    JsonNode awaitInHistory(int gateway, String conversationId, long seq, Predicate<JsonNode> matches) {
        return Awaitility.await("message " + seq + " in the history of " + name())
                .until(() -> inHistory(gateway, conversationId, seq).filter(matches), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> inHistory(int gateway, String conversationId, long seq) {
        for (var item : history(gateway, conversationId)) {
            if (item.path("seq").asLong() == seq) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> change(String conversationId, long seq, Map<String, String> rest) {
        var properties = new LinkedHashMap<>(rest);
        properties.put("conversationId", conversationId);
        properties.put("seq", Long.toString(seq));
        return properties;
    }

    private static String message(String conversationId, long seq) {
        return path(conversationId, "/messages/" + seq);
    }

    private static String reaction(String conversationId, long seq, String emoji) {
        return message(conversationId, seq) + "/reactions/" + URLEncoder.encode(emoji, UTF_8);
    }

    // --- hints

    void acknowledge(long cursor) {
        phone().socket().send(Map.of("type", "ack", "cursor", cursor));
    }

    void type(String conversationId) {
        phone().socket().send(Map.of("type", "typing", "conversationId", conversationId));
    }

    void watch(Actor... others) {
        phone().socket()
                .send(Map.of(
                        "type",
                        "presence.watch",
                        "userIds",
                        Stream.of(others).map(Actor::userId).toList()));
    }

    void setSwitch(String name, boolean on) {
        person().api().patch("/v1/me", person().token(), Map.of(name, on)).orFail(200);
    }

    // --- blocks

    History.Answer block(Actor other) {
        return block(home, other, true);
    }

    History.Answer unblock(Actor other) {
        return block(home, other, false);
    }

    History.Answer block(int gateway, Actor other, boolean active) {
        var path = "/v1/me/blocks/" + other.userId();
        var at = at(gateway);
        var answer = answer(() ->
                active ? at.api().put(path, at.token(), Map.of()) : at.api().delete(path, at.token()));
        recorder().record(new History.Block(userId(), other.userId(), active, answer));
        return answer;
    }

    // --- what is read over HTTP

    /** What a gateway has of a conversation so far: nothing before the archive has heard of it. */
    JsonNode history(int gateway, String conversationId) {
        return at(gateway)
                .api()
                .get(path(conversationId, "/messages?limit=100"), person.token())
                .orFail(200, 404)
                .path("items");
    }

    JsonNode get(int gateway, String path) {
        return at(gateway).api().get(path, person.token()).orFail(200);
    }

    /** A conversation as the list has it, if it is there. */
    Optional<JsonNode> listed(int gateway, String conversationId) {
        for (var item : get(gateway, "/v1/conversations?limit=100").path("items")) {
            if (item.path("conversationId").asText().equals(conversationId)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    static String path(String conversationId, String rest) {
        return "/v1/conversations/" + conversationId + rest;
    }

    /** Gives any other command. */
    History.Answer order(String type, Map<String, String> properties, boolean mustShow, Supplier<Api.Answer> call) {
        var answer = answer(call);
        recorder().record(new History.Order(userId(), type, new LinkedHashMap<>(properties), mustShow, answer));
        return answer;
    }

    private static History.Answer answer(Supplier<Api.Answer> call) {
        long began = System.nanoTime();
        try {
            var answer = call.get();
            var command = answer.body().path("commandId");
            return new History.Answer(
                    began,
                    System.nanoTime(),
                    answer.status(),
                    command.isTextual() ? Optional.of(command.asText()) : Optional.empty());
        } catch (UncheckedIOException e) {
            return new History.Answer(began, System.nanoTime(), 0, Optional.empty());
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
