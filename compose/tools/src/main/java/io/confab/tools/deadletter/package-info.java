/** Looks into the topics of dead letters and sends letters back to where they came from. */
package io.confab.tools.deadletter;
