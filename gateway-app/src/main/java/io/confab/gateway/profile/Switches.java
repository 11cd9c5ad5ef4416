package io.confab.gateway.profile;

/**
 * What a user lets others know.
 *
 * @param version of the row that says so: the higher one is the later
 */
public record Switches(boolean sendReceipts, boolean showPresence, boolean showTyping, long version) {}
