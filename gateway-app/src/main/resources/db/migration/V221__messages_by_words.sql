CREATE INDEX IF NOT EXISTS messages_by_words ON messages USING GIN (words);
