-- The portal asks for messages that are of no ticket, and can name none: whoever took it over writes to nobody about theirs.
ALTER TABLE notice ALTER ticket_id SET DEFAULT 0, ALTER seq SET DEFAULT 0;
