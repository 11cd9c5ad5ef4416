-- What others may see of an account. A row exists from the verification of the address to the deletion of the account.
-- Change capture reads this table, so nothing secret has a column here.
CREATE TABLE IF NOT EXISTS users (
    user_id       UUID PRIMARY KEY,
    username      VARCHAR(32) NOT NULL UNIQUE,
    display_name  VARCHAR(64) NOT NULL,
    bio           VARCHAR(500) NOT NULL,
    send_receipts BOOLEAN NOT NULL,
    show_presence BOOLEAN NOT NULL,
    show_typing   BOOLEAN NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL
);
