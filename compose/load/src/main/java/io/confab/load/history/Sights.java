package io.confab.load.history;

import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A history put in order: what each user has seen, by cursor, whichever device saw it. */
final class Sights {

    private final History history;
    private final Map<String, Map<String, NavigableMap<Long, Event>>> byUserAndEpoch = new LinkedHashMap<>();
    private final Map<String, List<Event>> byUser = new LinkedHashMap<>();

    Sights(History history) {
        this.history = history;
        history.connections().forEach(this::take);
        byUserAndEpoch.forEach((user, epochs) -> {
            var events = new ArrayList<Event>();
            epochs.values().forEach(inbox -> events.addAll(inbox.values()));
            byUser.put(user, events);
        });
    }

    History history() {
        return history;
    }

    Set<String> users() {
        return byUser.keySet();
    }

    /** All that this user has seen, in the order of its cursors. */
    List<Event> of(String userId) {
        return byUser.getOrDefault(userId, List.of());
    }

    /** What this user has seen of one conversation. */
    List<Event> of(String userId, String conversationId) {
        return of(userId).stream()
                .filter(event -> event.conversationId().equals(conversationId))
                .toList();
    }

    Collection<NavigableMap<Long, Event>> inboxes(String userId) {
        return byUserAndEpoch.getOrDefault(userId, Map.of()).values();
    }

    /** Whether no event of this user's can have passed unseen. */
    boolean isWatched(String userId) {
        return history.watched().contains(userId);
    }

    Set<String> conversations() {
        var conversations = new TreeSet<String>();
        byUser.values().forEach(events -> events.forEach(event -> conversations.add(event.conversationId())));
        conversations.remove("");
        return conversations;
    }

    int size() {
        return byUser.values().stream().mapToInt(List::size).sum();
    }

    private void take(History.Connection connection) {
        String epoch = "";
        for (var frame : connection.frames()) {
            if (frame.json().has("epoch")) {
                epoch = frame.json().path("epoch").asText();
            }
            if (frame.isDurableEvent()) {
                take(connection.userId(), epoch, frame);
            }
        }
    }

    private void take(String userId, String epoch, Socket.Frame frame) {
        long cursor = frame.cursor().orElseThrow();
        var event = new Event(userId, epoch, cursor, frame.json(), frame.arrivedNanos());
        byUserAndEpoch
                .computeIfAbsent(userId, user -> new LinkedHashMap<>())
                .computeIfAbsent(epoch, life -> new TreeMap<>())
                .merge(cursor, event, (one, other) -> one.firstSeenNanos() <= other.firstSeenNanos() ? one : other);
    }
}
