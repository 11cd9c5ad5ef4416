package io.confab.chat.inbox;

/** Whether a user blocks another; a lifted block stays, so that what is older than it is known to be. */
record Block(long version, boolean active) {}
