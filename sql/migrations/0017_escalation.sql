-- Who has been told that a matter is about to be late, or is: what the newest escalation of a running clock said. 0: nobody.
ALTER TABLE ticket
	ADD COLUMN step TINYINT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN step_stage TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- whose deadline: the stage's at hand, or 3, the promise
	ADD COLUMN step_level TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 1 province, 2 city, 3 county
	ADD COLUMN card TINYINT UNSIGNED NOT NULL DEFAULT 0;	-- 1 green, 2 yellow, 3 red

-- When the worker asks the rules again who should hear of an open matter. Kept by the worker, from events.
CREATE TABLE escalation_check (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	check_ms BIGINT NOT NULL,
	KEY by_time (check_ms)
) ENGINE=InnoDB;

-- What is open already: accepted, dispatched, signed, replied, rework, returned.
INSERT INTO escalation_check (ticket_id, check_ms)
SELECT id, 1 FROM ticket WHERE state IN (1, 2, 3, 5, 8, 13);
