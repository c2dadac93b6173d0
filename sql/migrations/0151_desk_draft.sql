-- A call that an agent has not finished: several a person, each sealed under a key of the admin program, the person and the draft.
-- kept: 1, put aside by the agent; 0, kept by itself while typed. Gone when it is filed, thrown away, or LIMIT_DESK_DRAFT_MS old.
CREATE TABLE desk_draft (
	staff_id INT UNSIGNED NOT NULL,
	id VARBINARY(32) NOT NULL,		-- the form's intent, so that one draft becomes one ticket
	suite TINYINT UNSIGNED NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	kept TINYINT UNSIGNED NOT NULL,
	updated_ms BIGINT NOT NULL,
	PRIMARY KEY (staff_id, id),
	KEY by_age (updated_ms)
) ENGINE=InnoDB;
