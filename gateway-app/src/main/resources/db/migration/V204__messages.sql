CREATE TABLE IF NOT EXISTS messages (
    conversation_id   UUID NOT NULL,
    seq               BIGINT NOT NULL,
    message_id        UUID NOT NULL UNIQUE,
    client_message_id UUID NOT NULL,
    sender_id         UUID NOT NULL,
    text              TEXT NOT NULL,
    reply_to          BIGINT,
    sent_at           TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);
