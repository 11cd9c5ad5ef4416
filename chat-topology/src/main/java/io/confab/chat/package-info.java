/** Who may say what where, in which order, and who receives it: three applications, and the worker that runs them. */
package io.confab.chat;
