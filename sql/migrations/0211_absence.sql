-- Who is away, from when to when, and who does the work meanwhile. It ends by itself; ended_ms: sooner, by somebody's hand.
CREATE TABLE absence (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	delegate_id INT UNSIGNED NOT NULL,
	from_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	made_by INT UNSIGNED NOT NULL,
	made_ms BIGINT NOT NULL,
	ended_ms BIGINT NOT NULL DEFAULT 0,
	ended_by INT UNSIGNED NOT NULL DEFAULT 0,
	KEY by_staff (staff_id, until_ms),
	KEY by_delegate (delegate_id, until_ms)
) ENGINE=InnoDB;
