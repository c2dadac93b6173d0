-- How long what is kept, by class and place. Loaded from sql/seed/retention.tsv; the longest scope that fits decides.
CREATE TABLE retention (
	class VARBINARY(16) NOT NULL,
	scope VARBINARY(6) NOT NULL,		-- the first digits of region codes; '' the nation
	days INT NOT NULL,			-- after the matter was archived; 0: no end
	source VARCHAR(400) NOT NULL,
	verified TINYINT UNSIGNED NOT NULL,	-- 0: default, unverified
	PRIMARY KEY (class, scope)
) ENGINE=InnoDB;

-- What is due is found by when it was archived.
ALTER TABLE archive ADD KEY by_time (archived_ms, ticket_id);

-- A legal hold (a demand of kind 9 that stands open) beats whatever would erase, programs and operators alike.
CREATE TRIGGER vault_held BEFORE DELETE ON vault FOR EACH ROW
	IF EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;
CREATE TRIGGER vault_held_too BEFORE UPDATE ON vault FOR EACH ROW
	IF NEW.sealed <> OLD.sealed AND EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;
CREATE TRIGGER vault_key_held BEFORE DELETE ON vault_key FOR EACH ROW
	IF EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;
CREATE TRIGGER event_text_held BEFORE DELETE ON event_text FOR EACH ROW
	IF EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;
CREATE TRIGGER attachment_held BEFORE DELETE ON attachment FOR EACH ROW
	IF EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;

-- The record of an archived matter is what it was on that day.
CREATE TRIGGER archive_no_update BEFORE UPDATE ON archive FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'archive records are written once';
CREATE TRIGGER archive_no_delete BEFORE DELETE ON archive FOR EACH ROW
	SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'archive records are written once';
