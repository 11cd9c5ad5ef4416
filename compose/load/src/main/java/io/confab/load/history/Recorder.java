package io.confab.load.history;

import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes down what clients do and see. Safe for use by many threads. */
public final class Recorder {

    private final List<History.Post> posts = new ArrayList<>();
    private final List<History.Order> orders = new ArrayList<>();
    private final List<History.Block> blocks = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> watched = new LinkedHashSet<>();

    public synchronized void record(History.Post post) {
        posts.add(post);
    }

    public synchronized void record(History.Order order) {
        orders.add(order);
    }

    public synchronized void record(History.Block block) {
        blocks.add(block);
    }

    /** From now on no event of this user's may be missing: some socket of theirs is live, or will resume. */
    public synchronized void watch(String userId) {
        watched.add(userId);
    }

    /** This user's inbox is seen no further: the account has ended, say. */
    public synchronized void unwatch(String userId) {
        watched.remove(userId);
    }

    /** Takes down all that one socket sees; to be given to the socket that is opened. */
    public Socket.Observer connection(String userId, String name, Optional<Socket.Position> since) {
        var line = new Line(userId, name, since);
        synchronized (this) {
            lines.add(line);
        }
        return line;
    }

    /** All of it so far. */
    public History history() {
        List<Line> open;
        synchronized (this) {
            open = List.copyOf(lines);
        }
        // Before what was done is copied: whatever was seen had been asked for by then
        var connections =
                open.stream().flatMap(line -> line.connection().stream()).toList();
        synchronized (this) {
            return new History(posts, orders, blocks, connections, List.copyOf(watched));
        }
    }

    private static final class Line implements Socket.Observer {

        private final String userId;
        private final String name;
        private final Optional<Socket.Position> since;
        private final List<Socket.Frame> frames = new ArrayList<>();
        private boolean saidHello;
        private long helloNanos;
        private int closeCode;

        private Line(String userId, String name, Optional<Socket.Position> since) {
            this.userId = userId;
            this.name = name;
            this.since = since;
        }

        @Override
        public synchronized void hello(long nanos) {
            saidHello = true;
            helloNanos = nanos;
        }

        @Override
        public synchronized void frame(Socket.Frame frame) {
            frames.add(frame);
        }

        @Override
        public synchronized void closed(int code) {
            closeCode = code;
        }

        private synchronized Optional<History.Connection> connection() {
            return saidHello
                    ? Optional.of(new History.Connection(userId, name, helloNanos, since, frames, closeCode))
                    : Optional.empty();
        }
    }
}
