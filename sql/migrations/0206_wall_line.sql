-- What the wall shows, as the worker found it a moment ago (freshness 'wall'): however many look, and however much is late, open tickets are
-- gone through once. A line a county and unit below its province, and one a province below the nation (0).
CREATE TABLE wall_line (
	up INT UNSIGNED NOT NULL,
	place INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL,
	late INT UNSIGNED NOT NULL,
	soon INT UNSIGNED NOT NULL,
	cards INT UNSIGNED NOT NULL,
	red INT UNSIGNED NOT NULL,
	orders INT UNSIGNED NOT NULL,
	orders_late INT UNSIGNED NOT NULL,
	urges INT UNSIGNED NOT NULL,
	urges_late INT UNSIGNED NOT NULL,
	extensions INT UNSIGNED NOT NULL,
	PRIMARY KEY (up, place, unit)
) ENGINE=InnoDB;
