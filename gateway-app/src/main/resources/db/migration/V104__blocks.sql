-- A lifted block keeps its row, so that its version never starts again. Change capture reads this table.
CREATE TABLE IF NOT EXISTS blocks (
    blocker_id UUID NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    blocked_id UUID NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    active     BOOLEAN NOT NULL,
    version    BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
);
