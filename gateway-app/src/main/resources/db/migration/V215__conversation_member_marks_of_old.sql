-- What was read before there was anything to hide it was shown to all.
UPDATE conversation_members SET shown_read_seq = read_seq WHERE shown_read_seq < read_seq;
