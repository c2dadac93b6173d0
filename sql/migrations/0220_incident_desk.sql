-- What the public was told may be put right: the new wording stands beside the old, and both stay.
-- The key is of the intent: a form sent twice says it once. What was said before has one by its number.

ALTER TABLE incident_word
	ADD COLUMN k VARBINARY(32) NOT NULL DEFAULT '',
	ADD COLUMN about TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: what is the matter; 1: the title from then on
	ADD COLUMN amends INT UNSIGNED NOT NULL DEFAULT 0;	-- the word in whose place it stands; 0: in none's

UPDATE incident_word SET k = UNHEX(SHA2(CONCAT('incident word ', id), 256));

ALTER TABLE incident_word ADD UNIQUE KEY by_intent (k);

CREATE TRIGGER incident_word_no_update BEFORE UPDATE ON incident_word FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what the public was told is append-only';
CREATE TRIGGER incident_word_no_delete BEFORE DELETE ON incident_word FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what the public was told is append-only';
