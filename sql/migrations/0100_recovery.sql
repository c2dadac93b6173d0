-- A lost query code. Each ask leaves a row, whether number and phone belong together or not: the program that asks the person
-- does not look, the worker does. The phone is sealed to the worker's key, and gone as soon as it does not fit or the link is
-- used or old; after a day so is the row.
CREATE TABLE recovery (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	number VARBINARY(23) NOT NULL,		-- as it was typed
	phone_index VARBINARY(16) NOT NULL,	-- keyed hash, like that of ticket
	ticket_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: none that fits, as far as it was looked for
	phase TINYINT UNSIGNED NOT NULL,	-- store/recovery_store.h
	token_hash VARBINARY(32) NOT NULL UNIQUE,	-- of the token in the link
	key_id VARBINARY(16) NOT NULL,		-- keys/notice/ID
	wrapped VARBINARY(200) NOT NULL,
	sealed VARBINARY(1024) NOT NULL,
	asked_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	used_ms BIGINT NOT NULL DEFAULT 0,
	KEY by_number (number, asked_ms),
	KEY by_phone (phone_index, asked_ms),
	KEY by_phase (phase, id),
	KEY by_ticket (ticket_id),
	KEY by_age (asked_ms)
) ENGINE=InnoDB;

-- The outbox takes its message too: of no event, so it is told apart by the ask.
ALTER TABLE notice
	ADD COLUMN recovery BIGINT UNSIGNED NOT NULL DEFAULT 0 AFTER channel,
	DROP KEY once,
	ADD UNIQUE KEY once (ticket_id, seq, channel, recovery);
