package io.confab.gateway.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody may have to get a mail. Whether, and what it says, is found out when it is sent, so that ordering takes the same
 * time for an address that is known as for any other.
 *
 * @param kind what it is for; one {@link MailWriter} knows
 * @param recipient an address, as it was typed
 * @param about what it is about, where the address alone doesn't tell
 * @param attempts how many times it was tried before
 */
public record MailOrder(
        UUID id, String kind, String recipient, Optional<UUID> about, Instant createdAt, int attempts, Instant dueAt) {}
