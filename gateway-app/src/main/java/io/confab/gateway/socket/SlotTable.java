package io.confab.gateway.socket;

import io.confab.schemas.push.Slot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The slots that this gateway owns and reads. Safe for any thread. */
final class SlotTable {
    private final TreeSet<Slot> owned = new TreeSet<>();
    private List<Slot> inTurn = List.of();
    private int turn;

    synchronized void add(Collection<Slot> slots) {
        owned.addAll(slots);
        inTurn = List.copyOf(owned);
    }

    synchronized void remove(Collection<Slot> slots) {
        owned.removeAll(slots);
        inTurn = List.copyOf(owned);
    }

    /** One for a session to be opened on, each in its turn, so that they carry alike; empty if none is owned now. */
    synchronized Optional<Slot> pick() {
        if (inTurn.isEmpty()) {
            return Optional.empty();
        }
        turn = (turn + 1) % inTurn.size();
        return Optional.of(inTurn.get(turn));
    }

    synchronized int size() {
        return owned.size();
    }
}
