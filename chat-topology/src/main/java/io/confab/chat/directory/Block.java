package io.confab.chat.directory;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.inbox.InboxCommand;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether one user blocks another.
 *
 * @param version counts the changes of the row, from 1
 */
record Block(BlockKey key, long version, boolean active, Instant changedAt) {

    Block {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(changedAt, "changedAt");
    }

    /** As it is when its row is gone: lifted, and newer than what anybody has heard of it. */
    Block gone() {
        return new Block(key, version + 1, false, changedAt);
    }

    /** Empty where the block does not hold. */
    Optional<BlockRow> row() {
        return active
                ? Optional.of(new BlockRow(key.blockerId(), key.blockedId(), version, changedAt))
                : Optional.empty();
    }

    ChatCommand.SetBlock forConversation() {
        var conversationId = ConversationId.direct(key.blockerId(), key.blockedId());
        return new ChatCommand.SetBlock(
                Optional.empty(), conversationId, key.blockerId(), key.blockedId(), version, active);
    }

    InboxCommand.SetBlock forInbox() {
        return new InboxCommand.SetBlock(key.blockerId(), key.blockedId(), version, active);
    }
}
