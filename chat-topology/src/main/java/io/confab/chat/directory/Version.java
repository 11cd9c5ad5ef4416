package io.confab.chat.directory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.regex.Pattern;

/**
 * Where a change stands in the log of its database. It orders the changes of one row, whatever way and however often they come.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Version.Lsn.class, name = "lsn"),
    @JsonSubTypes.Type(value = Version.Hlc.class, name = "hlc"),
})
sealed interface Version {

    /**
     * Whether a change of this version replaces what one of {@code known} left. Versions of two kinds can't be compared: the
     * rows have moved to another database, whose log begins anew, so the one that comes later is newer.
     */
    boolean isNewerThan(Version known);

    /**
     * A position in PostgreSQL's log.
     *
     * @param position of the change; of a snapshot's row: where the snapshot was taken
     * @param snapshot whether the row was read in a snapshot. Streamed changes follow a snapshot, and those of a transaction
     *     that was open while it was taken stand <em>before</em> its position without being in it. So a streamed change is
     *     newer than any snapshot, at the price that one that was in the snapshot shows again until its successors arrive
     */
    record Lsn(long position, boolean snapshot) implements Version {

        @Override
        public boolean isNewerThan(Version known) {
            if (!(known instanceof Lsn other)) {
                return true;
            }
            return (other.snapshot && !snapshot) || Long.compareUnsigned(position, other.position) > 0;
        }
    }

    /** A time of CockroachDB's hybrid logical clock. */
    record Hlc(long nanoseconds, int logical) implements Version {
        private static final Pattern FORM = Pattern.compile("(\\d{1,19})\\.(\\d{10})");

        /** Reads nanoseconds, a dot, ten digits; throws {@link IllegalArgumentException} for anything else. */
        static Hlc of(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a time of a hybrid logical clock");
            }
            return new Hlc(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
        }

        @Override
        public boolean isNewerThan(Version known) {
            if (!(known instanceof Hlc other)) {
                return true;
            }
            return nanoseconds == other.nanoseconds ? logical > other.logical : nanoseconds > other.nanoseconds;
        }
    }
}
