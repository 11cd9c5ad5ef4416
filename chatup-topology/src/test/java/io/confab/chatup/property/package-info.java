/**
 * What chatup promises, as laws tried on random scenarios: who seeks, gives up, blocks and lets time pass in which order is drawn, and each law
 * reads what came of it. {@code LawTest} shows that each law notices what it is there for.
 */
package io.confab.chatup.property;
