package io.confab.gateway.db;

import org.jdbi.v3.core.Handle;

/**
 * A unit of work in the database. Valid only inside the call that was given it, and only on that thread. The work may run
 * several times before it is committed once, so it must have no effect but through this.
 */
public final class Transaction {
    private final Handle handle;

    Transaction(Handle handle) {
        this.handle = handle;
    }

    /** For DAOs alone. */
    public Handle sql() {
        return handle;
    }
}
