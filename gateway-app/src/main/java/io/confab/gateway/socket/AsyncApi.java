package io.confab.gateway.socket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.json.Internal;
import io.confab.schemas.json.Json;
import io.confab.schemas.json.JsonSchemas;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Describes the protocol of the socket by AsyncAPI 3, as the server sees it: what it receives and what it sends. Everything
 * comes from the types that are read and written.
 */
final class AsyncApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String CHANNEL = "socket";

    /** A client says one of these, too: the message that it sends has another name here, and the same type. */
    private static final Set<String> EPHEMERAL = Arrays.stream(
                    EphemeralEvent.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonSchemas types = JsonSchemas.inDocument(Json.clientMapper(), SCHEMAS);

    /** By the message's name, which is its {@code type}, but for {@link #EPHEMERAL} ones of a client. */
    private final Map<String, ObjectNode> payloads = new TreeMap<>();

    private final SortedSet<String> received = new TreeSet<>();
    private final SortedSet<String> sent = new TreeSet<>();

    private AsyncApi() {}

    /** The document, as JSON. */
    static String document(String path, String subprotocol) {
        var api = new AsyncApi();
        api.clientFrames();
        api.serverFrames();
        api.events();
        api.ephemeralEvents();
        return api.write(path, subprotocol).toPrettyString();
    }

    private void clientFrames() {
        ClientFrames.TYPES.forEach((name, type) -> {
            String message = EPHEMERAL.contains(name) ? "client." + name : name;
            received.add(message);
            payloads.put(message, withType(name, schemaOf(type)));
        });
        var watched = (ObjectNode) payloads.get("presence.watch").at("/properties/userIds");
        watched.put("maxItems", ClientFrames.MOST_WATCHED);
    }

    private void serverFrames() {
        ServerFrames.TYPES.forEach((name, type) -> {
            sent.add(name);
            payloads.put(name, withType(name, schemaOf(type)));
        });
    }

    /** Each is the event's own JSON and its cursor. What is for other parts alone is left out. */
    private void events() {
        for (var kind : UserEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            if (kind.value().isAnnotationPresent(Internal.class)) {
                continue;
            }
            String name = kind.name();
            var event = schemaOf(kind.value());
            event.withObject("/properties")
                    .putObject("cursor")
                    .put("type", "integer")
                    .put("minimum", 1);
            event.withArray("/required").add("cursor");
            sent.add(name);
            payloads.put(name, withType(name, event));
        }
    }

    /** Each is the event's own JSON, without a cursor. */
    private void ephemeralEvents() {
        for (var kind : EphemeralEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            sent.add(kind.name());
            payloads.put(kind.name(), withType(kind.name(), schemaOf(kind.value())));
        }
    }

    private ObjectNode schemaOf(Class<?> type) {
        return definition(types.schema(type).get("$ref").asText());
    }

    private ObjectNode definition(String reference) {
        return types.definitions().get(reference.substring(SCHEMAS.length())).deepCopy();
    }

    /** The same with its {@code type} first. */
    private static ObjectNode withType(String name, ObjectNode schema) {
        var properties = object();
        properties.putObject("type").put("const", name);
        schema.withObject("/properties").properties().forEach(property -> {
            if (!property.getKey().equals("type")) {
                properties.set(property.getKey(), property.getValue());
            }
        });
        var required = new TreeSet<String>();
        required.add("type");
        schema.withArray("/required").forEach(each -> required.add(each.asText()));
        var whole = object().put("type", "object");
        whole.set("properties", properties);
        required.forEach(whole.putArray("required")::add);
        return whole;
    }

    private ObjectNode write(String path, String subprotocol) {
        var document = object().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Confab over its WebSocket")
                .put("version", "1")
                .put(
                        "description",
                        "Text frames, one JSON object each. The first one is hello. Durable events have a cursor: each is"
                                + " the one before plus 1. Those without one may be lost. Clients ignore unknown properties and types.");
        document.put("defaultContentType", "application/json");
        var channel = document.putObject("channels").putObject(CHANNEL).put("address", path);
        var messages = channel.putObject("messages");
        payloads.keySet().forEach(name -> messages.putObject(name).put("$ref", "#/components/messages/" + name));
        channel.putObject("bindings")
                .putObject("ws")
                .put("method", "GET")
                .put("bindingVersion", "0.1.0")
                .putObject("headers")
                .put("type", "object")
                .putObject("properties")
                .putObject("Sec-WebSocket-Protocol")
                .put("const", subprotocol);
        closeCodes(channel);
        var operations = document.putObject("operations");
        operation(operations, "receiveFrames", "receive", received);
        operation(operations, "sendFrames", "send", sent);
        components(document.putObject("components"));
        return document;
    }

    private static void closeCodes(ObjectNode channel) {
        var codes = channel.putArray("x-close-codes");
        for (var code : CloseCode.values()) {
            codes.addObject()
                    .put("code", code.number())
                    .put("name", code.text())
                    .put("description", code.meaning());
        }
    }

    private static void operation(ObjectNode operations, String name, String action, SortedSet<String> messages) {
        var operation = operations.putObject(name).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + CHANNEL);
        var list = operation.putArray("messages");
        messages.forEach(message -> list.addObject().put("$ref", "#/channels/" + CHANNEL + "/messages/" + message));
    }

    private void components(ObjectNode components) {
        var messages = components.putObject("messages");
        payloads.forEach((name, payload) -> messages.putObject(name).set("payload", payload));
        var used = new TreeMap<String, ObjectNode>();
        payloads.values().forEach(payload -> addReferences(payload, used));
        components.putObject("schemas").setAll(used);
    }

    private void addReferences(JsonNode schema, Map<String, ObjectNode> used) {
        schema.findValuesAsText("$ref").forEach(reference -> {
            var definition = definition(reference);
            if (used.putIfAbsent(reference.substring(SCHEMAS.length()), definition) == null) {
                addReferences(definition, used);
            }
        });
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
