package io.confab.local;

import static org.awaitility.Awaitility.await;

import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import io.confab.load.client.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody on a device without the web client, by calls of the public interface: what is to happen out of sight, or often. */
final class OtherDevice {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Person person;

    private OtherDevice(Person person) {
        this.person = person;
    }

    /** Makes the account and logs in to it. */
    static OtherDevice withNewAccount(URI url, Mailbox mailbox, String username, String displayName) {
        var device = new OtherDevice(Person.signUp(new Api(url), mailbox, username));
        device.person
                .api()
                .patch("/v1/me", device.person.token(), Map.of("displayName", displayName))
                .orFail(200);
        return device;
    }

    /** Starts a group and returns its id once it is there for all to read. */
    String startsAGroup(String title, OtherDevice... others) {
        var userIds = Stream.of(others).map(other -> other.person.userId()).toList();
        person.api()
                .post("/v1/conversations", person.token(), Map.of("kind", "group", "title", title, "userIds", userIds))
                .orFail(202);
        return await().atMost(WITHIN)
                .until(() -> groupsNamed(title), groups -> !groups.isEmpty())
                .get(0);
    }

    private List<String> groupsNamed(String title) {
        var items = person.api()
                .get("/v1/conversations", person.token())
                .orFail(200)
                .path("items");
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(items::get)
                .filter(item -> item.path("title").asText().equals(title))
                .map(item -> item.path("conversationId").asText())
                .toList();
    }

    void sends(String conversationId, String text) {
        person.api()
                .post(
                        "/v1/conversations/" + conversationId + "/messages",
                        person.token(),
                        Map.of("clientMessageId", UUID.randomUUID(), "text", text))
                .orFail(202);
    }

    /** Seeks a stranger who shares an interest. */
    void seeks(String pool, String... tags) {
        person.api()
                .post(
                        "/v1/chatup/tickets",
                        person.token(),
                        Map.of("pool", pool, "tags", List.of(tags), "anyone", false))
                .orFail(202);
    }

    /** Leaves it and waits until that is so for who reads. */
    void leaves(String conversationId) {
        person.api()
                .delete("/v1/conversations/" + conversationId + "/members/me", person.token())
                .orFail(202);
        await().atMost(WITHIN)
                .until(() -> person.api()
                                .get("/v1/conversations/" + conversationId, person.token())
                                .status()
                        == 403);
    }

    /** Waits until a search for the word finds something. */
    void seesFound(String word) {
        await().atMost(WITHIN)
                .until(() -> !person.api()
                        .get("/v1/search/messages?q=" + word, person.token())
                        .orFail(200)
                        .path("items")
                        .isEmpty());
    }
}
