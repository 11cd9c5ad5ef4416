package io.confab.schemas.chatup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.schemas.chatup.PoolTrend.TagCount;
import io.confab.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTrendTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void a_trend_is_json_that_anyone_can_read() {
        var trend = new PoolTrend("default", NOW, 7, List.of(new TagCount("chess", 4), new TagCount("jazz", 3)));
        var serde = Topics.CHATUP_TRENDS.valueSerde();

        byte[] json = serde.serializer().serialize(Topics.CHATUP_TRENDS.name(), trend);

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("""
            {"pool":"default","at":"2030-01-01T00:00:00Z","waiting":7,\
            "tags":[{"tag":"chess","waiting":4},{"tag":"jazz","waiting":3}]}""");
        assertThat(serde.deserializer().deserialize(Topics.CHATUP_TRENDS.name(), json))
                .isEqualTo(trend);
    }

    @Test
    void less_than_nobody_can_not_wait() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolTrend("default", NOW, -1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TagCount("chess", 0));
    }
}
