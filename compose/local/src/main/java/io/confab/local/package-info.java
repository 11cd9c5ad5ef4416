/** All of Confab on one machine, from real parts that this JVM brings: what {@code ./confab up} runs. */
package io.confab.local;
