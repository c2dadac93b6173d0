-- A phone that a province wants to be verified before a matter is filed: a code is sent to it. Of visit, phone and code there are keyed
-- hashes alone; where the code goes is sealed to the worker's key, and gone as soon as the code was typed or is old. After a day so is the row.
CREATE TABLE phone_check (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	visit VARBINARY(32) NOT NULL,		-- whose form it is
	phone_index VARBINARY(16) NOT NULL,	-- like that of ticket
	code_hash VARBINARY(32) NOT NULL,
	tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
	lang VARBINARY(5) NOT NULL,		-- of the message
	province INT UNSIGNED NOT NULL,
	key_id VARBINARY(16) NOT NULL,		-- keys/notice/ID
	wrapped VARBINARY(200) NOT NULL,
	sealed VARBINARY(1024) NOT NULL,
	asked_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	passed_ms BIGINT NOT NULL DEFAULT 0,
	KEY by_visit (visit, asked_ms),
	KEY by_phone (phone_index, asked_ms),
	KEY by_age (asked_ms)
) ENGINE=InnoDB;

-- The outbox takes its message too: of no ticket, as there is none yet.
ALTER TABLE notice
	ADD COLUMN phone_check BIGINT UNSIGNED NOT NULL DEFAULT 0 AFTER recovery,
	DROP KEY once,
	ADD UNIQUE KEY once (ticket_id, seq, channel, recovery, phone_check);
