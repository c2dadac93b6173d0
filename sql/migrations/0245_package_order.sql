-- Signed packages that auditors ask for in a page: who and why beside the job, and, of one that leaves nothing out, what somebody else said to it.
-- Only ever added to; the worker makes such a package only with a word of agreement, by another person than who asked, for just these parameters.

CREATE TABLE package_order (
	job_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	login VARCHAR(40) NOT NULL,		-- as the manifest names who asked
	region INT UNSIGNED NOT NULL,		-- whose tickets: who agrees must reach them too
	parameters VARCHAR(1000) NOT NULL,	-- the job's, which could be changed
	why VARCHAR(500) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE package_word (
	job_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	login VARCHAR(40) NOT NULL,
	agreed TINYINT UNSIGNED NOT NULL,
	why VARCHAR(500) NOT NULL,
	at_ms BIGINT NOT NULL
) ENGINE=InnoDB;

CREATE TRIGGER package_word_of_another BEFORE INSERT ON package_word FOR EACH ROW
BEGIN
	DECLARE v_asked INT UNSIGNED DEFAULT NULL;
	SELECT o.staff_id INTO v_asked FROM package_order o JOIN job j ON j.id = o.job_id WHERE o.job_id = NEW.job_id AND j.state = 7;
	IF v_asked IS NULL OR v_asked = NEW.staff_id THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'somebody else than who asked says the word to a package, while it waits for it';
	END IF;
END;

CREATE TRIGGER package_order_no_update BEFORE UPDATE ON package_order FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'orders of packages are append-only';
CREATE TRIGGER package_order_no_delete BEFORE DELETE ON package_order FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'orders of packages are append-only';
CREATE TRIGGER package_word_no_update BEFORE UPDATE ON package_word FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'orders of packages are append-only';
CREATE TRIGGER package_word_no_delete BEFORE DELETE ON package_word FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'orders of packages are append-only';
