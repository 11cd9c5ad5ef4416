-- Sign-ups whose address is not verified yet. Each holds its username until it expires. One for an address that has an
-- account already is kept like any other, without a code, so that nobody can tell the difference.
CREATE TABLE IF NOT EXISTS sign_ups (
    user_id         UUID PRIMARY KEY,
    username        VARCHAR(32) NOT NULL UNIQUE,
    email           VARCHAR(254) NOT NULL,
    email_key       VARCHAR(254) NOT NULL,
    password_hash   VARCHAR(200) NOT NULL,
    display_name    VARCHAR(64) NOT NULL,
    tags            JSONB NOT NULL,
    code_hash       VARCHAR(64),
    code_tries      BIGINT NOT NULL,
    code_expires_at TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL
);
