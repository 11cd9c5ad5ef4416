-- What became of a message. version is that of its last change, reactions among them, so that an older one that comes again does
-- nothing. The text of a deleted one is empty.
ALTER TABLE messages
    ADD COLUMN IF NOT EXISTS version BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS edited_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS deleted_at TIMESTAMPTZ;
