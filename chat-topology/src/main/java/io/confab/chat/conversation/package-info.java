/** Conversations: every command on a conversation is decided here, in the order of {@code chat.commands}. */
package io.confab.chat.conversation;
