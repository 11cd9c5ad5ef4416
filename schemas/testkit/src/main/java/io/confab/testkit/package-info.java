/** What tests of topologies stand on; for test scope alone. Time starts at {@link io.confab.testkit.Driver#START}. */
package io.confab.testkit;
