/** Where tickets wait, and who meets whom: in short rounds, when a tick is read. */
package io.confab.chatup.pool;
