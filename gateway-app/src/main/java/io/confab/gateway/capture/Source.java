package io.confab.gateway.capture;

/** Where changes of rows are captured. */
public enum Source {
    /** In PostgreSQL's log, by one gateway at a time. */
    POSTGRESQL,
    /** Nowhere: the directory stands still. */
    NONE
}
