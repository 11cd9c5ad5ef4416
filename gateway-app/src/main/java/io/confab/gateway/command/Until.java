package io.confab.gateway.command;

import io.confab.gateway.http.Text;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** A time to come, as RFC 3339 writes times, in whole milliseconds. */
@Text(format = "date-time")
record Until(Instant value) {

    /** The last second that RFC 3339 can write: what has no end ends then, so that everyone who compares times is right. */
    static final Until FOREVER = new Until(Instant.parse("9999-12-31T23:59:59Z"));

    private static final String WRITTEN =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})";

    static Until of(String text, Instant now) {
        var until = parse(text);
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("must be a time to come");
        }
        return new Until(until.isAfter(FOREVER.value) ? FOREVER.value : until);
    }

    private static Instant parse(String text) {
        if (text.matches(WRITTEN)) {
            try {
                return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeParseException e) {
                throw notATime(e);
            }
        }
        throw notATime(null);
    }

    private static IllegalArgumentException notATime(Exception cause) {
        return new IllegalArgumentException("must be a time as in RFC 3339, 2030-01-31T12:00:00Z, or null", cause);
    }
}
