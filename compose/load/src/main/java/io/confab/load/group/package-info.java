/** What a message to many costs. */
package io.confab.load.group;
