-- Until when a member wants no notice, and the version of what was last said of it, so that an older word that comes again does
-- nothing. It outlasts leaving: who comes back finds it as it was.
ALTER TABLE conversation_members
    ADD COLUMN IF NOT EXISTS muted_until TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS muted_version BIGINT NOT NULL DEFAULT 0;
