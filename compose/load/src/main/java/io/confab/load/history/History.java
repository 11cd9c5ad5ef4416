package io.confab.load.history;

import io.confab.load.client.Socket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What clients did and saw. Times are {@link System#nanoTime} of the one process in which the clients ran. Immutable.
 *
 * @param watched the users all of whose events are to be here: they had a socket from their first event to the end
 */
public record History(
        List<Post> posts, List<Order> orders, List<Block> blocks, List<Connection> connections, List<String> watched) {

    public History {
        posts = List.copyOf(posts);
        orders = List.copyOf(orders);
        blocks = List.copyOf(blocks);
        connections = List.copyOf(connections);
        watched = List.copyOf(watched);
    }

    /**
     * How a call was answered.
     *
     * @param status of HTTP; 0 where no answer came, so that it may have been taken or not
     */
    public record Answer(long beganNanos, long endedNanos, int status, Optional<String> commandId) {
        public Answer {
            Objects.requireNonNull(commandId, "commandId");
        }

        /** Whether what was asked is durable. */
        public boolean isAcknowledged() {
            return status == 202;
        }

        /** Whether it may have come about although nobody said so. */
        public boolean isOpen() {
            return status == 0 || status >= 500;
        }
    }

    /** One attempt to send a message; a retry is another one. */
    public record Post(String userId, UUID clientMessageId, String conversationId, String text, Answer answer) {}

    /**
     * Any other command.
     *
     * @param type of the event that comes of it, unless it is rejected
     * @param properties that this event has, among others
     * @param mustShow whether its outcome comes in any case
     */
    public record Order(String userId, String type, Map<String, String> properties, boolean mustShow, Answer answer) {
        public Order {
            properties = Map.copyOf(properties);
        }
    }

    /** A block that was set, or lifted. */
    public record Block(String blockerId, String blockedId, boolean active, Answer answer) {}

    /**
     * A socket from hello to its end.
     *
     * @param name for people
     * @param since from where it resumed; empty for live events only
     * @param frames as they came
     * @param closeCode 0 while it is open
     */
    public record Connection(
            String userId,
            String name,
            long helloNanos,
            Optional<Socket.Position> since,
            List<Socket.Frame> frames,
            int closeCode) {
        public Connection {
            Objects.requireNonNull(since, "since");
            frames = List.copyOf(frames);
        }
    }
}
