package io.confab.gateway;

import io.confab.gateway.account.AccountSettings;
import io.confab.gateway.capture.CaptureSettings;
import io.confab.gateway.command.CommandSettings;
import io.confab.gateway.db.DatabaseSettings;
import io.confab.gateway.http.HttpSettings;
import io.confab.gateway.mail.MailSettings;
import io.confab.gateway.pool.PoolSettings;
import io.confab.gateway.session.SessionSettings;
import io.confab.gateway.socket.SocketSettings;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import java.util.List;
import java.util.stream.Stream;

/** Every setting of a gateway, feature by feature. */
public final class GatewaySettings {
    public static final List<Setting<?>> ALL = Stream.of(
                    SharedSettings.ALL,
                    HttpSettings.ALL,
                    DatabaseSettings.ALL,
                    MailSettings.ALL,
                    SessionSettings.ALL,
                    AccountSettings.ALL,
                    CommandSettings.ALL,
                    PoolSettings.ALL,
                    SocketSettings.ALL,
                    CaptureSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private GatewaySettings() {}
}
