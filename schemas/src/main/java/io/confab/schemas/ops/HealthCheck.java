package io.confab.schemas.ops;

/** Tells how a part is. Called from any thread, at any time; answers at once from what is known, without asking others. */
@FunctionalInterface
public interface HealthCheck {
    Health check();
}
