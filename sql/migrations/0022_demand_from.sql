-- Where a ticket was before it was handed over, so that it can be sent back.
ALTER TABLE demand ADD from_region INT UNSIGNED NOT NULL DEFAULT 0;
