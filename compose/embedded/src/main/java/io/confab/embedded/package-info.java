/**
 * The parts that Confab needs from others, real ones, started from a JVM: a Kafka broker, PostgreSQL, and an SMTP server
 * with a mailbox to look into. For the local stack and for tests. Each keeps its data in a directory that it is given,
 * listens on 127.0.0.1 alone, and starts again on that directory however its last life ended.
 */
package io.confab.embedded;
