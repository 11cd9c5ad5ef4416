package io.confab.testkit;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.schemas.topic.TopicSettings;
import io.confab.schemas.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedPagesTest {
    @Test
    void every_topic_is_documented() {
        GoldenPages.checkTopics("topics", "Topics", Topics.all());
    }

    @Test
    void every_setting_that_processes_share_is_documented() {
        var sections = new LinkedHashMap<String, List<Setting<?>>>();
        sections.put("Every process", SharedSettings.ALL);
        sections.put("Topics", TopicSettings.all());
        sections.put("Streams applications", StreamsSettings.ALL);
        GoldenPages.checkSettings("settings", "Settings that processes share", sections);
    }
}
