/**
 * Chatup under load and under fire: tickets straight on {@code chatup.commands}, what became of them in {@code chatup.events},
 * and a checker that judges every record of a run.
 */
package io.confab.load.chatup;
