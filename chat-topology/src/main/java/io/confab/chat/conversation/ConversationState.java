package io.confab.chat.conversation;

import io.confab.schemas.chat.Kind;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.util.Objects;
import java.util.Optional;

/**
 * All that bears on one command, as the commands before it left it.
 *
 * @param lastSeq of the last message, if there is one
 * @param blocks between the two users of a direct conversation, whether that exists or not
 * @param first what the client that gives the command called so before, if that was within the time that is remembered
 * @param mark how far the user whom a mark is of has read, or received, before
 * @param muting what the user who gives the command last said of being told
 * @param target the message that the command is to change
 */
record ConversationState(
        Optional<Conversation> conversation,
        Optional<Seq> lastSeq,
        Blocks blocks,
        Optional<First> first,
        Optional<Seq> mark,
        Optional<Muting> muting,
        Target target) {

    /** Of a conversation of which nothing is known yet. */
    static final ConversationState UNKNOWN = new ConversationState(
            Optional.empty(),
            Optional.empty(),
            Blocks.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Target.NONE);

    ConversationState {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(lastSeq, "lastSeq");
        Objects.requireNonNull(blocks, "blocks");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(muting, "muting");
        Objects.requireNonNull(target, "target");
    }

    Seq nextSeq() {
        return lastSeq.map(Seq::next).orElse(new Seq(1));
    }

    boolean isDirect() {
        return conversation.filter(known -> known.kind() == Kind.DIRECT).isPresent();
    }

    boolean has(UserId user) {
        return conversation.filter(known -> known.has(user)).isPresent();
    }

    boolean had(UserId user) {
        return conversation.filter(known -> known.had(user)).isPresent();
    }

    /** Whether there is a message of that {@code seq}, or was one, that a member sees. */
    boolean shows(Seq seq, UserId user) {
        boolean there = lastSeq.filter(last -> last.compareTo(seq) >= 0).isPresent();
        return there && conversation.filter(known -> known.shows(seq, user)).isPresent();
    }
}
