-- A ticket is what its events made of it. `ticket` holds the present, for lists and locks; `event` the
-- append-only chain; `event_text` the erasable words and salts behind the commitments in an event;
-- `vault` who the person is, sealed to a key that only the desk can open.

CREATE TABLE ticket (
	id BIGINT UNSIGNED NOT NULL PRIMARY KEY,	-- ours: milliseconds and 20 random bits
	number VARBINARY(23) NOT NULL UNIQUE,
	code_hash VARBINARY(32) NOT NULL,
	code_tries INT UNSIGNED NOT NULL DEFAULT 0,
	code_locked_until_ms BIGINT NOT NULL DEFAULT 0,
	kind TINYINT UNSIGNED NOT NULL,
	source TINYINT UNSIGNED NOT NULL,
	item SMALLINT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,
	stage TINYINT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL DEFAULT '',
	confidential TINYINT UNSIGNED NOT NULL,
	urgent TINYINT UNSIGNED NOT NULL DEFAULT 0,
	reply_by TINYINT UNSIGNED NOT NULL,
	lang VARBINARY(5) NOT NULL DEFAULT 'zh-CN',
	filed_ms BIGINT NOT NULL,
	due_ms BIGINT NOT NULL,		-- of the stage at hand; 0: no clock runs
	answer_due_ms BIGINT NOT NULL,	-- what the person was promised
	paused_ms BIGINT NOT NULL DEFAULT 0,
	answered_ms BIGINT NOT NULL DEFAULT 0,
	closed_ms BIGINT NOT NULL DEFAULT 0,
	updated_ms BIGINT NOT NULL,
	happened_ms BIGINT NOT NULL DEFAULT 0,
	instant TINYINT UNSIGNED NOT NULL DEFAULT 0,
	returns INT UNSIGNED NOT NULL DEFAULT 0,
	reworks INT UNSIGNED NOT NULL DEFAULT 0,
	rating TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 1 … 5; 0: not rated
	followed_up TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 1 satisfied, 2 dissatisfied, 3 not reached
	phone_index VARBINARY(16) NOT NULL DEFAULT '',
	phone_mask VARCHAR(24) NOT NULL DEFAULT '',
	name_mask VARCHAR(20) NOT NULL DEFAULT '',
	summary VARCHAR(200) NOT NULL DEFAULT '',
	place VARCHAR(200) NOT NULL DEFAULT '',
	company VARCHAR(200) NOT NULL DEFAULT '',
	plate VARCHAR(40) NOT NULL DEFAULT '',
	line VARCHAR(200) NOT NULL DEFAULT '',
	external_number VARCHAR(60) NOT NULL DEFAULT '',
	consent VARBINARY(16) NOT NULL DEFAULT '',
	rules_version VARBINARY(64) NOT NULL DEFAULT '',
	files TINYINT UNSIGNED NOT NULL DEFAULT 0,
	last_seq INT UNSIGNED NOT NULL,
	last_hash VARBINARY(32) NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	KEY by_province_due (province, state, due_ms),
	KEY by_unit_due (unit, state, due_ms),
	KEY by_state_due (state, due_ms),
	KEY by_filed (filed_ms, id),
	KEY by_province_filed (province, filed_ms),
	KEY by_phone (phone_index, filed_ms),
	KEY by_plate (plate, filed_ms)
) ENGINE=InnoDB;

CREATE TABLE event (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL,
	type TINYINT UNSIGNED NOT NULL,
	from_state TINYINT UNSIGNED NOT NULL,
	to_state TINYINT UNSIGNED NOT NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL DEFAULT '',
	suite TINYINT UNSIGNED NOT NULL,
	prev_hash VARBINARY(32) NOT NULL,
	hash VARBINARY(32) NOT NULL,
	canonical BLOB NOT NULL,
	PRIMARY KEY (ticket_id, seq),
	KEY by_time (at_ms)
) ENGINE=InnoDB;

CREATE TABLE event_text (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	field VARBINARY(16) NOT NULL,
	salt VARBINARY(16) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	PRIMARY KEY (ticket_id, seq, field)
) ENGINE=InnoDB;

CREATE TABLE attachment (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	name VARCHAR(255) NOT NULL,
	type VARBINARY(40) NOT NULL,
	size BIGINT UNSIGNED NOT NULL,
	sha256 VARBINARY(32) NOT NULL,
	path VARBINARY(120) NOT NULL,	-- below upload.dir
	KEY by_ticket (ticket_id, seq)
) ENGINE=InnoDB;

CREATE TABLE vault (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	suite TINYINT UNSIGNED NOT NULL,
	wrapped VARBINARY(200) NOT NULL,
	sealed VARBINARY(4096) NOT NULL
) ENGINE=InnoDB;

-- Each accepted change leaves its key here in the same transaction: a repeat finds it and changes nothing.
CREATE TABLE idempotency (
	k VARBINARY(32) NOT NULL PRIMARY KEY,
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL
) ENGINE=InnoDB;

-- What the worker has still to count, index and sequence; removed in the transaction that did it.
CREATE TABLE event_queue (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL
) ENGINE=InnoDB;

-- An unfinished form of the public, sealed under a secret only the person's browser keeps.
CREATE TABLE draft (
	k VARBINARY(32) NOT NULL PRIMARY KEY,
	sealed MEDIUMBLOB NOT NULL,
	updated_ms BIGINT NOT NULL,
	KEY by_age (updated_ms)
) ENGINE=InnoDB;

CREATE TABLE archive (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	number VARBINARY(23) NOT NULL UNIQUE,
	archived_ms BIGINT NOT NULL,
	hash VARBINARY(32) NOT NULL,
	record MEDIUMBLOB NOT NULL
) ENGINE=InnoDB;

-- The first event of a ticket goes in before its ticket row, so that filing needs no later update.
CREATE TRIGGER event_dense BEFORE INSERT ON event FOR EACH ROW
BEGIN
	DECLARE last INT UNSIGNED DEFAULT NULL;
	DECLARE h VARBINARY(32) DEFAULT NULL;
	SELECT MAX(last_seq), MAX(last_hash) INTO last, h FROM ticket WHERE id = NEW.ticket_id;
	IF NEW.seq <> COALESCE(last, 0) + 1 OR NEW.prev_hash <> COALESCE(h, REPEAT(CHAR(0), 32)) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'event is not the next of its chain';
	END IF;
	IF ABS(NEW.at_ms - UNIX_TIMESTAMP(NOW(3)) * 1000) > 2000 THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'event time is more than 2 s off';
	END IF;
END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'events are append-only';
CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'events are append-only';
