-- A way of looking through the queue that somebody gave a name: for oneself, or for those of the same unit and region.
CREATE TABLE queue_view (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,		-- whose it is: nobody else changes it
	name VARCHAR(40) NOT NULL,
	query VARBINARY(250) NOT NULL,		-- state=…&kind=…, as the queue's own links have it
	shared TINYINT UNSIGNED NOT NULL,	-- 1: those of region and unit see it too
	region INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL,
	made_ms BIGINT NOT NULL,
	UNIQUE KEY by_staff (staff_id, name),
	KEY by_unit (shared, region, unit)
) ENGINE=InnoDB;
