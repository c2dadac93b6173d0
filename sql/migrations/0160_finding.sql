-- What auditors found, and the samples they drew to look at. Only ever added to: a finding is what its steps made of it.

CREATE TABLE finding (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	k VARBINARY(32) NOT NULL UNIQUE,	-- of the intent: a form sent twice finds once
	at_ms BIGINT NOT NULL,
	staff_id INT UNSIGNED NOT NULL,		-- whose note it is: nobody else adds remarks or closes it
	region INT UNSIGNED NOT NULL,		-- who is to answer
	number VARBINARY(23) NOT NULL,		-- of the ticket it is about; '' of none
	event_seq INT UNSIGNED NOT NULL,	-- and which of its events; 0 the whole
	title VARCHAR(80) NOT NULL,
	KEY by_region (region, id),
	KEY by_ticket (number)
) ENGINE=InnoDB;

CREATE TABLE finding_step (
	finding_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,		-- from 1, without gaps
	at_ms BIGINT NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	step TINYINT UNSIGNED NOT NULL,		-- domain/finding.h
	due_day INT NOT NULL,			-- by when an answer is wanted; 0: as before
	body TEXT NOT NULL,
	PRIMARY KEY (finding_id, seq)
) ENGINE=InnoDB;

CREATE TABLE inspection (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	k VARBINARY(32) NOT NULL UNIQUE,
	at_ms BIGINT NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	title VARCHAR(80) NOT NULL,
	from_ms BIGINT NOT NULL,		-- the filter it was drawn from, as it was asked
	until_ms BIGINT NOT NULL,
	region_from INT UNSIGNED NOT NULL,
	region_until INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,
	wanted INT UNSIGNED NOT NULL,
	pool INT UNSIGNED NOT NULL,		-- how many tickets it was drawn from
	seed VARBINARY(32) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE inspection_ticket (
	inspection_id BIGINT UNSIGNED NOT NULL,
	place INT UNSIGNED NOT NULL,
	ticket_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (inspection_id, place)
) ENGINE=InnoDB;

CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'findings are append-only';
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'findings are append-only';
CREATE TRIGGER finding_step_no_update BEFORE UPDATE ON finding_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'findings are append-only';
CREATE TRIGGER finding_step_no_delete BEFORE DELETE ON finding_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'findings are append-only';
CREATE TRIGGER inspection_no_update BEFORE UPDATE ON inspection FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER inspection_no_delete BEFORE DELETE ON inspection FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER inspection_ticket_no_update BEFORE UPDATE ON inspection_ticket FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
CREATE TRIGGER inspection_ticket_no_delete BEFORE DELETE ON inspection_ticket FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'samples are append-only';
