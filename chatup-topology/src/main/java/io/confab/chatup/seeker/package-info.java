/** One ticket at a time for each user, whom the user is not to meet, and the way of every outcome to its seeker. */
package io.confab.chatup.seeker;
