package io.confab.chat;

import static io.confab.schemas.streams.StreamsSettings.COMMIT_INTERVAL;

import io.confab.chat.conversation.ConversationTopology;
import io.confab.chat.directory.DirectoryTopology;
import io.confab.chat.inbox.InboxTopology;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/** The applications of this module. Each is upgraded by itself: its topology can't change while another worker runs the old one. */
enum ChatApplication {
    CONVERSATION(ConversationTopology.APPLICATION_ID) {
        @Override
        Topology topology(Settings settings, MeterRegistry registry) {
            return ConversationTopology.build(settings, registry);
        }
    },
    INBOX("confab-inbox") {
        @Override
        Topology topology(Settings settings, MeterRegistry registry) {
            return InboxTopology.build(settings, registry);
        }
    },
    DIRECTORY("confab-directory") {
        @Override
        Topology topology(Settings settings, MeterRegistry registry) {
            return DirectoryTopology.build(registry);
        }

        /** It reads every event and has seldom anything to say of it: nobody waits, so its transactions are few. */
        @Override
        Settings settings(Settings settings) {
            var background = StreamsSettings.inBackground(settings);
            return settings.get(COMMIT_INTERVAL).compareTo(UNHURRIED) >= 0
                    ? background
                    : background.with(Map.of(COMMIT_INTERVAL.key(), UNHURRIED.toMillis() + "ms"));
        }
    };

    private static final Duration UNHURRIED = Duration.ofMillis(100);

    private final String id;

    ChatApplication(String id) {
        this.id = id;
    }

    /** As in {@code confab.chat.applications}. */
    static List<String> names() {
        return Arrays.stream(values()).map(ChatApplication::settingName).toList();
    }

    static ChatApplication named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The application id: with it go its consumer group, its stores' changelogs and its transactions. For good. */
    String id() {
        return id;
    }

    abstract Topology topology(Settings settings, MeterRegistry registry);

    /** As this application runs with them. */
    Settings settings(Settings settings) {
        return settings;
    }

    private String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
