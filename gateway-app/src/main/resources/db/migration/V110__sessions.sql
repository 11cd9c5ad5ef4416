-- Live logins. refresh_hash is the SHA-256 of the one refresh token that is good now.
CREATE TABLE IF NOT EXISTS sessions (
    session_id   UUID PRIMARY KEY,
    user_id      UUID NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    device       VARCHAR(100) NOT NULL,
    refresh_hash VARCHAR(64) NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    used_at      TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL
);
