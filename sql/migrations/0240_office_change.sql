-- When the telephone line of a place is answered, on working days and on days off (domain/hours.h). office is what came as a fact;
-- office_change what an administrator of the place said since, each from its day on: of two for the same day the later counts. What was
-- said stays.

ALTER TABLE office
	ADD COLUMN workdays VARBINARY(40) NOT NULL DEFAULT '00:00-24:00' AFTER region,
	ADD COLUMN days_off VARBINARY(40) NOT NULL DEFAULT '00:00-24:00' AFTER workdays;

UPDATE office SET workdays = CONCAT(LPAD(opens DIV 60, 2, '0'), ':', LPAD(opens MOD 60, 2, '0'), '-', LPAD(closes DIV 60, 2, '0'), ':', LPAD(closes MOD 60, 2, '0')), days_off = workdays
WHERE all_day = 0;

-- Programs of before read these until each has ended, so they go with a later release; nobody writes them any more.
ALTER TABLE office ALTER opens SET DEFAULT 0, ALTER closes SET DEFAULT 1439, ALTER all_day SET DEFAULT 1;

CREATE TABLE office_change (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	k VARBINARY(32) NOT NULL,		-- of the form: sent twice it says it once
	region INT UNSIGNED NOT NULL,
	from_day INT NOT NULL,
	workdays VARBINARY(40) NOT NULL,
	days_off VARBINARY(40) NOT NULL,
	source VARCHAR(200) NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	made_ms BIGINT NOT NULL,
	UNIQUE KEY by_intent (k, region),
	KEY by_region (region, from_day, id)
) ENGINE=InnoDB;

CREATE TRIGGER office_change_no_update BEFORE UPDATE ON office_change FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what a line''s hours were said to be is append-only';
CREATE TRIGGER office_change_no_delete BEFORE DELETE ON office_change FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what a line''s hours were said to be is append-only';
