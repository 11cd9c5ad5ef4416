/** What an operator sees of a running process: health and metrics, over HTTP. */
package io.confab.schemas.ops;
