-- A province's own words of what notices say: proposed by one, let through or refused by another, or ended, so that the nation's words count
-- again. What counts is what the last of these says (sql/wording.sql); nothing is changed or taken away.
CREATE TABLE notice_wording (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	k VARBINARY(32) NOT NULL UNIQUE,	-- of the form, or of the proposal that is decided on: each once
	province INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- domain/notice.h
	act TINYINT UNSIGNED NOT NULL,		-- 1 proposed, 2 let through, 3 refused, 4 ended
	of_id INT UNSIGNED NOT NULL DEFAULT 0,	-- the proposal that 2, 3 and 4 are about
	words VARCHAR(400) NOT NULL DEFAULT '',
	words_en VARCHAR(800) NOT NULL DEFAULT '',
	staff_id INT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL,
	KEY by_kind (province, kind, id)
) ENGINE=InnoDB;

CREATE TRIGGER notice_wording_no_update BEFORE UPDATE ON notice_wording FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what notices said is append-only';
CREATE TRIGGER notice_wording_no_delete BEFORE DELETE ON notice_wording FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what notices said is append-only';
