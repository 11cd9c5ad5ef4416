package io.confab.schemas.inbox;

/**
 * Whether a user lets others know when there is a live socket.
 *
 * @param version of the profile that says so: the higher one is the later
 */
public record ShowsPresence(boolean shown, long version) {}
