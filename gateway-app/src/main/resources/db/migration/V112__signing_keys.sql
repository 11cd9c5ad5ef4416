-- Keys that sign tokens, shared by all gateways: JSON Web Keys with their private part.
CREATE TABLE IF NOT EXISTS signing_keys (
    key_id     VARCHAR(64) PRIMARY KEY,
    jwk        TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
