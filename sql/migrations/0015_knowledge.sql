-- Answers that stand before a question: by item and region, in force from a day, due for review on another, owned by
-- somebody. grams: cut by domain/grams.h, as for tickets.

CREATE TABLE article (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	slug VARBINARY(40) NOT NULL UNIQUE,	-- of those that came as facts; a number of its own for the rest
	item SMALLINT UNSIGNED NOT NULL,	-- an item, or a domain's own row
	region INT UNSIGNED NOT NULL DEFAULT 0,	-- 0: everywhere
	title VARCHAR(200) NOT NULL,
	title_en VARCHAR(200) NOT NULL DEFAULT '',
	body VARCHAR(4000) NOT NULL,
	body_en VARCHAR(4000) NOT NULL DEFAULT '',
	source VARCHAR(300) NOT NULL DEFAULT '',
	from_day INT NOT NULL,
	until_day INT NOT NULL DEFAULT 0,	-- 0: open
	review_day INT NOT NULL,
	owner INT UNSIGNED NOT NULL DEFAULT 0,	-- staff; 0: came as a fact
	status TINYINT UNSIGNED NOT NULL DEFAULT 1,	-- 1 draft, 2 published, 3 withdrawn
	helped INT UNSIGNED NOT NULL DEFAULT 0,
	unhelped INT UNSIGNED NOT NULL DEFAULT 0,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	updated_ms BIGINT NOT NULL DEFAULT 0,
	grams MEDIUMTEXT NOT NULL DEFAULT '',
	KEY by_item (status, item),
	FULLTEXT KEY by_grams (grams)
) ENGINE=InnoDB;
