-- Long work that the worker does for somebody: reports, exports. What it made lies below cache.dir until it expires; that it was made
-- stays.

CREATE TABLE job (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	kind VARBINARY(16) NOT NULL,		-- a row of the table in pages/duty_job.c
	program VARBINARY(8) NOT NULL,		-- where it was asked for: admin or audit
	staff_id INT UNSIGNED NOT NULL,		-- by whom; nobody else sees it
	region INT UNSIGNED NOT NULL,		-- … and within which reach
	language VARBINARY(5) NOT NULL,
	parameters VARCHAR(1000) NOT NULL,	-- name=value&…, as the kind reads them
	title VARCHAR(200) NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- 1 waiting, 2 running, 3 done, 4 failed, 5 cancelled, 6 expired
	done BIGINT UNSIGNED NOT NULL DEFAULT 0,
	total BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: not known
	starts INT UNSIGNED NOT NULL DEFAULT 0,	-- how often it was begun: one that fails again and again is given up
	asked_ms BIGINT NOT NULL,
	begun_ms BIGINT NOT NULL DEFAULT 0,
	ended_ms BIGINT NOT NULL DEFAULT 0,
	expires_ms BIGINT NOT NULL DEFAULT 0,
	file_name VARCHAR(120) NOT NULL,	-- as it is offered
	size BIGINT UNSIGNED NOT NULL DEFAULT 0,
	sha256 VARBINARY(32) NOT NULL DEFAULT '',
	KEY by_state (state, id),
	KEY by_staff (staff_id, id)
) ENGINE=InnoDB;
