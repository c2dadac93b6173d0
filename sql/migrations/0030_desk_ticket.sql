-- Who has a ticket open right now, so that two do not answer it; and words that are used again and again.

-- Only the last minutes are of interest; the worker sweeps the rest.
CREATE TABLE presence (
	ticket_id BIGINT UNSIGNED NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	seen_ms BIGINT NOT NULL,
	PRIMARY KEY (ticket_id, staff_id),
	KEY by_age (seen_ms)
) ENGINE=InnoDB;

CREATE TABLE reply_template (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	province INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL DEFAULT '',	-- '': the whole province's
	title VARCHAR(100) NOT NULL,
	body VARCHAR(4000) NOT NULL,
	active TINYINT UNSIGNED NOT NULL DEFAULT 1,
	staff_id INT UNSIGNED NOT NULL,		-- who wrote it last
	updated_ms BIGINT NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	UNIQUE KEY by_owner (province, unit, title)
) ENGINE=InnoDB;
