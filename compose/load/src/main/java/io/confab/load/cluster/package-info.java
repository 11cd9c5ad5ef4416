/** A small cluster of Confab on one machine: every process a JVM of its own, so that it can be killed as no thread can. */
package io.confab.load.cluster;
