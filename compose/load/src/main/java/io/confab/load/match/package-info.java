/** How good chatup's matching is and what it costs: simulated, without a broker. */
package io.confab.load.match;
