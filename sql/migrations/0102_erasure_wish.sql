-- Who wants the own identity erased: a row for each event that asks (64), so that whoever decides finds them. Whether it was decided say
-- the events behind it.
CREATE TABLE erasure_wish (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	asked_ms BIGINT NOT NULL,
	PRIMARY KEY (ticket_id, seq),
	KEY by_time (asked_ms)
) ENGINE=InnoDB;
