/**
 * What clients did and saw, and the judgement on it. Clients record into a {@link io.confab.load.history.Recorder}; a
 * {@link io.confab.load.history.Checker}, which is pure, tells afterwards whether the promises held.
 */
package io.confab.load.history;
