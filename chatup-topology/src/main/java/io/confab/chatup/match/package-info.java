/**
 * The matching core: who meets whom now, and who waits on. It knows neither Kafka nor a clock.
 *
 * <p>A pool's processor holds one {@link io.confab.chatup.match.Matcher} for each pool. It makes it from its stores when the task
 * starts: the {@link io.confab.chatup.match.TagFrequencies} that were kept, then
 * {@link io.confab.chatup.match.Matcher#add every ticket} in the order of {@code Ticket.BY_AGE}. From then on each record is one
 * call: a ticket taken is counted and added, a ticket cancelled is removed, a tick is a round, at the time the tick says; what the
 * round returns is deleted from the store and written out. A ticket that changes, since its seeker has blocked someone, is removed
 * and added again as it is now: so no pair that must not meet stays set aside, and a match respects what was known when it was made.
 *
 * <p>Who is set aside for whom is not stored: it is made again from the tickets. It may then differ from what it was before the
 * task moved, as may matches that follow; what is promised of each match does not depend on it.
 */
package io.confab.chatup.match;
