package io.confab.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.schemas.json.JsonSchemas;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Describes the routes by OpenAPI 3.1: who may call them, what they take, give and refuse. Everything comes from the roles of
 * the routes and from the types that handlers read and write.
 */
final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String TOKEN = "accessToken";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final JsonSchemas answers = JsonSchemas.inDocument(StrictJson.MAPPER, SCHEMAS);
    private final BodySchemas bodies = new BodySchemas(answers);

    private OpenApi() {}

    /** One route with its policy. */
    record Route(String method, String path, Access access, RateLimit limit, Operation operation) {}

    /** The document, as JSON. */
    static String of(List<Route> routes) {
        return new OpenApi().document(routes).toPrettyString();
    }

    private ObjectNode document(List<Route> routes) {
        var document = object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Confab")
                .put("version", "1")
                .put(
                        "description",
                        "Commands are answered by 202 and a commandId; what comes of them is told over the WebSocket,"
                                + " which /asyncapi.json describes. Unknown properties of requests are ignored;"
                                + " clients ignore unknown properties of answers.");
        document.putArray("servers").addObject().put("url", "/");
        var paths = new TreeMap<String, ObjectNode>();
        for (var route : routes) {
            paths.computeIfAbsent(route.path(), path -> object())
                    .set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        document.putObject("paths").setAll(paths);
        document.set("components", components());
        return document;
    }

    private ObjectNode operation(Route route) {
        var operation = route.operation();
        var json = object().put("operationId", operation.name()).put("summary", operation.summary());
        json.putArray("tags").add(tag(route.path()));
        var security = json.putArray("security");
        if (route.access() == Access.USER) {
            security.addObject().putArray(TOKEN);
        }
        if (route.limit() != RateLimit.NONE) {
            json.putObject("x-rate-limit")
                    .put("limit", route.limit().text())
                    .put("per", route.limit().key().name().toLowerCase(Locale.ROOT));
        }
        parameters(route, json);
        operation.body().ifPresent(body -> {
            var request = json.putObject("requestBody").put("required", true);
            content(request, "application/json", bodies.reference(body));
        });
        json.set("responses", responses(route));
        return json;
    }

    /** The part of the interface that a path belongs to: {@code accounts}, {@code me}; {@code operations} outside of it. */
    private static String tag(String path) {
        var parts = path.split("/", -1);
        return parts[1].equals("v1") ? parts[2] : "operations";
    }

    private static void parameters(Route route, ObjectNode json) {
        var told = route.operation().parameters();
        var parameters = json.putArray("parameters");
        PATH_PARAMETER
                .matcher(route.path())
                .results()
                .map(match -> match.group(1))
                .forEach(name -> {
                    var parameter = told.stream()
                            .filter(one -> one.isPartOfThePath() && one.name().equals(name))
                            .findFirst()
                            .orElseGet(() -> Parameter.id(name));
                    parameters.add(parameter.toJson());
                });
        told.stream().filter(one -> !one.isPartOfThePath()).forEach(one -> parameters.add(one.toJson()));
        if (parameters.isEmpty()) {
            json.remove("parameters");
        }
    }

    private ObjectNode responses(Route route) {
        var responses = object();
        for (var answer : route.operation().answers()) {
            var json = responses
                    .putObject(Integer.toString(answer.status()))
                    .put("description", description(answer.status()));
            if (!answer.contentType().isEmpty()) {
                content(
                        json,
                        answer.contentType(),
                        answer.body().map(answers::schema).orElseGet(() -> object().put("type", "object")));
            }
        }
        var codesByStatus = new TreeMap<Integer, Set<Code>>();
        for (var code : refusals(route)) {
            codesByStatus
                    .computeIfAbsent(code.status(), status -> EnumSet.noneOf(Code.class))
                    .add(code);
        }
        codesByStatus.forEach((status, codes) -> responses.set(status.toString(), problem(codes)));
        return responses;
    }

    private static String description(int status) {
        return switch (status) {
            case 101 -> "the WebSocket is open";
            case 201 -> "it is there now";
            case 202 -> "taken, and durable: what comes of it is told later";
            case 204 -> "done";
            case 503 -> "not all is well";
            default -> "the answer";
        };
    }

    /** What the route says it refuses, and what follows from its other roles. */
    private static Set<Code> refusals(Route route) {
        var operation = route.operation();
        var codes = EnumSet.of(Code.INTERNAL_ERROR);
        codes.addAll(operation.refusals());
        if (route.access() == Access.USER) {
            codes.addAll(EnumSet.of(Code.UNAUTHENTICATED, Code.INVALID_TOKEN, Code.UNAVAILABLE));
        }
        if (route.limit() != RateLimit.NONE) {
            codes.add(Code.TOO_MANY_REQUESTS);
        }
        if (route.limit().key() == RateLimit.Key.ADDRESS) {
            codes.add(Code.MALFORMED_REQUEST); // an address that a proxy couldn't have forwarded
        }
        if (operation.body().isPresent()) {
            codes.addAll(EnumSet.of(
                    Code.MALFORMED_REQUEST,
                    Code.INVALID_JSON,
                    Code.INVALID_UTF8,
                    Code.BODY_TOO_LARGE,
                    Code.UNSUPPORTED_MEDIA_TYPE,
                    Code.VALIDATION_FAILED,
                    Code.UNAVAILABLE));
        }
        if (operation.parameters().stream().anyMatch(one -> !one.isPartOfThePath())) {
            codes.add(Code.VALIDATION_FAILED);
        }
        if (PATH_PARAMETER.matcher(route.path()).find()) {
            codes.add(Code.NOT_FOUND);
        }
        return codes;
    }

    private static ObjectNode problem(Set<Code> codes) {
        var json = object().put(
                        "description",
                        String.join("; ", codes.stream().map(Code::title).toList()));
        if (codes.contains(Code.TOO_MANY_REQUESTS) || codes.contains(Code.UNAVAILABLE)) {
            json.putObject("headers")
                    .putObject("Retry-After")
                    .put("description", "seconds to wait")
                    .putObject("schema")
                    .put("type", "integer");
        }
        var schema = object();
        var all = schema.putArray("allOf");
        all.addObject().put("$ref", SCHEMAS + "Problem");
        var allowed = all.addObject().putObject("properties").putObject("code").putArray("enum");
        codes.forEach(code -> allowed.add(code.text()));
        content(json, ProblemBody.CONTENT_TYPE, schema);
        return json;
    }

    private ObjectNode components() {
        var schemas = new TreeMap<String, ObjectNode>(answers.definitions());
        bodies.definitions().forEach((name, schema) -> {
            if (schemas.putIfAbsent(name, schema) != null) {
                throw new IllegalArgumentException("a body and an answer are called " + name);
            }
        });
        var fault = object().put("type", "object");
        fault.putObject("properties")
                .<ObjectNode>set("pointer", text("a JSON pointer into the body, or ?name for a parameter"))
                .set("detail", text("for a person"));
        fault.putArray("required").add("pointer").add("detail");
        var problem = object().put("type", "object").put("description", "RFC 9457");
        var properties = problem.putObject("properties");
        properties.set("type", text("where the code is explained, relative to the gateway"));
        properties.set("title", text("the code in words"));
        properties.putObject("status").put("type", "integer");
        properties.set("detail", text("what is wrong this time, for a person"));
        properties.set("code", text("stable and machine readable"));
        var errors = properties.putObject("errors").put("type", "array");
        errors.set("items", fault);
        var required = problem.putArray("required");
        List.of("type", "title", "status", "detail", "code").forEach(required::add);
        schemas.put("Problem", problem);

        var components = object();
        components.putObject("schemas").setAll(schemas);
        components
                .putObject("securitySchemes")
                .putObject(TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        return components;
    }

    private static void content(ObjectNode holder, String contentType, ObjectNode schema) {
        holder.putObject("content").putObject(contentType).set("schema", schema);
    }

    private static ObjectNode text(String means) {
        return object().put("type", "string").put("description", means);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
