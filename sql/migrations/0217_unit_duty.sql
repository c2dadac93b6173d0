-- Who takes what, where: the catalogue of responsibilities of a province. item: an item, or a domain's own row (3100) for all of it.
CREATE TABLE unit_duty (
	province INT UNSIGNED NOT NULL,
	item SMALLINT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,		-- and whatever lies below it
	unit VARBINARY(16) NOT NULL,
	PRIMARY KEY (province, item, region, unit),
	KEY by_unit (unit)
) ENGINE=InnoDB;
