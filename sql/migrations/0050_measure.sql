-- The indicators; domain/measure.h says what is counted. What the worker takes from the queue it counts here in the same transaction.

-- What each figure was made of: one row for what was counted, so that every figure is a list of tickets.
CREATE TABLE measure_mark (
	ticket_id BIGINT UNSIGNED NOT NULL,
	what TINYINT UNSIGNED NOT NULL,		-- enum measure
	seq INT UNSIGNED NOT NULL,		-- the event
	at_ms BIGINT NOT NULL,
	hit TINYINT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,		-- this and the unit: who had it then
	unit VARBINARY(16) NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,
	item SMALLINT UNSIGNED NOT NULL,
	source TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (ticket_id, what, seq),
	KEY by_province (what, province, at_ms, ticket_id),
	KEY by_time (what, at_ms, ticket_id)
) ENGINE=InnoDB;

-- Their sums by month, for each place and every place above it (the nation is 0), whole and cut by one thing at a time.
CREATE TABLE measure_month (
	place INT UNSIGNED NOT NULL,
	cut TINYINT UNSIGNED NOT NULL,		-- 0 whole, 1 kind, 2 item, 3 source, 4 unit
	value VARBINARY(16) NOT NULL,		-- of what is cut by; '' whole
	month INT UNSIGNED NOT NULL,		-- 202611
	what TINYINT UNSIGNED NOT NULL,
	up INT UNSIGNED NOT NULL,		-- the place above; of the nation 999999
	counted INT UNSIGNED NOT NULL,
	hits INT UNSIGNED NOT NULL,		-- of these
	PRIMARY KEY (place, cut, value, month, what),
	KEY by_cut (place, cut, month),
	KEY by_up (up, cut, value, month)
) ENGINE=InnoDB;
