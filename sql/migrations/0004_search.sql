-- What can be searched of a ticket, cut by domain/grams.h; kept by the worker. Needs the server's
-- innodb_ft_min_token_size = 1 and innodb_ft_enable_stopword = OFF when rows are written.

CREATE TABLE ticket_search (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	grams MEDIUMTEXT NOT NULL,
	FULLTEXT KEY by_grams (grams)
) ENGINE=InnoDB;

-- The sweep asks for each old file whether a ticket has it.
ALTER TABLE attachment ADD KEY by_path (path);
