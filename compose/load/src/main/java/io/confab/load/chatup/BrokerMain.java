package io.confab.load.chatup;

import io.confab.embedded.EmbeddedBroker;
import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.ops.ServiceProcess;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker as a process of its own, so that its share of the work can be told from that of the workers. */
public final class BrokerMain {
    static final Setting<String> DIRECTORY =
            Setting.string("confab.load.broker-directory").means("where the broker keeps its data");

    /** A machine that carries all of this may be busy: the broker's own controller is not to take it for dead. */
    private static final Map<String, String> PATIENT = Map.of("broker.session.timeout.ms", "30000");

    private BrokerMain() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        List<Setting<?>> rows = List.of(DIRECTORY, SharedSettings.OPS_HOST, SharedSettings.OPS_PORT);
        ServiceProcess.run(
                rows,
                (settings, metrics) -> new Broker(EmbeddedBroker.start(Path.of(settings.get(DIRECTORY)), PATIENT)));
    }

    private record Broker(EmbeddedBroker broker) implements ServiceProcess.Service {

        @Override
        public List<HealthCheck> checks() {
            return List.of(() -> Health.up("broker", broker.bootstrapServers()));
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
