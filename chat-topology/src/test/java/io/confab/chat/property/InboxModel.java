package io.confab.chat.property;

import io.confab.chat.property.Telling.Mark;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One user's inbox as the public interface describes it: all that the user is to see, numbered, and the sockets that see it. */
final class InboxModel {

    /** What one socket is to be sent. */
    record Sent(SocketId socket, int opening, String words) {}

    private record Block(long version, boolean active) {}

    private final UserId user;
    private final int kept;
    private final List<Telling> entries = new ArrayList<>();
    private final Map<SocketId, OpenSession> live = new LinkedHashMap<>();
    private final Map<UserId, Block> blocks = new HashMap<>();
    private final Map<ConversationId, TreeMap<Long, UserId>> unread = new HashMap<>();

    InboxModel(UserId user, int kept) {
        this.user = user;
        this.kept = kept;
    }

    List<Telling> entries() {
        return List.copyOf(entries);
    }

    List<Sent> reach(Telling telling) {
        if (!telling.passing()) {
            note(telling.mark());
        }
        if (telling.doer().filter(this::blocks).isPresent()) {
            return List.of();
        }
        if (!telling.passing()) {
            entries.add(telling);
        }
        var what = telling.passing() ? telling.words() : entry(entries.size());
        return live.values().stream().map(socket -> sent(socket, what)).toList();
    }

    List<Sent> open(OpenSession command, Epoch epoch) {
        var known = live.get(command.socketId());
        if (known != null && known.opening() >= command.opening()) {
            return List.of();
        }
        live.put(command.socketId(), command);
        var sent = new ArrayList<Sent>();
        if (live.size() > Topologies.MAX_SOCKETS) {
            var oldest = live.values().iterator().next();
            live.remove(oldest.socketId());
            sent.add(sent(oldest, "close"));
        }
        long last = entries.size();
        long oldest = Math.max(0, last - kept); // the one before the oldest that is kept
        long since = command.since().map(Cursor::value).orElse(last);
        boolean whole = since >= oldest && since <= last && command.epoch().equals(Optional.of(epoch));
        boolean replays = command.since().isPresent() && whole;
        sent.add(sent(command, "ready at " + (replays ? since : last) + ", unread " + unread()));
        if (replays) {
            for (long cursor = since + 1; cursor <= last; cursor++) {
                sent.add(sent(command, entry((int) cursor)));
            }
            sent.add(sent(command, "caught up at " + last));
        } else if (command.since().isPresent()) {
            sent.add(sent(command, "resync at " + last));
        }
        return sent;
    }

    void close(CloseSession command) {
        live.values()
                .removeIf(socket ->
                        socket.socketId().equals(command.socketId()) && socket.opening() <= command.opening());
    }

    List<Sent> logOut(EndSession command) {
        var ended = live.values().stream()
                .filter(socket ->
                        command.sessionId().map(socket.sessionId()::equals).orElse(true))
                .toList();
        ended.forEach(socket -> live.remove(socket.socketId()));
        return ended.stream().map(socket -> sent(socket, "close")).toList();
    }

    void block(SetBlock command) {
        if (command.version()
                > blocks.getOrDefault(command.blockedId(), new Block(0, false)).version()) {
            blocks.put(command.blockedId(), new Block(command.version(), command.active()));
        }
    }

    boolean blocks(UserId other) {
        return blocks.getOrDefault(other, new Block(0, false)).active();
    }

    long unread() {
        return unread.values().stream()
                .flatMap(senders -> senders.values().stream())
                .filter(sender -> !blocks(sender))
                .count();
    }

    private void note(Mark mark) {
        var here = unread.computeIfAbsent(mark.place(), place -> new TreeMap<>());
        boolean own = mark.sender().filter(user::equals).isPresent();
        switch (mark.effect()) {
            case A_MESSAGE_MORE -> {
                if (!own) {
                    here.put(mark.seq(), mark.sender().orElseThrow());
                }
            }
            case THIS_MESSAGE_LESS -> here.remove(mark.seq());
            case READ_UP_TO -> {
                if (own) {
                    here.headMap(mark.seq(), true).clear();
                }
            }
            case ALL_GONE -> {
                if (own || mark.sender().isEmpty()) {
                    here.clear();
                }
            }
            case NOTHING -> {}
        }
    }

    private String entry(int cursor) {
        var telling = entries.get(cursor - 1);
        var own = telling.commandId().map(id -> " (own)").orElse("");
        return cursor + ": " + telling.words() + own;
    }

    private static Sent sent(OpenSession socket, String words) {
        return new Sent(socket.socketId(), socket.opening(), words);
    }
}
