-- An auditor looks for tickets by unit, by item and by the rule that decided something about them.

ALTER TABLE ticket ADD KEY by_unit_filed (unit, filed_ms), ADD KEY by_item_filed (item, filed_ms);

-- Made of the events by whoever takes them from the queue; the time of filing stands here so that a period costs no look at other tickets.
CREATE TABLE ticket_rule (
	rule VARBINARY(40) NOT NULL,
	filed_ms BIGINT NOT NULL,
	ticket_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (rule, filed_ms, ticket_id)
) ENGINE=InnoDB;

INSERT IGNORE INTO ticket_rule (rule, filed_ms, ticket_id)
SELECT r.id, t.filed_ms, t.id FROM event e JOIN ticket t ON t.id = e.ticket_id
JOIN JSON_TABLE(CONVERT(e.canonical USING utf8mb4), '$.rules[*]' COLUMNS (id VARCHAR(40) PATH '$.id')) r WHERE r.id <> '';
INSERT IGNORE INTO ticket_rule (rule, filed_ms, ticket_id)
SELECT r.id, t.filed_ms, t.id FROM event e JOIN ticket t ON t.id = e.ticket_id
JOIN JSON_TABLE(CONVERT(e.canonical USING utf8mb4), '$.clocks[*]' COLUMNS (id VARCHAR(40) PATH '$.rule.id')) r WHERE r.id <> '';

-- What a sample for inspection was drawn from, by the same filter.
ALTER TABLE inspection ADD COLUMN unit VARBINARY(16) NOT NULL DEFAULT '' AFTER state, ADD COLUMN item INT UNSIGNED NOT NULL DEFAULT 0 AFTER unit,
	ADD COLUMN rule VARBINARY(40) NOT NULL DEFAULT '' AFTER item;
