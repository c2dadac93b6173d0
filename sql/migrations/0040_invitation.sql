-- A link by which a person chooses the own factors. It counts once, and only for some days; what stands in it is known to nobody but its bearer.
CREATE TABLE invitation (
	token_hash VARBINARY(32) NOT NULL PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	made_by INT UNSIGNED NOT NULL,
	made_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	used_ms BIGINT NOT NULL DEFAULT 0,
	KEY by_staff (staff_id)
) ENGINE=InnoDB;
