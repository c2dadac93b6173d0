-- Counts, kept by the worker from events; the status page reads only these.
-- region is a county, a city or a province as filed; readers add up by prefix range.

CREATE TABLE rollup (
	day INT NOT NULL,
	region INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,
	domain SMALLINT UNSIGNED NOT NULL,
	taken INT UNSIGNED NOT NULL DEFAULT 0,
	instant INT UNSIGNED NOT NULL DEFAULT 0,	-- answered at once
	closed INT UNSIGNED NOT NULL DEFAULT 0,
	answered INT UNSIGNED NOT NULL DEFAULT 0,
	on_time INT UNSIGNED NOT NULL DEFAULT 0,	-- of answered
	rated INT UNSIGNED NOT NULL DEFAULT 0,
	satisfied INT UNSIGNED NOT NULL DEFAULT 0,	-- of rated
	PRIMARY KEY (day, region, kind, domain)
) ENGINE=InnoDB;

-- When the counts were last brought up to date: the status page shows it.
CREATE TABLE freshness (
	name VARBINARY(24) NOT NULL PRIMARY KEY,
	at_ms BIGINT NOT NULL
) ENGINE=InnoDB;

CREATE TABLE office (
	region INT UNSIGNED NOT NULL PRIMARY KEY,
	opens SMALLINT UNSIGNED NOT NULL,	-- minutes of the day
	closes SMALLINT UNSIGNED NOT NULL,
	all_day TINYINT UNSIGNED NOT NULL,
	note VARCHAR(200) NOT NULL,
	source VARCHAR(200) NOT NULL
) ENGINE=InnoDB;

-- Words that tell what a text is about before a form is filled in; domain/refer.h says how they are read.
CREATE TABLE trigger_word (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	phrase VARCHAR(200) NOT NULL,
	outcome VARBINARY(12) NOT NULL,
	numbers VARCHAR(60) NOT NULL,
	item SMALLINT UNSIGNED NOT NULL,
	weight INT NOT NULL,
	scope VARBINARY(6) NOT NULL,
	source VARCHAR(200) NOT NULL,
	UNIQUE KEY by_phrase (phrase, scope)
) ENGINE=InnoDB;

-- Which checked-in facts are loaded, by content.
CREATE TABLE seed_file (
	name VARBINARY(40) NOT NULL PRIMARY KEY,
	sha256 VARBINARY(32) NOT NULL,
	at_ms BIGINT NOT NULL
) ENGINE=InnoDB;
