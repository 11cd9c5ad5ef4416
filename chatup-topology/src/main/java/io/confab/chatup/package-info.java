/** Who meets whom: one application, its settings, and the worker that runs it. */
package io.confab.chatup;
