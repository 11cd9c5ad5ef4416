CREATE INDEX IF NOT EXISTS sign_ups_by_email ON sign_ups (email_key);
