-- Telling people by message and mail that something happened. notice_contact is where to, sealed to a key that only the worker
-- opens; it goes when the person asks, when the identity is erased, and when the ticket is archived. notice is the outbox: a row for
-- each event that is told and each channel, made in the transaction that takes the event from the queue.

CREATE TABLE notice_contact (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	channels TINYINT UNSIGNED NOT NULL,	-- 1 message, 2 mail, 3 both
	token_hash VARBINARY(32) NOT NULL UNIQUE,	-- of the token in the link that ends it
	key_id VARBINARY(16) NOT NULL,		-- keys/notice/ID
	wrapped VARBINARY(200) NOT NULL,
	sealed VARBINARY(1024) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE notice (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	channel TINYINT UNSIGNED NOT NULL,	-- 1 message, 2 mail
	kind TINYINT UNSIGNED NOT NULL,		-- domain/notice.h
	state TINYINT UNSIGNED NOT NULL,	-- 1 waiting, 2 taken, 3 given up, 4 the channel is off, 5 not wanted any more
	k VARBINARY(16) NOT NULL,		-- whoever receives a repeat knows it by this
	tries INT UNSIGNED NOT NULL DEFAULT 0,
	next_ms BIGINT NOT NULL,
	made_ms BIGINT NOT NULL,
	done_ms BIGINT NOT NULL DEFAULT 0,
	UNIQUE KEY once (ticket_id, seq, channel),
	KEY by_state_next (state, next_ms)
) ENGINE=InnoDB;

-- Whoever erases who a person is erases where they are told, too.
CREATE TRIGGER vault_erased AFTER DELETE ON vault FOR EACH ROW
	DELETE FROM notice_contact WHERE ticket_id = OLD.ticket_id;
CREATE TRIGGER vault_emptied AFTER UPDATE ON vault FOR EACH ROW
BEGIN
	IF NEW.sealed = '' THEN
		DELETE FROM notice_contact WHERE ticket_id = NEW.ticket_id;
	END IF;
END;
