package io.confab.chat.directory;

import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.id.UserId;
import java.util.Optional;

/** The table {@code blocks}. Lifting a block leaves its row; the row goes with the account of either user. */
final class Blocks implements Table<BlockKey, Block> {

    @Override
    public BlockKey key(Columns key) {
        return new BlockKey(UserId.of(key.text("blocker_id")), UserId.of(key.text("blocked_id")));
    }

    @Override
    public Block row(BlockKey key, Columns after, Optional<Block> known) {
        return new Block(key, after.number("version"), after.flag("active"), after.instant("changed_at"));
    }

    /** Whoever heard of the block is to hear that it is lifted; one that was never seen was never told. */
    @Override
    public Optional<Block> gone(Optional<Block> known) {
        return known.map(Block::gone);
    }
}
