-- Each gram of a ticket's words (domain/grams.h) is a row, by province and in the order of filing: a search reads about as many rows as it
-- shows, however many tickets hold the word. ticket_search keeps the grams in their order, for phrases.
CREATE TABLE ticket_gram (
	gram VARBINARY(64) NOT NULL,
	province INT UNSIGNED NOT NULL,
	ticket_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (gram, province, ticket_id)
) ENGINE=InnoDB;

ALTER TABLE ticket_search DROP KEY by_grams, ADD COLUMN province INT UNSIGNED NOT NULL DEFAULT 0;
UPDATE ticket_search s JOIN ticket t ON t.id = s.ticket_id SET s.province = t.province;
INSERT IGNORE INTO ticket_gram (gram, province, ticket_id)
SELECT j.gram, s.province, s.ticket_id FROM ticket_search s
JOIN JSON_TABLE(CONCAT('["', REPLACE(s.grams, ' ', '","'), '"]'), '$[*]' COLUMNS (gram VARBINARY(64) PATH '$')) j
WHERE j.gram NOT IN ('', '0border0');

-- A queue is filtered by what stands in its own index: no row is read that is not shown. Counts need the index alone.
ALTER TABLE ticket
	DROP KEY by_province_due, ADD KEY by_province_due (province, state, due_ms, id, region, kind, source, item, unit, card),
	DROP KEY by_unit_due, ADD KEY by_unit_due (unit, state, due_ms, id, region, kind, source, item, card),
	DROP KEY by_state_due, ADD KEY by_state_due (state, due_ms, id, province, region, kind, source, item, unit, card);
