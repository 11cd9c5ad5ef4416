package io.confab.gateway.socket;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What is still to be sent to one client: bounded in bytes, one frame on the wire at a time, so that a client that does not
 * read costs a known amount of memory. Frames that matter are never left out: where they don't fit, {@link #offer} says so.
 * Safe for any thread.
 */
final class SendQueue {

    /** What carries one frame at a time; tells from any thread, also at once, what became of it. */
    @FunctionalInterface
    interface Wire {
        void send(String frame, Runnable sent, Consumer<Throwable> failed);
    }

    /** Hears, from any thread, how the queue fares. */
    interface Listener {
        /** It was too full for {@link #offer} and is half empty again. */
        void drained();

        /** A frame could not be sent: the connection is broken. */
        void broken(Throwable cause);
    }

    private record Frame(String text, int bytes) {}

    private final int mostBytes;
    private final Wire wire;
    private final Listener listener;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean onWire;
    private boolean pumping;
    private boolean overflowed;
    private boolean closed;
    private Optional<Runnable> whenEmpty = Optional.empty();

    SendQueue(int mostBytes, Wire wire, Listener listener) {
        this.mostBytes = mostBytes;
        this.wire = wire;
        this.listener = listener;
    }

    /** Takes a frame that matters; false where it doesn't fit. An empty queue takes a frame of any size. */
    boolean offer(String frame) {
        return add(frame, mostBytes);
    }

    /** Takes a frame that may be lost, unless the queue is half full. */
    void offerEphemeral(String frame) {
        add(frame, mostBytes / 2);
    }

    /** Takes no more, and runs {@code then} when all is sent; at once where {@code discard} drops what waits. */
    void close(boolean discard, Runnable then) {
        synchronized (this) {
            closed = true;
            if (discard) {
                waiting.forEach(frame -> bytes -= frame.bytes());
                waiting.clear();
            } else if (onWire || !waiting.isEmpty()) {
                whenEmpty = Optional.of(then);
                return;
            }
        }
        then.run();
    }

    /** Bytes that wait or are on the wire. */
    synchronized long bytes() {
        return bytes;
    }

    private synchronized boolean add(String text, int limit) {
        if (closed) {
            return true;
        }
        var frame = new Frame(text, utf8Length(text));
        if (bytes > 0 && bytes + frame.bytes() > limit) {
            overflowed |= limit == mostBytes;
            return false;
        }
        bytes += frame.bytes();
        waiting.add(frame);
        pump();
        return true;
    }

    /** A loop and no recursion: a wire that answers at once comes back here while the loop runs. */
    private synchronized void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!onWire && !waiting.isEmpty()) {
            var frame = waiting.remove();
            onWire = true;
            wire.send(frame.text(), () -> sent(frame), this::broken);
        }
        pumping = false;
    }

    private void sent(Frame frame) {
        boolean drained;
        Optional<Runnable> then = Optional.empty();
        synchronized (this) {
            onWire = false;
            bytes -= frame.bytes();
            pump();
            drained = overflowed && bytes <= mostBytes / 2;
            if (drained) {
                overflowed = false;
            }
            if (!onWire && waiting.isEmpty()) {
                then = whenEmpty;
                whenEmpty = Optional.empty();
            }
        }
        if (drained) {
            listener.drained();
        }
        then.ifPresent(Runnable::run);
    }

    private void broken(Throwable cause) {
        synchronized (this) {
            closed = true;
            waiting.clear();
            bytes = 0;
            whenEmpty = Optional.empty();
        }
        listener.broken(cause);
    }

    private static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                bytes += 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }
}
