-- The columns that somebody wants to see in the queue, words between blanks.
CREATE TABLE queue_column (
	staff_id INT UNSIGNED NOT NULL PRIMARY KEY,
	columns VARBINARY(120) NOT NULL
) ENGINE=InnoDB;
