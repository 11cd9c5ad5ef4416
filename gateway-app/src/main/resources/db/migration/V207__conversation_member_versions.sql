-- The same for a membership. Whoever has left keeps the row, with the time. What is up to joined_seq was said while the user was
-- no member, and counts as read; what is up to hidden_seq is hidden from the user.
ALTER TABLE conversation_members
    ADD COLUMN IF NOT EXISTS version BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS joined_seq BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS hidden_seq BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS left_at TIMESTAMPTZ;
