-- The archive: what chat.events says, for reading. It is written by the archive consumer alone and can be filled again from
-- the log. last_seq and active_at are those of the last message, or of the creation.
CREATE TABLE IF NOT EXISTS conversations (
    conversation_id UUID PRIMARY KEY,
    kind            VARCHAR(16) NOT NULL,
    title           TEXT,
    created_by      UUID NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    last_seq        BIGINT NOT NULL,
    active_at       TIMESTAMPTZ NOT NULL
);
