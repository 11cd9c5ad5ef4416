package io.confab.chatup.ticket;

import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One search for a stranger. It is in exactly one cell until its outcome, and then in none.
 *
 * @param commandId the command that took it
 * @param tags what the seeker is interested in, in the form in which all say it: sorted, each once
 * @param words how the seeker put those tags that the seeker said otherwise
 * @param pool the name of the {@linkplain Cell cell} it is in
 * @param anyone whether anyone is better than no one when the longest wait is over
 * @param since when it was taken
 * @param avoided whom the seeker is not to meet: blocked, or met lately. Sorted, each once. It is enough that one of two
 *     tickets avoids the other's seeker.
 * @param awaySince since when the seeker has had no live socket; empty while there is one
 */
public record Ticket(
        TicketId ticketId,
        CommandId commandId,
        Profile seeker,
        List<String> tags,
        Map<String, String> words,
        String pool,
        boolean anyone,
        Instant since,
        List<UserId> avoided,
        Optional<Instant> awaySince) {

    /** Who waits longest comes first; an order of its own for tickets of the same millisecond makes it total. */
    public static final Comparator<Ticket> BY_AGE =
            Comparator.comparing(Ticket::since).thenComparing(Ticket::ticketId);

    public Ticket {
        Objects.requireNonNull(ticketId, "ticketId");
        Objects.requireNonNull(commandId, "commandId");
        Objects.requireNonNull(seeker, "seeker");
        tags = tags.stream().sorted().distinct().toList();
        words = Map.copyOf(words);
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(since, "since");
        avoided = avoided.stream().sorted().distinct().toList();
        Objects.requireNonNull(awaySince, "awaySince");
    }

    /** Of a seeker who is there and whose tags are in the form in which all say them. */
    public Ticket(
            TicketId ticketId,
            CommandId commandId,
            Profile seeker,
            List<String> tags,
            String pool,
            boolean anyone,
            Instant since,
            List<UserId> avoided) {
        this(ticketId, commandId, seeker, tags, Map.of(), pool, anyone, since, avoided, Optional.empty());
    }

    public UserId userId() {
        return seeker.userId();
    }

    public boolean avoids(UserId other) {
        return Collections.binarySearch(avoided, other) >= 0;
    }

    /** Whether neither seeker avoids the other, which one of them knowing it is enough for; nobody meets oneself. */
    public boolean mayMeet(Ticket other) {
        return !userId().equals(other.userId()) && !avoids(other.userId()) && !other.avoids(userId());
    }

    /** The same, avoiding one more. */
    public Ticket avoiding(UserId other) {
        var more = Stream.concat(avoided.stream(), Stream.of(other)).toList();
        return with(pool, more, awaySince);
    }

    /** The same in another cell. */
    public Ticket in(Cell cell) {
        return with(cell.toString(), avoided, awaySince);
    }

    /** The same, its seeker away since then; empty: back. */
    public Ticket away(Optional<Instant> at) {
        return with(pool, avoided, at);
    }

    /** How this seeker puts one of the tags. */
    public String word(String tag) {
        return words.getOrDefault(tag, tag);
    }

    /** What both are interested in, in this seeker's own words, sorted. */
    public List<String> shared(Ticket other) {
        return tags.stream()
                .filter(other.tags::contains)
                .map(this::word)
                .sorted()
                .toList();
    }

    private Ticket with(String cell, List<UserId> avoiding, Optional<Instant> away) {
        return new Ticket(ticketId, commandId, seeker, tags, words, cell, anyone, since, avoiding, away);
    }
}
