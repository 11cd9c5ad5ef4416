-- The newest code of each user who asked for one.
CREATE TABLE IF NOT EXISTS password_resets (
    user_id         UUID PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    code_hash       VARCHAR(64) NOT NULL,
    code_tries      BIGINT NOT NULL,
    code_expires_at TIMESTAMPTZ NOT NULL
);
