-- A change of a province's own days that somebody proposed: looked at with what it would do, then applied by the worker, or left. It stays as
-- what was decided from.
CREATE TABLE calendar_plan (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	province INT UNSIGNED NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	body MEDIUMTEXT NOT NULL,		-- pages/calendar_plan.c
	made_ms BIGINT NOT NULL,
	applied_ms BIGINT NOT NULL DEFAULT 0,
	KEY by_province (province, id)
) ENGINE=InnoDB;
