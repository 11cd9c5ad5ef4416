package io.confab.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.gateway.Gateway;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * The people of all cases: Ann with two devices, Ben with one, Cleo, who is away while things happen, Dora, who sees to it that all is
 * written before it is read, and Eve, who is in no group yet. Each case has a group of its own.
 */
final class Cast implements AutoCloseable {
    private final World world;
    private final Client dora;
    private final Client eve;
    private final Client newcomer;
    private final Screen annsOwn;
    private final Screen annsOther;
    private final Screen bens;
    private final Screen cleos;
    private Instant muted = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    private String direct = "";
    private String group = "";

    Cast(World world, Gateway gateway, WebState web, Set<String> ignored) {
        dora = world.user(gateway);
        eve = world.user(gateway);
        newcomer = world.user(gateway);
        var ann = world.user(gateway);
        this.world = world;
        annsOwn = new Screen("Ann's own device", ann, web, ignored);
        annsOther = new Screen("Ann's other device", world.again(ann), web, ignored);
        bens = new Screen("Ben's device", world.user(gateway), web, ignored);
        cleos = new Screen("Cleo's device, which was away", world.user(gateway), web, ignored);
    }

    Client ann() {
        return annsOwn.client();
    }

    Client ben() {
        return bens.client();
    }

    Client cleo() {
        return cleos.client();
    }

    Client dora() {
        return dora;
    }

    Client eve() {
        return eve;
    }

    /** Somebody for one case alone. */
    Client newcomer() {
        return newcomer;
    }

    Screen annsOwn() {
        return annsOwn;
    }

    Screen annsOther() {
        return annsOther;
    }

    Screen bens() {
        return bens;
    }

    Screen cleos() {
        return cleos;
    }

    List<Screen> screens() {
        return List.of(annsOwn, annsOther, bens, cleos);
    }

    /** What each of them reads over HTTP, with the messages of the case's conversations; Ann reads the same on both devices. */
    void read(BiConsumer<Screen, ObjectNode> given) {
        var conversations = Stream.of(group, direct).filter(id -> !id.isEmpty()).toList();
        var anns = annsOwn.read(conversations);
        given.accept(annsOwn, anns);
        given.accept(annsOther, anns);
        given.accept(bens, bens.read(conversations));
        given.accept(cleos, cleos.read(conversations));
    }

    String groupId() {
        return group;
    }

    String group() {
        return "/v1/conversations/" + group;
    }

    String directId() {
        return direct;
    }

    /** Ann's and Ben's. */
    String direct() {
        return "/v1/conversations/" + direct;
    }

    String message(long seq) {
        return group() + "/messages/" + seq;
    }

    /** Ann and Ben begin to talk, unless they have begun. */
    void openDirect() {
        if (direct.isEmpty()) {
            direct = id(outcome(annsOwn, createDirect()));
            bens.wire().await(frame -> isOf(frame, "conversation.created", direct));
            awaits(() -> assertThat(ben().get(direct()).status()).isEqualTo(200));
        }
    }

    Client.Answer createDirect() {
        return ann().post("/v1/conversations", Map.of("kind", "direct", "userId", ben().userId()));
    }

    /** Another device of Ben's, which is connected. */
    Wire bensPhone() {
        return Wire.hello(world.again(ben()));
    }

    /**
     * A group of Ann, who owns it, Dora and {@code others}. Ann said 1 and 2, Ben 3 and Dora 4, if they are in it; Ann has reacted to
     * 4, and read up to 2.
     */
    void openGroup(String history, Client... others) {
        var members = Stream.concat(Stream.of(dora), Arrays.stream(others)).toList();
        var ids = members.stream().map(Client::userId).toList();
        var created = ann().post(
                        "/v1/conversations",
                        Map.of("kind", "group", "title", "Tea", "userIds", ids, "history", history));
        group = id(outcome(annsOwn, created));
        say(ann(), "one");
        say(ann(), "two");
        say(members.contains(ben()) ? ben() : dora, "three");
        say(dora, "four");
        ann().put(message(4) + "/reactions/👍").must(202);
        ann().put(group() + "/read", Map.of("seq", 2)).must(202);
    }

    /** The same, and everybody has heard of all that, and can read it. */
    void groupIsThere(String history, Client... others) {
        openGroup(history, others);
        screens().stream()
                .filter(screen ->
                        screen.client().equals(ann()) || Set.of(others).contains(screen.client()))
                .forEach(screen -> screen.wire().await(frame -> isOf(frame, "conversation.read", group)));
        settleGroup();
    }

    Client.Answer say(Client who, String text) {
        return say(who, group(), text);
    }

    Client.Answer say(Client who, String conversation, String text) {
        return who.post(conversation + "/messages", words(text)).must(202);
    }

    static Map<String, String> words(String text) {
        return Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text);
    }

    /** What came of a command. */
    JsonNode outcome(Screen screen, Client.Answer answer) {
        return screen.wire().awaitCommand(answer.must(202).text("commandId"));
    }

    /**
     * Waits until all that was decided in the group before is in the read model: Dora, whom nobody watches, mutes it, which is written
     * after all that, and is told to nobody else.
     */
    void settleGroup() {
        muted = muted.plusSeconds(1);
        var until = muted.toString();
        dora.put(group() + "/mute", Map.of("until", until)).must(202);
        awaits(() -> assertThat(dora.get(group()).text("mutedUntil")).isEqualTo(until));
    }

    static void awaits(ThrowingRunnable holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .untilAsserted(holds);
    }

    private static boolean isOf(JsonNode frame, String type, String conversation) {
        return frame.path("type").asText().equals(type)
                && frame.path("conversationId").asText().equals(conversation);
    }

    private static String id(JsonNode created) {
        return created.get("conversationId").asText();
    }

    @Override
    public void close() {
        screens().forEach(Screen::close);
    }
}
