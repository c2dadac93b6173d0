-- How two tickets stand to each other now; each change of a row is an event of both, written in the same transaction.

CREATE TABLE tie (
	ticket_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- 1 linked (ticket_id is the lower)
	other_id BIGINT UNSIGNED NOT NULL,
	phase TINYINT UNSIGNED NOT NULL,	-- 0 ended, 1 holds
	staff_id INT UNSIGNED NOT NULL,		-- who made or ended it
	at_ms BIGINT NOT NULL,			-- when
	PRIMARY KEY (ticket_id, kind, other_id),
	KEY by_other (other_id, kind, phase, ticket_id)
) ENGINE=InnoDB;

-- Where candidates for the same matter are looked for.
ALTER TABLE ticket ADD KEY by_item (province, item, filed_ms), ADD KEY by_line (province, line, filed_ms);
