CREATE INDEX IF NOT EXISTS mail_orders_by_due ON mail_orders (due_at);
