-- How many open tickets stand in each state, for each place and every place above it (the nation is 0), whole and cut by one thing at a time:
-- the desk shows the counts of a queue without counting its tickets. Whoever changes a ticket leaves what changed as a row of its own, so that
-- nobody waits for somebody else's counter; the worker adds the rows up. Both together are what there is, at every moment.
CREATE TABLE open_change (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	n TINYINT NOT NULL,			-- 1 came, -1 went
	state TINYINT UNSIGNED NOT NULL,
	region INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,
	source TINYINT UNSIGNED NOT NULL,
	item SMALLINT UNSIGNED NOT NULL,
	unit VARBINARY(16) NOT NULL,
	card TINYINT UNSIGNED NOT NULL
) ENGINE=InnoDB;

CREATE TABLE open_count (
	place INT UNSIGNED NOT NULL,
	cut TINYINT UNSIGNED NOT NULL,		-- enum open_cut
	value VARBINARY(16) NOT NULL,
	state TINYINT UNSIGNED NOT NULL,
	n INT NOT NULL,
	PRIMARY KEY (place, cut, value, state)
) ENGINE=InnoDB;

CREATE TRIGGER ticket_came AFTER INSERT ON ticket FOR EACH ROW
BEGIN
	IF NEW.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) THEN
		INSERT INTO open_change (n, state, region, kind, source, item, unit, card) VALUES (1, NEW.state, NEW.region, NEW.kind, NEW.source, NEW.item, NEW.unit, NEW.card);
	END IF;
END;
CREATE TRIGGER ticket_moved AFTER UPDATE ON ticket FOR EACH ROW
BEGIN
	IF NEW.state <> OLD.state OR NEW.region <> OLD.region OR NEW.kind <> OLD.kind OR NEW.source <> OLD.source OR NEW.item <> OLD.item OR NEW.unit <> OLD.unit
	OR NEW.card <> OLD.card THEN
		IF OLD.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) THEN
			INSERT INTO open_change (n, state, region, kind, source, item, unit, card) VALUES (-1, OLD.state, OLD.region, OLD.kind, OLD.source, OLD.item, OLD.unit, OLD.card);
		END IF;
		IF NEW.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) THEN
			INSERT INTO open_change (n, state, region, kind, source, item, unit, card) VALUES (1, NEW.state, NEW.region, NEW.kind, NEW.source, NEW.item, NEW.unit, NEW.card);
		END IF;
	END IF;
END;
CREATE TRIGGER ticket_went AFTER DELETE ON ticket FOR EACH ROW
BEGIN
	IF OLD.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) THEN
		INSERT INTO open_change (n, state, region, kind, source, item, unit, card) VALUES (-1, OLD.state, OLD.region, OLD.kind, OLD.source, OLD.item, OLD.unit, OLD.card);
	END IF;
END;

INSERT INTO open_count (place, cut, value, state, n)
SELECT t.region DIV p.up * p.up, c.cut, ELT(c.cut + 1, '', t.kind, t.source, t.item, t.item DIV 100, t.unit, t.card), t.state, COUNT(*)
FROM ticket t JOIN (SELECT 1 AS up UNION ALL SELECT 100 UNION ALL SELECT 10000 UNION ALL SELECT 1000000) p ON p.up = 1 OR t.region MOD p.up <> 0
JOIN (SELECT 0 AS cut UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6) c
WHERE t.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) GROUP BY 1, 2, 3, 4;

-- One item of the whole nation is a queue that is asked for, too.
ALTER TABLE ticket ADD KEY by_item_due (item, state, due_ms, id, region, kind, source, unit, card);
