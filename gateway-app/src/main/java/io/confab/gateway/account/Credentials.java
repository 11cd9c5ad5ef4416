package io.confab.gateway.account;

import io.confab.schemas.id.UserId;

/** How a user proves to be that user. Never to be logged. */
record Credentials(UserId userId, EmailAddress email, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[" + userId + "]";
    }
}
