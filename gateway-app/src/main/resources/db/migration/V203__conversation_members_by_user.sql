CREATE INDEX IF NOT EXISTS conversation_members_by_user ON conversation_members (user_id);
