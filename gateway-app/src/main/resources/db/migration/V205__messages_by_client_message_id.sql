-- Finds a clientMessageId that its sender used in another conversation.
CREATE INDEX IF NOT EXISTS messages_by_client_message_id ON messages (sender_id, client_message_id);
