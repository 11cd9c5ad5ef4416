/** How long a worker that has lost its state takes until it works again. */
package io.confab.load.restore;
