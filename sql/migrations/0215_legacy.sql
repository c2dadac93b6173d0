-- Tickets taken over from an older hotline system, out of files that it wrote.

-- A system of a province: what its columns are, by their headings, and the salt of its rows' hashes, so that the same row is known again.
CREATE TABLE legacy_system (
	province INT UNSIGNED NOT NULL,
	name VARBINARY(32) NOT NULL,
	salt VARBINARY(16) NOT NULL,
	mapping MEDIUMTEXT NOT NULL,		-- domain/legacy_mapping.c
	updated_ms BIGINT NOT NULL,
	PRIMARY KEY (province, name)
) ENGINE=InnoDB;

-- A file that was handed in. Its bytes lie in legacy_part under a key that only the worker opens; part 0 is a copy of its beginning that the admin
-- program opens, for the preview. Both go when the import is thrown away or LIMIT_IMPORT_MS old; that there was one stays.
CREATE TABLE legacy_import (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	province INT UNSIGNED NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	origin VARBINARY(32) NOT NULL,
	file_name VARCHAR(255) NOT NULL,
	charset TINYINT UNSIGNED NOT NULL,	-- base/charset.h
	divider TINYINT UNSIGNED NOT NULL,	-- the character between cells
	size BIGINT UNSIGNED NOT NULL,
	sha256 VARBINARY(32) NOT NULL,
	line_count INT UNSIGNED NOT NULL,	-- rows below the headings
	key_id VARBINARY(16) NOT NULL,
	wrapped VARBINARY(200) NOT NULL,
	mapping MEDIUMTEXT NOT NULL,
	made_ms BIGINT NOT NULL,
	gone TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 1: the file is no longer here
	job_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- the newest run, and what came of it
	trial TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 1: that run only tried
	ran_ms BIGINT NOT NULL DEFAULT 0,
	taken INT UNSIGNED NOT NULL DEFAULT 0,
	known INT UNSIGNED NOT NULL DEFAULT 0,		-- were there already, unchanged
	refused INT UNSIGNED NOT NULL DEFAULT 0,
	KEY by_province (province, id),
	KEY by_age (gone, made_ms)
) ENGINE=InnoDB;

CREATE TABLE legacy_part (
	import_id INT UNSIGNED NOT NULL,
	n INT UNSIGNED NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (import_id, n)
) ENGINE=InnoDB;

-- What the older system said of a ticket. Its number is taken over once.
CREATE TABLE legacy_ticket (
	province INT UNSIGNED NOT NULL,
	origin VARBINARY(32) NOT NULL,
	number VARCHAR(60) NOT NULL,
	ticket_id BIGINT UNSIGNED NOT NULL,
	import_id INT UNSIGNED NOT NULL,
	line INT UNSIGNED NOT NULL,
	hash VARBINARY(32) NOT NULL,
	filed_ms BIGINT NOT NULL,
	closed_ms BIGINT NOT NULL,
	due_ms BIGINT NOT NULL,
	PRIMARY KEY (province, origin, number),
	UNIQUE KEY by_ticket (ticket_id)
) ENGINE=InnoDB;
