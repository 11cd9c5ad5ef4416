/** Words that chatup takes for the same: {@code ./confab synonyms}. */
package io.confab.tools.synonym;
