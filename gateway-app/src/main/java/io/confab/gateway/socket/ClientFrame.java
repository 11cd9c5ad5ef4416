package io.confab.gateway.socket;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.util.List;
import java.util.Optional;

/** What a client says over its socket. */
sealed interface ClientFrame {

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of frame: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R hello(Hello frame);

        R token(Token frame);

        R ack(Ack frame);

        R typing(Typing frame);

        R watch(Watch frame);

        R ping(Ping frame);
    }

    /** The first frame: who it is, and after which cursor of which epoch the events are to come. */
    record Hello(String accessToken, Optional<Cursor> since, Optional<Epoch> epoch) implements ClientFrame {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hello(this);
        }

        @Override
        public String toString() {
            return "Hello[accessToken=…, since=" + since + ", epoch=" + epoch + "]";
        }
    }

    /** A token that follows the one in use. */
    record Token(String accessToken) implements ClientFrame {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.token(this);
        }

        @Override
        public String toString() {
            return "Token[accessToken=…]";
        }
    }

    /** Everything up to {@code cursor} has arrived. */
    record Ack(Cursor cursor) implements ClientFrame {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ack(this);
        }
    }

    /** The user is writing. */
    record Typing(ConversationId conversationId) implements ClientFrame {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typing(this);
        }
    }

    /** Whose presence the client wants to see. */
    record Watch(List<UserId> userIds) implements ClientFrame {
        public Watch {
            userIds = List.copyOf(userIds);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.watch(this);
        }
    }

    /** Asks for a pong. */
    record Ping() implements ClientFrame {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ping(this);
        }
    }
}
