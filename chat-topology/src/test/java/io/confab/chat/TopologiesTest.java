package io.confab.chat;

import io.confab.schemas.setting.Settings;
import io.confab.testkit.GoldenTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopologiesTest {

    /** A difference here means: stop all workers of the application, then start the new ones. */
    @ParameterizedTest
    @EnumSource(ChatApplication.class)
    void a_topology_stays_as_it_is_reviewed(ChatApplication application) {
        GoldenTopology.check(application.id(), application.topology(Settings.of(Map.of()), new SimpleMeterRegistry()));
    }
}
