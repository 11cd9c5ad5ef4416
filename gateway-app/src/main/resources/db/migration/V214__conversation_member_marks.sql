-- shown_read_seq is the highest read mark that the other members may know of, delivered_seq what a device of the member has; 0 for
-- none.
ALTER TABLE conversation_members
    ADD COLUMN IF NOT EXISTS shown_read_seq BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS delivered_seq BIGINT NOT NULL DEFAULT 0;
