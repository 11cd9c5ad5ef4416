/** Makes the rows of users, tags and blocks, as captured from a database's log, into compacted topics and commands. */
package io.confab.chat.directory;
