-- email_key is the address in lower case, by which it is found; email is as its owner writes it.
CREATE TABLE IF NOT EXISTS credentials (
    user_id       UUID PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    email         VARCHAR(254) NOT NULL,
    email_key     VARCHAR(254) NOT NULL UNIQUE,
    password_hash VARCHAR(200) NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL
);
