package io.confab.gateway;

import io.confab.schemas.ops.ServiceProcess;

/** A gateway as a process of its own. */
public final class GatewayMain {

    private GatewayMain() {}

    /** Runs until the process is told to stop; exits with status 2 if the settings are wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        ServiceProcess.run(GatewaySettings.ALL, Gateway::start);
    }
}
