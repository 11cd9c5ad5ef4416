-- version is the message's with which the reaction came, place that with which the first came that has the same emoji and had it
-- ever since: by place and version they stand as the events brought them.
CREATE TABLE IF NOT EXISTS message_reactions (
    conversation_id UUID NOT NULL,
    seq             BIGINT NOT NULL,
    emoji           TEXT NOT NULL,
    user_id         UUID NOT NULL,
    version         BIGINT NOT NULL,
    place           BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq, emoji, user_id)
);
