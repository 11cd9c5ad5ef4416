package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of conversations: what it has, what it counts, and how its pages hold while things change. */
class ListIT {
    /** What a list promises. A word more is a promise for good. */
    private static final Set<String> OF_A_CONVERSATION = Set.of(
            "conversationId",
            "kind",
            "title",
            "members",
            "lastMessage",
            "lastSeq",
            "lastReadSeq",
            "unread",
            "mutedUntil",
            "createdAt");

    private static final Set<String> OF_A_MEMBER =
            Set.of("userId", "username", "displayName", "role", "readSeq", "deliveredSeq");
    private static final Set<String> OF_A_MESSAGE = Set.of(
            "conversationId",
            "seq",
            "messageId",
            "senderId",
            "text",
            "replyTo",
            "at",
            "editedAt",
            "deleted",
            "reactions");

    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void an_item_has_what_is_promised_and_nothing_else() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var group = group(ann, anns, ben);
            done(anns, say(ann, group, "hello"));
            done(anns, ann.put(group + "/mute", Map.of()));
            done(anns, ann.put(group + "/read", Map.of("seq", 1)));
            await(() -> assertThat(names(ann.get("/v1/conversations").body().at("/items/0")))
                    .isSubsetOf(OF_A_CONVERSATION)
                    .contains("title", "lastMessage", "mutedUntil"));
            var item = ann.get(group).body();
            assertThat(names(item)).isSubsetOf(OF_A_CONVERSATION).contains("title", "lastMessage", "mutedUntil");
            assertThat(names(item.at("/members/0"))).isSubsetOf(OF_A_MEMBER).contains("role");
            assertThat(names(item.get("lastMessage"))).isSubsetOf(OF_A_MESSAGE).contains("text", "reactions");
        }
    }

    @Test
    void pages_tell_of_no_conversation_twice_and_of_all_that_did_not_move() {
        var ann = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var groups = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                var group = group(ann, anns);
                done(anns, say(ann, group, "hello"));
                groups.add(0, group.substring(group.lastIndexOf('/') + 1));
            }
            await(() -> assertThat(ids(ann.get("/v1/conversations").body())).containsExactlyElementsOf(groups));

            var first = ann.get("/v1/conversations?limit=2").body();
            assertThat(ids(first)).containsExactlyElementsOf(groups.subList(0, 2));
            done(anns, say(ann, "/v1/conversations/" + groups.get(1), "again")); // of the page that was read
            done(anns, say(ann, "/v1/conversations/" + groups.get(4), "again")); // of a page to come
            await(() ->
                    assertThat(ids(ann.get("/v1/conversations?limit=1").body())).containsExactly(groups.get(4)));

            var rest = new ArrayList<String>();
            for (var page = first; page.has("next"); ) {
                page = ann.get("/v1/conversations?limit=2&cursor="
                                + page.get("next").asText())
                        .body();
                rest.addAll(ids(page));
            }
            assertThat(rest).containsExactly(groups.get(2), groups.get(3), groups.get(5));
        }
    }

    @Test
    void the_last_message_is_never_that_of_somebody_blocked() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, ben);
            done(anns, say(ann, group, "by Ann"));
            done(bens, say(ben, group, "by Ben"));
            await(() -> assertThat(last(ann, group)).isEqualTo("by Ben"));

            ann.put("/v1/me/blocks/" + ben.userId()).must(202);
            assertThat(last(ann, group)).isEqualTo("by Ann");
            assertThat(last(ben, group)).isEqualTo("by Ben");
            ann.delete("/v1/me/blocks/" + ben.userId()).must(202);
            assertThat(last(ann, group)).isEqualTo("by Ben");
        }
    }

    /** A model of what three people say, read, block, leave and join says how much is unread; lists and sockets must say the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void unread_is_the_same_in_lists_and_on_sockets_whatever_happened(long seed) {
        var random = new SplittableRandom(seed);
        var people = List.of(world.user(gateway), world.user(gateway), world.user(gateway));
        var wires = people.stream().map(Wire::hello).toList();
        try {
            var model = new Model();
            for (int i = 0; i < 2; i++) {
                model.createGroup(group(people.get(0), wires.get(0), people.get(1), people.get(2)), people);
            }
            var direct = ChatIT.direct(people.get(0), wires.get(0), people.get(1));
            model.create("/v1/conversations/" + direct, people.subList(0, 2));

            for (int round = 0; round < 5; round++) {
                for (int step = 0; step < 12; step++) {
                    model.act(random, people, wires);
                }
                for (var person : people) {
                    await(() -> assertThat(model.listed(person)).isEqualTo(model.expected(person)));
                    try (var another = Wire.hello(person)) {
                        assertThat(another.await("ready").get("unread").asLong())
                                .as("seed %s, round %s", seed, round)
                                .isEqualTo(model.expected(person).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
                    }
                }
            }
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /** What is to be unread, by the rules alone. */
    private static final class Model {
        private final Map<String, List<String>> senders = new LinkedHashMap<>();
        private final Map<String, Map<String, Integer>> readUpTo = new HashMap<>();
        private final Set<String> groups = new HashSet<>();
        private final Set<String> blocks = new HashSet<>();

        void createGroup(String conversation, List<Client> members) {
            groups.add(conversation);
            create(conversation, members);
        }

        void create(String conversation, List<Client> members) {
            senders.put(conversation, new ArrayList<>());
            readUpTo.put(conversation, new HashMap<>());
            members.forEach(member -> readUpTo.get(conversation).put(member.userId(), 0));
        }

        void act(SplittableRandom random, List<Client> people, List<Wire> wires) {
            int who = random.nextInt(people.size());
            int other = (who + 1 + random.nextInt(people.size() - 1)) % people.size();
            var person = people.get(who);
            var conversation = List.copyOf(senders.keySet()).get(random.nextInt(senders.size()));
            var said = senders.get(conversation);
            var members = readUpTo.get(conversation);
            boolean isIn = members.containsKey(person.userId());
            switch (random.nextInt(10)) {
                case 0 -> block(person, people.get(other), random.nextBoolean());
                case 1, 2 -> {
                    if (isIn && !said.isEmpty()) {
                        int seq = 1 + random.nextInt(said.size());
                        if (seq > members.get(person.userId())) {
                            done(wires.get(who), person.put(conversation + "/read", Map.of("seq", seq)));
                            members.put(person.userId(), seq);
                        }
                    }
                }
                case 3 -> {
                    if (groups.contains(conversation) && !person.equals(people.get(0))) {
                        leaveOrJoin(conversation, people.get(0), wires.get(0), person, isIn);
                    }
                }
                default -> {
                    if (isIn) {
                        var result = done(wires.get(who), say(person, conversation, "message"));
                        if (result.get("type").asText().equals("message.sent")) {
                            said.add(person.userId());
                        }
                    }
                }
            }
        }

        private void leaveOrJoin(String group, Client owner, Wire wire, Client person, boolean isIn) {
            if (isIn) {
                done(wire, owner.delete(group + "/members/" + person.userId()));
                readUpTo.get(group).remove(person.userId());
            } else {
                done(wire, owner.post(group + "/members", Map.of("userId", person.userId())));
                readUpTo.get(group).put(person.userId(), senders.get(group).size());
            }
        }

        private void block(Client person, Client other, boolean isOn) {
            String path = "/v1/me/blocks/" + other.userId();
            (isOn ? person.put(path) : person.delete(path)).must(202);
            String key = person.userId() + other.userId();
            if (isOn) {
                blocks.add(key);
            } else {
                blocks.remove(key);
            }
        }

        Map<String, Long> expected(Client person) {
            var unread = new HashMap<String, Long>();
            senders.forEach((conversation, said) -> {
                var read = readUpTo.get(conversation).get(person.userId());
                if (read != null) {
                    unread.put(
                            conversation,
                            said.subList(read, said.size()).stream()
                                    .filter(sender -> !sender.equals(person.userId()))
                                    .filter(sender -> !blocks.contains(person.userId() + sender))
                                    .count());
                }
            });
            return unread;
        }

        Map<String, Long> listed(Client person) {
            var unread = new HashMap<String, Long>();
            for (var item : person.get("/v1/conversations").body().get("items")) {
                String conversation =
                        "/v1/conversations/" + item.get("conversationId").asText();
                assertThat(item.get("lastSeq").asInt())
                        .isEqualTo(senders.get(conversation).size());
                unread.put(conversation, item.get("unread").asLong());
            }
            return unread;
        }
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("items").forEach(item -> ids.add(item.get("conversationId").asText()));
        return ids;
    }

    private static String last(Client client, String conversation) {
        return client.get(conversation).body().at("/lastMessage/text").asText();
    }

    /** A group of {@code owner} and {@code others}, and its path. */
    private static String group(Client owner, Wire wire, Client... others) {
        var body = Map.of(
                "kind", "group",
                "title", "Tea",
                "userIds", Arrays.stream(others).map(Client::userId).toList());
        return "/v1/conversations/"
                + done(wire, owner.post("/v1/conversations", body))
                        .get("conversationId")
                        .asText();
    }

    private static Client.Answer say(Client client, String conversation, String text) {
        return client.post(
                conversation + "/messages",
                Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text));
    }

    private static JsonNode done(Wire wire, Client.Answer answer) {
        return wire.awaitCommand(answer.must(202).text("commandId"));
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }
}
