-- The version of the last change of the title that is written, so that an older one that comes again does nothing.
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS version BIGINT NOT NULL DEFAULT 0;
