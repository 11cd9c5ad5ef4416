package io.confab.load.history;

import java.util.ArrayList;
import java.util.List;

/** From when to when who blocked whom, as far as clients can know. */
final class Blocks {

    /**
     * A time in which a block held: certainly from {@code heldNanos} to {@code liftingNanos}, possibly from {@code beganNanos}
     * to {@code liftedNanos}.
     */
    record Span(
            String blockerId,
            String blockedId,
            long beganNanos,
            long heldNanos,
            long liftingNanos,
            long liftedNanos,
            History.Block block) {

        boolean isOf(String blocker, String blocked) {
            return blockerId.equals(blocker) && blockedId.equals(blocked);
        }

        /** Whether it held all the time from one moment to another. */
        boolean coversAll(long from, long to) {
            return heldNanos < from && to < liftingNanos;
        }

        /** Whether it may have held at some moment of that time. */
        boolean touches(long from, long to) {
            return beganNanos <= to && from <= liftedNanos;
        }
    }

    private final List<Span> spans = new ArrayList<>();

    Blocks(History history) {
        for (var block : history.blocks()) {
            if (block.active()
                    && (block.answer().isAcknowledged() || block.answer().isOpen())) {
                spans.add(span(block, history.blocks()));
            }
        }
    }

    List<Span> spans() {
        return spans;
    }

    boolean mayHide(String blocker, String blocked, long from, long to) {
        return spans.stream().anyMatch(span -> span.isOf(blocker, blocked) && span.touches(from, to));
    }

    private static Span span(History.Block block, List<History.Block> all) {
        long lifting = Long.MAX_VALUE;
        long lifted = Long.MAX_VALUE;
        for (var other : all) {
            boolean lifts = !other.active()
                    && other.blockerId().equals(block.blockerId())
                    && other.blockedId().equals(block.blockedId());
            if (lifts && other.answer().endedNanos() > block.answer().beganNanos()) {
                lifting = Math.min(lifting, other.answer().beganNanos());
                if (other.answer().isAcknowledged()
                        && other.answer().beganNanos() > block.answer().endedNanos()) {
                    lifted = Math.min(lifted, other.answer().endedNanos());
                }
            }
        }
        long held = block.answer().isAcknowledged() ? block.answer().endedNanos() : Long.MAX_VALUE;
        return new Span(
                block.blockerId(), block.blockedId(), block.answer().beganNanos(), held, lifting, lifted, block);
    }
}
