/** Settings as typed rows: declared once, checked at start, printed with their source. */
package io.confab.schemas.setting;
