-- One row for each user. Change capture reads this table.
CREATE TABLE IF NOT EXISTS user_tags (
    user_id    UUID PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    tags       JSONB NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
