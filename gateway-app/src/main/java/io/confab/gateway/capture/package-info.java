/** Change capture: rows of users, tags and blocks become records as the database's log tells of them. Debezium is known here alone. */
package io.confab.gateway.capture;
