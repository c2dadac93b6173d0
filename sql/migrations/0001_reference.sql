-- Facts that are loaded from sql/seed by `hotline init`, and the people and units who work with them.
-- There are no NULLs: '' and 0 stand for none. Times are *_ms (since 1970 UTC), days *_day (since
-- 1970-01-01 in China Standard Time).

CREATE TABLE region (
	code INT UNSIGNED NOT NULL PRIMARY KEY,
	name VARCHAR(60) NOT NULL,
	name_en VARCHAR(80) NOT NULL,
	parent INT UNSIGNED NOT NULL,
	level TINYINT UNSIGNED NOT NULL,
	kind VARCHAR(12) NOT NULL,
	plate VARCHAR(40) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE holiday (
	day INT NOT NULL,
	scope VARBINARY(6) NOT NULL,
	worked TINYINT UNSIGNED NOT NULL,
	name VARCHAR(40) NOT NULL,
	status VARCHAR(16) NOT NULL,
	source VARCHAR(200) NOT NULL,
	PRIMARY KEY (day, scope)
) ENGINE=InnoDB;

CREATE TABLE item (
	item SMALLINT UNSIGNED NOT NULL PRIMARY KEY,
	domain SMALLINT UNSIGNED NOT NULL,
	name VARCHAR(60) NOT NULL,
	name_en VARCHAR(100) NOT NULL,
	kinds VARBINARY(4) NOT NULL,
	refer VARCHAR(60) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE unit (
	code VARBINARY(16) NOT NULL PRIMARY KEY,
	name VARCHAR(100) NOT NULL,
	name_en VARCHAR(160) NOT NULL,
	region INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	level TINYINT UNSIGNED NOT NULL,
	items VARCHAR(400) NOT NULL,
	active TINYINT UNSIGNED NOT NULL DEFAULT 1,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	KEY by_province (province, active)
) ENGINE=InnoDB;

CREATE TABLE staff (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	login VARCHAR(40) NOT NULL UNIQUE,
	name VARCHAR(60) NOT NULL,
	role TINYINT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL,
	pass_salt VARBINARY(16) NOT NULL,
	pass_hash VARBINARY(32) NOT NULL,
	totp_sealed VARBINARY(128) NOT NULL,
	totp_step BIGINT NOT NULL DEFAULT 0,
	tries INT UNSIGNED NOT NULL DEFAULT 0,
	locked_until_ms BIGINT NOT NULL DEFAULT 0,
	active TINYINT UNSIGNED NOT NULL DEFAULT 1,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	KEY by_province (province, active)
) ENGINE=InnoDB;

CREATE TABLE session (
	token_hash VARBINARY(32) NOT NULL PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	program VARBINARY(12) NOT NULL,
	created_ms BIGINT NOT NULL,
	seen_ms BIGINT NOT NULL,
	KEY by_staff (staff_id)
) ENGINE=InnoDB;

-- What staff did that is not a move of a ticket: sign-ins, reveals, exports, changes to people and units.
CREATE TABLE staff_act (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	at_ms BIGINT NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	program VARBINARY(12) NOT NULL,
	act VARBINARY(24) NOT NULL,
	object VARBINARY(64) NOT NULL,
	detail VARCHAR(1000) NOT NULL,
	KEY by_staff (staff_id, id),
	KEY by_time (at_ms)
) ENGINE=InnoDB;
