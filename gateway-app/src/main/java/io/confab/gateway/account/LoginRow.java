package io.confab.gateway.account;

import io.confab.schemas.id.UserId;

/** What a login is checked against; not verified while it is a sign-up still. */
record LoginRow(UserId userId, String passwordHash, boolean verified) {

    boolean isSame(Credentials credentials) {
        return credentials.passwordHash().equals(passwordHash);
    }

    @Override
    public String toString() {
        return "LoginRow[" + userId + "]";
    }
}
