package io.confab.chatup.seeker;

import io.confab.testkit.Golden;
import io.confab.testkit.GoldenSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSeekerTest {

    @ParameterizedTest
    @ValueSource(classes = {Seeker.class, Block.class})
    void what_is_in_the_store_stays_readable(Class<?> type) {
        GoldenSchema.check(Golden.inModule("src/test/resources/golden/" + type.getSimpleName() + ".json"), type);
    }
}
