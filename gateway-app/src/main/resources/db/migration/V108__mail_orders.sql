-- Mails to be sent. A row goes when its mail has been handed over, or nobody is to get one.
CREATE TABLE IF NOT EXISTS mail_orders (
    order_id   UUID PRIMARY KEY,
    kind       VARCHAR(40) NOT NULL,
    recipient  VARCHAR(254) NOT NULL,
    about      UUID,
    created_at TIMESTAMPTZ NOT NULL,
    attempts   BIGINT NOT NULL,
    due_at     TIMESTAMPTZ NOT NULL
);
