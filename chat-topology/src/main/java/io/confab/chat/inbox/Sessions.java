package io.confab.chat.inbox;

import io.confab.schemas.id.SocketId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The live sockets of a user, in the order in which they first came. */
record Sessions(List<Session> live) {

    static final Sessions NONE = new Sessions(List.of());

    Sessions {
        live = List.copyOf(live);
    }

    Optional<Session> of(SocketId socket) {
        return live.stream()
                .filter(session -> session.socketId().equals(socket))
                .findFirst();
    }

    /** A socket that is opened again keeps its place. */
    Sessions with(Session opened) {
        var next = new ArrayList<>(live);
        next.replaceAll(session -> session.socketId().equals(opened.socketId()) ? opened : session);
        if (of(opened.socketId()).isEmpty()) {
            next.add(opened);
        }
        return new Sessions(next);
    }

    Sessions without(Predicate<Session> gone) {
        return new Sessions(live.stream().filter(gone.negate()).toList());
    }

    /** The oldest, as many as there are over {@code max}. */
    List<Session> over(int max) {
        return live.subList(0, Math.max(0, live.size() - max));
    }

    boolean isEmpty() {
        return live.isEmpty();
    }
}
