/** What seekers and pools tell each other: tickets, and the records on the two internal topics between them. */
package io.confab.chatup.ticket;
