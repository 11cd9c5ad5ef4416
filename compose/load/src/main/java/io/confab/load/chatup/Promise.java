package io.confab.load.chatup;

/** What chatup promises of every run, whatever is killed meanwhile. */
enum Promise {
    /** A command is answered: a ticket waits or is refused; a cancel ends it or is refused because nothing waits. */
    ANSWER,
    /** A ticket has exactly one outcome, after its {@code waiting}. */
    OUTCOME,
    /** A user has one ticket at a time. */
    ONE_TICKET,
    /** A match is told to two different users, to each once, and both are told the same. */
    SYMMETRY,
    /** Nobody meets somebody between whom and them there is a block. */
    BLOCK,
    /** Nobody meets the same one twice within the time that is set. */
    AGAIN,
    /** A match has one direct conversation of the two. */
    CONVERSATION,
    /** What is delivered to a user is what came about, in the same order. */
    DELIVERY,
    /** Nothing comes about that nobody asked for. */
    UNASKED
}
