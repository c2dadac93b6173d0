-- What a week's tickets are about (domain/topic.h), counted by the worker when it takes a filing from the queue: for each place but
-- counties and every place above it (the nation is 0). A week is the day of its Monday.
CREATE TABLE topic_week (
	place INT UNSIGNED NOT NULL,
	dim TINYINT UNSIGNED NOT NULL,		-- enum topic_dim
	week INT NOT NULL,
	value VARBINARY(600) NOT NULL,
	counted INT UNSIGNED NOT NULL,
	PRIMARY KEY (place, dim, week, value),
	KEY by_age (week)
) ENGINE=InnoDB;

-- The tickets that such a count was made of.
CREATE TABLE topic_mark (
	dim TINYINT UNSIGNED NOT NULL,
	value VARBINARY(600) NOT NULL,
	at_ms BIGINT NOT NULL,
	ticket_id BIGINT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,		-- where it was filed
	PRIMARY KEY (dim, value, at_ms, ticket_id),
	KEY by_age (at_ms)
) ENGINE=InnoDB;
