/** The catalogue of topics, and how they come to be on a broker. */
package io.confab.schemas.topic;
