-- A province's own line beside the mark, as its administrator said it, each from its day; words '': what its rules have counts again. Of two for the same day
-- the later counts. What was said stays.
CREATE TABLE brand_change (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	k VARBINARY(32) NOT NULL UNIQUE,	-- of the form: sent twice it says it once
	province INT UNSIGNED NOT NULL,
	from_day INT NOT NULL,
	words VARCHAR(95) NOT NULL,
	words_en VARCHAR(95) NOT NULL,
	source VARCHAR(200) NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	made_ms BIGINT NOT NULL,
	KEY by_province (province, from_day, id)
) ENGINE=InnoDB;

CREATE TRIGGER brand_change_no_update BEFORE UPDATE ON brand_change FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what stood beside the mark is append-only';
CREATE TRIGGER brand_change_no_delete BEFORE DELETE ON brand_change FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what stood beside the mark is append-only';
