package io.confab.local;

import java.nio.file.Path;

/**
 * What a start was asked for. A port of 0 stands for a free one.
 *
 * @param port of the gateway and the web client
 * @param mailPort of the mailbox
 * @param opsPort of health and metrics
 * @param data where everything is kept between starts
 */
record LocalOptions(int port, int mailPort, int opsPort, Path data) {}
