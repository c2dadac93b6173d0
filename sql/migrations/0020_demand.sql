-- What one asks of another beside the way of a ticket: extensions, waits for the person, urges, orders of supervision, joint
-- handling, designations. Changed only together with an event of the ticket, by store/move.c.

CREATE TABLE demand (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,		-- of the event that asked
	kind TINYINT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,
	year SMALLINT UNSIGNED NOT NULL,	-- of an order's number; 0 otherwise
	number INT UNSIGNED NOT NULL,		-- of an order: dense within province and year; else the nth of its kind on the ticket
	unit VARBINARY(16) NOT NULL,		-- who is asked, or asks for an extension; '' the centre or the person
	days SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- of an extension
	asked_ms BIGINT NOT NULL,
	asked_by INT UNSIGNED NOT NULL,		-- staff; 0 the person or the system
	due_ms BIGINT NOT NULL,			-- 0: no clock of its own
	answered_ms BIGINT NOT NULL DEFAULT 0,
	answered_by INT UNSIGNED NOT NULL DEFAULT 0,
	outcome TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- domain/demand.h; 0: open
	ended_ms BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (ticket_id, seq),
	KEY by_province_due (province, outcome, due_ms),
	KEY by_unit_due (unit, outcome, due_ms),
	KEY by_kind_due (outcome, kind, due_ms),
	KEY by_number (kind, province, year, number)
) ENGINE=InnoDB;

-- The last number given to an order of supervision: no gap, no number twice.
CREATE TABLE order_number (
	province INT UNSIGNED NOT NULL,
	year SMALLINT UNSIGNED NOT NULL,
	last INT UNSIGNED NOT NULL,
	PRIMARY KEY (province, year)
) ENGINE=InnoDB;
