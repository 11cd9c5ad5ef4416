package io.confab.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.confab.gateway.http.Caller;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.json.Json;
import io.confab.schemas.push.Push;
import java.time.Duration;
import java.util.Map;

/** Writes what the server says. */
final class ServerFrames {
    static final String PONG = Json.write(new Pong("pong"));

    private static final ObjectWriter EVENTS = Json.clientMapper().writerFor(UserEvent.class);
    private static final ObjectWriter EPHEMERALS = Json.clientMapper().writerFor(EphemeralEvent.class);

    /** What is said besides events, by its {@code type}. */
    static final Map<String, Class<? extends Record>> TYPES = Map.of(
            "ready", Ready.class,
            "caught_up", CaughtUp.class,
            "resync", Resync.class,
            "going", Going.class,
            "pong", Pong.class);

    private ServerFrames() {}

    private record Ready(
            String type,
            SessionId sessionId,
            UserId userId,
            Epoch epoch,
            Cursor cursor,
            long unread,
            long pingIntervalMs) {}

    private record CaughtUp(String type, Cursor cursor) {}

    private record Resync(String type, Epoch epoch, Cursor cursor) {}

    private record Going(String type, long reconnectAfterMs) {}

    private record Pong(String type) {}

    static String ready(Caller caller, Push.Ready push, Duration pingInterval) {
        return Json.write(new Ready(
                "ready",
                caller.sessionId(),
                caller.userId(),
                push.epoch(),
                push.cursor(),
                push.unread(),
                pingInterval.toMillis()));
    }

    static String caughtUp(Cursor cursor) {
        return Json.write(new CaughtUp("caught_up", cursor));
    }

    static String resync(Epoch epoch, Cursor cursor) {
        return Json.write(new Resync("resync", epoch, cursor));
    }

    static String going(Duration reconnectAfter) {
        return Json.write(new Going("going", reconnectAfter.toMillis()));
    }

    /** The event's own JSON, which begins with its type, and its cursor after that. */
    static String event(Push.Entry entry) {
        String json = json(EVENTS, entry.event());
        int afterType = json.indexOf(',');
        return json.substring(0, afterType) + ",\"cursor\":" + entry.cursor() + json.substring(afterType);
    }

    /** The event's own JSON. */
    static String ephemeral(EphemeralEvent event) {
        return json(EPHEMERALS, event);
    }

    private static String json(ObjectWriter writer, Object event) {
        try {
            return writer.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + event.getClass(), e);
        }
    }
}
