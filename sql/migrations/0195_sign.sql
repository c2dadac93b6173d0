-- Signs of what is worth a look (domain/measure.h) are counted where the indicators are. To tell copied replies, the print of each reply
-- (domain/print.h) stays for a while; matter: the ticket that it was about, or the one that stood for it.
CREATE TABLE reply_print (
	ticket_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL,
	print VARBINARY(16) NOT NULL,
	matter VARBINARY(23) NOT NULL,
	at_ms BIGINT NOT NULL,
	PRIMARY KEY (ticket_id, seq),
	KEY by_print (unit, print, at_ms),
	KEY by_age (at_ms)
) ENGINE=InnoDB;
