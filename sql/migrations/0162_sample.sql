-- Samples that nobody can steer: a secret is committed to in the log before a period begins, and told when it has ended. Only added to.

CREATE TABLE sample_period (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	province INT UNSIGNED NOT NULL,
	from_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	at_ms BIGINT NOT NULL,
	commitment VARBINARY(32) NOT NULL,	-- an entry of the province's log: ticket 0, seq the id
	UNIQUE KEY by_period (province, from_ms, until_ms),
	KEY by_end (until_ms)
) ENGINE=InnoDB;

-- What no web program reads.
CREATE TABLE sample_secret (
	sample_id INT UNSIGNED NOT NULL PRIMARY KEY,
	secret VARBINARY(32) NOT NULL
) ENGINE=InnoDB;

-- After the end: the secret told, and the part of the log that the period is.
CREATE TABLE sample_draw (
	sample_id INT UNSIGNED NOT NULL PRIMARY KEY,
	drawn_ms BIGINT NOT NULL,
	from_size BIGINT UNSIGNED NOT NULL,	-- of the first checkpoint since the period began
	until_size BIGINT UNSIGNED NOT NULL,	-- and since it ended
	root VARBINARY(32) NOT NULL,		-- of the latter
	secret VARBINARY(32) NOT NULL
) ENGINE=InnoDB;

ALTER TABLE log_checkpoint ADD KEY by_time (province, at_ms);

CREATE TRIGGER sample_period_no_update BEFORE UPDATE ON sample_period FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER sample_period_no_delete BEFORE DELETE ON sample_period FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER sample_secret_no_update BEFORE UPDATE ON sample_secret FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER sample_secret_no_delete BEFORE DELETE ON sample_secret FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER sample_draw_no_update BEFORE UPDATE ON sample_draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER sample_draw_no_delete BEFORE DELETE ON sample_draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
