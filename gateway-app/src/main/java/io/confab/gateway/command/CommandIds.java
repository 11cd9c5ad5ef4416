package io.confab.gateway.command;

import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.Uuids;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** New ids for commands that are not repeated: version 7, of now. Safe for any thread if {@code random} is. */
public final class CommandIds {
    private final InstantSource clock;
    private final RandomGenerator random;

    public CommandIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    CommandId next() {
        return new CommandId(Uuids.version7(clock.instant(), random));
    }
}
