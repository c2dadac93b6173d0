-- What a scanner said of an attachment (domain/check.h). 0: nobody was asked.
ALTER TABLE attachment
	ADD COLUMN checked TINYINT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN found VARCHAR(100) NOT NULL DEFAULT '',	-- what it found, as it calls it
	ADD COLUMN tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- in vain
	ADD KEY by_checked (checked, tries);

-- A legal hold keeps what it holds from everybody, the database's owner too. 5: destroyed; 9: DEMAND_HOLD.
CREATE TRIGGER attachment_hold BEFORE UPDATE ON attachment FOR EACH ROW
	IF NEW.checked = 5 AND OLD.checked <> 5 AND EXISTS (SELECT 1 FROM demand WHERE ticket_id = OLD.ticket_id AND kind = 9 AND outcome = 0) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a legal hold stands: nothing of this ticket is erased';
	END IF;
