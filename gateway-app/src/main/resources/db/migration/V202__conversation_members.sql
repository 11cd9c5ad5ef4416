-- The names are those of the event; whoever has an account is shown as users says. place is the order of joining, read_seq
-- the read mark, 0 for none. Without a reference to users: what was said outlives an account.
CREATE TABLE IF NOT EXISTS conversation_members (
    conversation_id UUID NOT NULL,
    user_id         UUID NOT NULL,
    username        TEXT NOT NULL,
    display_name    TEXT NOT NULL,
    role            VARCHAR(16) NOT NULL,
    place           BIGINT NOT NULL,
    read_seq        BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
);
