package io.confab.chat.conversation;

import io.confab.schemas.id.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether either of two users blocks the other: at most one row for each direction, ordered by who blocks. */
record Blocks(List<Block> blocks) {

    static final Blocks NONE = new Blocks(List.of());

    /** One direction; a lifted block stays, so that what is older than it is known to be. */
    record Block(UserId blockerId, long version, boolean active) {
        Block {
            Objects.requireNonNull(blockerId, "blockerId");
        }
    }

    Blocks {
        blocks = List.copyOf(blocks);
    }

    boolean anyActive() {
        return blocks.stream().anyMatch(Block::active);
    }

    Optional<Block> by(UserId blocker) {
        return blocks.stream()
                .filter(block -> block.blockerId().equals(blocker))
                .findFirst();
    }

    Blocks with(Block changed) {
        var others = blocks.stream().filter(block -> !block.blockerId().equals(changed.blockerId()));
        return new Blocks(Stream.concat(others, Stream.of(changed))
                .sorted(Comparator.comparing(Block::blockerId))
                .toList());
    }
}
