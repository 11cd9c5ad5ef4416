package io.confab.chatup;

import io.confab.schemas.ops.ServiceProcess;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.schemas.topic.TopicAdmin;
import io.confab.schemas.topic.TopicSettings;
import java.util.List;
import java.util.stream.Stream;

/** A chatup worker as a process of its own. */
public final class ChatupMain {

    private ChatupMain() {}

    /** Runs until the process is told to stop; exits with status 2 if the settings are wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        List<Setting<?>> rows = Stream.of(
                        SharedSettings.ALL, StreamsSettings.ALL, TopicSettings.all(), ChatupSettings.ALL)
                .flatMap(List::stream)
                .toList();
        ServiceProcess.run(rows, (settings, metrics) -> {
            TopicAdmin.ensure(settings);
            return ChatupWorker.start(settings, metrics);
        });
    }
}
