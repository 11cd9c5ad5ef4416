package io.confab.gateway;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Contract;
import io.confab.gateway.world.World;
import io.confab.schemas.json.Json;
import io.confab.testkit.Golden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documents that the gateway serves are what it does. */
class DocumentsIT {
    private static Contract contract;
    private static Client ann;

    /** A documented operation: where it is, and its node. */
    private record Call(String method, String template, JsonNode operation) {
        /** With ids that nothing has, and 1 for numbers. */
        String path() {
            String path = template;
            for (var parameter : operation.path("parameters")) {
                if (parameter.at("/schema/type").asText().equals("integer")) {
                    path = path.replace("{" + parameter.get("name").asText() + "}", "1");
                }
            }
            return path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    @BeforeAll
    static void start() {
        var gateway = World.gatewayOfAccounts();
        ann = World.ofAccounts().person(gateway, "reader").join().http();
        contract = Contract.of(gateway.port());
    }

    @Test
    void the_documents_in_the_tree_are_those_that_are_served() {
        Golden.check(
                Golden.inModule("../docs/generated/openapi.json"),
                contract.http().toPrettyString());
        Golden.check(
                Golden.inModule("../docs/generated/asyncapi.json"),
                contract.socket().toPrettyString());
    }

    @Test
    void generated_clients_can_tell_the_operations_apart() {
        assertThat(calls().map(call -> call.operation().get("operationId").asText()))
                .hasSizeGreaterThan(30)
                .doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> who_may_call_is_as_documented() {
        var stranger = ann.withToken("");
        return tests(calls(), call -> {
            var answer = stranger.call(call.method(), call.path(), null);
            if (call.operation().get("security").isEmpty()) {
                assertThat(answer.text("code")).isNotEqualTo("unauthenticated");
            } else {
                answer.mustBe(401, "unauthenticated");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> what_is_required_is_asked_for() {
        return tests(callsWithBodies(), call -> {
            var required = names(body(call).path("required"));
            if (required.isEmpty()) {
                return;
            }
            var answer = send(call, Map.of()).mustBe(422, "validation_failed");
            assertThat(pointers(answer)).isEqualTo(required);
        });
    }

    @TestFactory
    Stream<DynamicTest> what_the_schema_of_a_body_forbids_is_refused() {
        return tests(
                callsWithBodies(),
                call -> body(call).get("properties").properties().forEach(property -> {
                    for (Object value : forbidden(property.getValue())) {
                        assertThat(variants(call, property.getKey(), value))
                                .as("%s with %s as %s", call, value, property.getKey())
                                .anyMatch(body -> pointers(send(call, body)).contains("/" + property.getKey()));
                    }
                }));
    }

    /** Values just outside of what {@code schema} allows. */
    private static List<Object> forbidden(JsonNode schema) {
        var values = new ArrayList<Object>();
        if (schema.has("maxLength")) {
            values.add("x".repeat(schema.get("maxLength").asInt() + 1));
        }
        if (schema.has("minLength")) {
            values.add("x".repeat(schema.get("minLength").asInt() - 1));
        }
        if (schema.has("pattern") || schema.has("enum") || schema.has("format")) {
            values.add("!");
        }
        if (schema.has("minimum")) {
            values.add(schema.get("minimum").asLong() - 1);
        }
        if (schema.has("maxItems")) {
            values.add(IntStream.rangeClosed(0, schema.get("maxItems").asInt())
                    .mapToObj(number -> "x" + number)
                    .toList());
        }
        if (schema.has("items")) {
            forbidden(schema.get("items")).forEach(item -> values.add(List.of(item)));
        }
        return values;
    }

    /** The body with that value; where something has kinds, one for each kind. */
    private static List<Map<String, Object>> variants(Call call, String name, Object value) {
        var kinds = body(call).at("/properties/kind/enum");
        var bodies = new ArrayList<Map<String, Object>>();
        for (var kind : kinds) {
            var body = new HashMap<String, Object>(Map.of("kind", kind.asText()));
            body.put(name, value);
            bodies.add(body);
        }
        return bodies.isEmpty() ? List.of(Map.of(name, value)) : bodies;
    }

    private static Client.Answer send(Call call, Map<String, ?> body) {
        return ann.call(call.method(), call.path(), Json.write(body));
    }

    private static Set<String> pointers(Client.Answer answer) {
        return StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .collect(toSet());
    }

    private static Set<String> names(JsonNode required) {
        var names = new TreeSet<String>();
        required.forEach(name -> names.add("/" + name.asText()));
        return names;
    }

    private static JsonNode body(Call call) {
        String reference = call.operation()
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText();
        return contract.http().at(reference.substring(1));
    }

    private static Stream<Call> callsWithBodies() {
        return calls().filter(call -> call.operation().has("requestBody"));
    }

    private static Stream<Call> calls() {
        return contract.http().get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Call(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    private interface Check {
        void of(Call call);
    }

    private static Stream<DynamicTest> tests(Stream<Call> calls, Check check) {
        return calls.map(call -> DynamicTest.dynamicTest(call.toString(), () -> check.of(call)));
    }
}
