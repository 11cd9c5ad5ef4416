package io.confab.chatup.seeker;

import io.confab.testkit.Golden;
import io.confab.testkit.GoldenSchema;
import org.junit.jupiter.api.Test;

class StoredSeekerTest {

    @Test
    void what_is_in_the_store_stays_readable() {
        GoldenSchema.check(Golden.inModule("src/test/resources/golden/Seeker.json"), Seeker.class);
    }
}
