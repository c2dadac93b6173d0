-- Counts by month, for each place and every place above it, so that no public page adds up days: the nation is region 0.
-- month is 202611; 0 holds all months together. up is the place above; that of the nation is 999999.

CREATE TABLE rollup_month (
	region INT UNSIGNED NOT NULL,
	month INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,
	domain SMALLINT UNSIGNED NOT NULL,
	up INT UNSIGNED NOT NULL,
	taken INT UNSIGNED NOT NULL,
	instant INT UNSIGNED NOT NULL,
	closed INT UNSIGNED NOT NULL,
	answered INT UNSIGNED NOT NULL,
	on_time INT UNSIGNED NOT NULL,
	rated INT UNSIGNED NOT NULL,
	satisfied INT UNSIGNED NOT NULL,
	PRIMARY KEY (region, month, kind, domain),
	KEY by_up (up, month)
) ENGINE=InnoDB;

-- What was counted before there were months.
INSERT INTO rollup_month
WITH RECURSIVE places AS (
	SELECT DISTINCT region AS filed, region FROM rollup
	UNION ALL
	SELECT p.filed, COALESCE(r.parent, 0) FROM places p LEFT JOIN region r ON r.code = p.region WHERE p.region <> 0
), months AS (
	SELECT region, CAST(DATE_FORMAT('1970-01-01' + INTERVAL day DAY, '%Y%m') AS UNSIGNED) AS month, kind, domain,
		SUM(taken) AS taken, SUM(instant) AS instant, SUM(closed) AS closed, SUM(answered) AS answered,
		SUM(on_time) AS on_time, SUM(rated) AS rated, SUM(satisfied) AS satisfied
	FROM rollup GROUP BY 1, 2, 3, 4
), spans AS (
	SELECT * FROM months
	UNION ALL
	SELECT region, 0, kind, domain, taken, instant, closed, answered, on_time, rated, satisfied FROM months
)
SELECT p.region, s.month, s.kind, s.domain, IF(p.region = 0, 999999, COALESCE(MAX(r.parent), 0)),
	SUM(taken), SUM(instant), SUM(closed), SUM(answered), SUM(on_time), SUM(rated), SUM(satisfied)
FROM spans s JOIN places p ON p.filed = s.region LEFT JOIN region r ON r.code = p.region
GROUP BY p.region, s.month, s.kind, s.domain;

-- What the public is told about work planned and faults met, in the words of whoever runs the system.
CREATE TABLE incident (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	part VARBINARY(12) NOT NULL,		-- phone, portal, notice or desk
	region INT UNSIGNED NOT NULL,		-- 0: everywhere
	planned TINYINT UNSIGNED NOT NULL,
	title VARCHAR(120) NOT NULL,
	title_en VARCHAR(200) NOT NULL,
	begins_ms BIGINT NOT NULL,
	ends_ms BIGINT NOT NULL,		-- planned: when it should be over; else when it was over, 0: not yet
	KEY by_begin (begins_ms)
) ENGINE=InnoDB;

-- The first says what is the matter, the last how it ended. Never changed: what was said was said.
CREATE TABLE incident_word (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	incident_id INT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL,
	body VARCHAR(1000) NOT NULL,
	body_en VARCHAR(2000) NOT NULL,
	KEY by_incident (incident_id, id)
) ENGINE=InnoDB;

-- Whether a part answered when the worker last asked, and since when it is so.
CREATE TABLE pulse (
	part VARBINARY(12) NOT NULL PRIMARY KEY,
	up TINYINT UNSIGNED NOT NULL,
	since_ms BIGINT NOT NULL,
	at_ms BIGINT NOT NULL
) ENGINE=InnoDB;
