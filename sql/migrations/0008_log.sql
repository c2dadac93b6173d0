-- A log per province over all events (domain/merkle.h): entry n is the hash of an event, and a signed checkpoint says what all
-- entries up to its size are. Only ever added to.

CREATE TABLE log_pending (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	hash VARBINARY(32) NOT NULL,
	UNIQUE KEY by_event (ticket_id, seq)
) ENGINE=InnoDB;

CREATE TABLE log_entry (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	n BIGINT UNSIGNED NOT NULL,		-- from 0, without gaps
	PRIMARY KEY (ticket_id, seq),
	UNIQUE KEY by_place (province, n)
) ENGINE=InnoDB;

-- Level 0 is the entries' own leaves; 8, 16 … the roots of complete subtrees of 256, 65,536 …
CREATE TABLE log_node (
	province INT UNSIGNED NOT NULL,
	level TINYINT UNSIGNED NOT NULL,
	n BIGINT UNSIGNED NOT NULL,
	hash VARBINARY(32) NOT NULL,
	PRIMARY KEY (province, level, n)
) ENGINE=InnoDB;

CREATE TABLE log_checkpoint (
	province INT UNSIGNED NOT NULL,
	size BIGINT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL,
	root VARBINARY(32) NOT NULL,
	frontier VARBINARY(2048) NOT NULL,	-- roots of the complete subtrees that size is made of, the largest first
	note VARBINARY(1000) NOT NULL,
	PRIMARY KEY (province, size)
) ENGINE=InnoDB;

CREATE TRIGGER log_entry_no_update BEFORE UPDATE ON log_entry FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';
CREATE TRIGGER log_entry_no_delete BEFORE DELETE ON log_entry FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';
CREATE TRIGGER log_node_no_update BEFORE UPDATE ON log_node FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';
CREATE TRIGGER log_node_no_delete BEFORE DELETE ON log_node FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';
CREATE TRIGGER log_checkpoint_no_update BEFORE UPDATE ON log_checkpoint FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';
CREATE TRIGGER log_checkpoint_no_delete BEFORE DELETE ON log_checkpoint FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log is append-only';

-- What happened before there was a log. What is queued still comes to it through the worker.
INSERT INTO log_pending (ticket_id, seq, province, hash)
SELECT e.ticket_id, e.seq, t.province, e.hash FROM event e JOIN ticket t ON t.id = e.ticket_id
LEFT JOIN event_queue q ON q.ticket_id = e.ticket_id AND q.seq = e.seq
WHERE q.id IS NULL ORDER BY e.ticket_id, e.seq;
