package io.confab.chat.directory;

import java.util.Optional;

/**
 * What the directory makes of the rows of one table. The methods are pure and throw {@link IllegalArgumentException} for what
 * can't be such a row.
 *
 * @param <K> what tells rows apart
 * @param <R> what is kept of a row
 */
interface Table<K, R> {

    K key(Columns key);

    /**
     * What is kept of a row.
     *
     * @param known the row as it was, for columns that the change doesn't have
     */
    R row(K key, Columns after, Optional<R> known);

    /** What is kept of a row that is gone from the database; empty: nothing. */
    default Optional<R> gone(Optional<R> known) {
        return Optional.empty();
    }

    /** What is known of a row after a change, if that is newer than what is known. */
    default Optional<Known<R>> decide(K key, Change change, Optional<Known<R>> known) {
        if (known.isPresent() && !change.version().isNewerThan(known.get().version())) {
            return Optional.empty();
        }
        var before = known.flatMap(Known::row);
        var row =
                change.after().isPresent() ? Optional.of(row(key, change.after().get(), before)) : gone(before);
        return Optional.of(new Known<>(change.version(), row));
    }
}
