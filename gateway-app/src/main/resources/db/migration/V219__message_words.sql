-- What a message is found by: its words as the gateway makes them, so that both databases find the same. Empty for one that has none.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS words TSVECTOR;
