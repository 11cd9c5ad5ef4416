package io.confab.load.history;

/** What is promised, and broken by a {@link Violation}. */
public enum Rule {
    /** After ready comes what the client asked for; each event's cursor is the one before plus 1. */
    CURSOR,
    /** {@code caught_up} comes once, after all that was missed, and only where something was asked for. */
    CAUGHT_UP,
    /** A cursor of an epoch is the same event on every device. */
    DEVICES,
    /** A message is there once, under one seq, and says what was sent. */
    ONCE,
    /** The seqs of a conversation are 1, 2, 3 …; each means the same message to everyone. */
    SEQ,
    /** What is in a conversation comes in one order to all of its members. */
    ORDER,
    /** What was acknowledged comes about, or is rejected. */
    ACKNOWLEDGED,
    /** A message comes to every member, unless a block hides it. */
    MEMBERS,
    /** Nothing comes about that nobody asked for. */
    UNASKED,
    /** No message whose POST began after a block's 202 reaches the blocker. */
    BLOCK
}
