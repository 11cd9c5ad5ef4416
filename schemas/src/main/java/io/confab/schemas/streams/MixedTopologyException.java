package io.confab.schemas.streams;

/** Workers of the same application run another topology: together they would stall, so this one doesn't start. */
public final class MixedTopologyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MixedTopologyException(String message) {
        super(message);
    }
}
