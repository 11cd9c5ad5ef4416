-- Messages from before are found by the words that the database sees in them.
UPDATE messages SET words = to_tsvector('simple', text) WHERE words IS NULL;
