-- What stood in `holiday` before each change, whoever made it: a promise is judged by the days that were known when it
-- was given. was_there 0: that day and scope had no row.

CREATE TABLE holiday_change (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	at_ms BIGINT NOT NULL,
	day INT NOT NULL,
	scope VARBINARY(6) NOT NULL,
	was_there TINYINT UNSIGNED NOT NULL,
	worked TINYINT UNSIGNED NOT NULL,
	name VARCHAR(40) NOT NULL,
	status VARCHAR(16) NOT NULL
) ENGINE=InnoDB;

CREATE TRIGGER holiday_came AFTER INSERT ON holiday FOR EACH ROW
	INSERT INTO holiday_change (at_ms, day, scope, was_there, worked, name, status)
	VALUES (UNIX_TIMESTAMP(NOW(3)) * 1000, NEW.day, NEW.scope, 0, 0, '', '');
CREATE TRIGGER holiday_changed AFTER UPDATE ON holiday FOR EACH ROW
	INSERT INTO holiday_change (at_ms, day, scope, was_there, worked, name, status)
	SELECT UNIX_TIMESTAMP(NOW(3)) * 1000, OLD.day, OLD.scope, 1, OLD.worked, OLD.name, OLD.status
	FROM DUAL WHERE OLD.worked <> NEW.worked OR OLD.name <> NEW.name OR OLD.status <> NEW.status;
CREATE TRIGGER holiday_went AFTER DELETE ON holiday FOR EACH ROW
	INSERT INTO holiday_change (at_ms, day, scope, was_there, worked, name, status)
	VALUES (UNIX_TIMESTAMP(NOW(3)) * 1000, OLD.day, OLD.scope, 1, OLD.worked, OLD.name, OLD.status);
