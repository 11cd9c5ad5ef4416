/** Commands that an operator runs beside Confab. They speak Kafka alone and need no part of Confab to be up. */
package io.confab.tools;
