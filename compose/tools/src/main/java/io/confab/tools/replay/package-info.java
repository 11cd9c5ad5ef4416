/** Decides a log of commands once more, apart from all that is live, and compares what comes of it with what came of it then. */
package io.confab.tools.replay;
