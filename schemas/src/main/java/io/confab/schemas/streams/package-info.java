/** The frame that every Kafka Streams application of Confab runs in. */
package io.confab.schemas.streams;
