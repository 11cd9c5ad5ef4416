package io.confab.chat.inbox;

import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which messages by others a user has not read in one conversation: runs in the order of their seqs, so that it stays right
 * when some are read, and with their senders, so that those of a blocked one can be left out. Bounded: where the runs are too
 * many, the oldest are put together and what they say is no more than their number.
 */
record Unread(List<Run> runs) {

    static final Unread NONE = new Unread(List.of());
    static final int MAX_RUNS = 32;

    /**
     * Messages that follow each other.
     *
     * @param sender of all of them; empty if runs of several were put together
     * @param count how many of the seqs from {@code first} to {@code last} are unread: all, but for runs put together
     */
    record Run(Optional<UserId> sender, Seq first, Seq last, long count) {

        Run {
            Objects.requireNonNull(sender, "sender");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
        }

        private boolean isContinuedBy(UserId by, Seq seq) {
            return sender.filter(by::equals).isPresent() && seq.equals(last.next());
        }

        private Run with(Run next) {
            var shared = sender.equals(next.sender) ? sender : Optional.<UserId>empty();
            return new Run(shared, first, next.last, count + next.count);
        }

        private Stream<Run> after(Seq read) {
            if (read.compareTo(last) >= 0) {
                return Stream.empty();
            }
            return read.compareTo(first) < 0
                    ? Stream.of(this)
                    : Stream.of(new Run(sender, read.next(), last, Math.min(count, last.value() - read.value())));
        }

        /** Cut in two where every seq between is unread; of runs put together only the number is known. */
        private Stream<Run> without(Seq gone) {
            if (gone.compareTo(first) < 0 || gone.compareTo(last) > 0) {
                return Stream.of(this);
            }
            long before = gone.value() - first.value();
            long after = last.value() - gone.value();
            if (count < before + 1 + after) {
                return count == 1 ? Stream.empty() : Stream.of(new Run(sender, first, last, count - 1));
            }
            return Stream.of(
                            before == 0
                                    ? Optional.<Run>empty()
                                    : Optional.of(new Run(sender, first, new Seq(gone.value() - 1), before)),
                            after == 0 ? Optional.<Run>empty() : Optional.of(new Run(sender, gone.next(), last, after)))
                    .flatMap(Optional::stream);
        }
    }

    Unread {
        runs = List.copyOf(runs);
    }

    /** With one more message, the newest of its conversation. */
    Unread plus(UserId sender, Seq seq) {
        var next = new ArrayList<>(runs);
        var message = new Run(Optional.of(sender), seq, seq, 1);
        int end = next.size() - 1;
        if (end >= 0 && next.get(end).isContinuedBy(sender, seq)) {
            next.set(end, next.get(end).with(message));
        } else {
            next.add(message);
        }
        return bounded(next);
    }

    private static Unread bounded(List<Run> next) {
        if (next.size() > MAX_RUNS) {
            next.set(0, next.get(0).with(next.remove(1)));
        }
        return new Unread(next);
    }

    /** After a message by another was deleted, whether it was read or not. */
    Unread without(Seq deleted) {
        return bounded(new ArrayList<>(
                runs.stream().flatMap(run -> run.without(deleted)).toList()));
    }

    /** After everything up to {@code seq} was read. */
    Unread after(Seq seq) {
        return new Unread(runs.stream().flatMap(run -> run.after(seq)).toList());
    }

    /** How many there are by people who are not {@code hidden}. */
    long count(Predicate<UserId> hidden) {
        return runs.stream()
                .filter(run -> run.sender().filter(hidden).isEmpty())
                .mapToLong(Run::count)
                .sum();
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }
}
