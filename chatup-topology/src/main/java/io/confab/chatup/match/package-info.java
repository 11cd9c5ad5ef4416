/**
 * The matching core: who should meet now, and who should wait on. It knows neither Kafka nor a clock.
 *
 * <p>A pool's matchmaker holds one {@link io.confab.chatup.match.Matcher} for each cell, makes it from the tickets that wait when the task starts,
 * and proposes what it finds; what holds is decided in the cell's log. So who is set aside for whom is stored nowhere, and may differ after
 * the task moved. A ticket that changes, since its seeker has blocked someone, is removed and added again as it is now, so that no
 * pair that must not meet stays set aside.
 */
package io.confab.chatup.match;
