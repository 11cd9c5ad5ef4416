/** Inboxes: what each user is to see, numbered without gaps, and the live sockets that see it. */
package io.confab.chat.inbox;
