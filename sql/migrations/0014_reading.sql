-- Who looked at which ticket: written before the ticket is shown, only ever added. No serving account may change or
-- remove a row; auditors and the security administrator read it.

CREATE TABLE reading (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	at_ms BIGINT NOT NULL,
	staff_id INT UNSIGNED NOT NULL,
	program VARBINARY(12) NOT NULL,
	how TINYINT UNSIGNED NOT NULL,		-- 1 the ticket, 2 a file of it
	ticket_id BIGINT UNSIGNED NOT NULL,
	number VARBINARY(23) NOT NULL,
	region INT UNSIGNED NOT NULL,
	confidential TINYINT UNSIGNED NOT NULL,
	KEY by_time (at_ms, id),
	KEY by_staff (staff_id, at_ms, id),
	KEY by_ticket (ticket_id, at_ms, id)
) ENGINE=InnoDB;
