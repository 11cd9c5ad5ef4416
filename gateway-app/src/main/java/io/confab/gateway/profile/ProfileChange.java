package io.confab.gateway.profile;

import java.util.Optional;

/** What a user changes; what is empty stays as it is. */
record ProfileChange(
        Optional<DisplayName> displayName,
        Optional<Bio> bio,
        Optional<Boolean> sendReceipts,
        Optional<Boolean> showPresence,
        Optional<Boolean> showTyping) {}
