-- What the ticket screen shows beside the ticket: who else has it open, who did what, what is like it, words to reply with.

-- name: presence_put
-- may: admin
-- in: ticket_id u64, staff_id u32, seen_ms i64
INSERT INTO presence (ticket_id, staff_id, seen_ms) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE seen_ms = VALUES(seen_ms);

-- name: presence_of_others
-- may: admin
-- in: ticket_id u64, staff_id u32, not_before_ms i64
-- out: name str
SELECT s.name FROM presence p JOIN staff s ON s.id = p.staff_id WHERE p.ticket_id = ? AND p.staff_id <> ? AND p.seen_ms >= ?
ORDER BY p.seen_ms DESC LIMIT 5;

-- name: presence_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM presence WHERE seen_ms < ? LIMIT 1000;

-- The people whom a ticket's events name, and the units. 2: staff.
-- name: staff_of_events
-- may: admin
-- in: ticket_id u64, same_id u64, once_more u64
-- out: id u32, name str
SELECT s.id, s.name FROM event e JOIN staff s ON s.id = e.actor_id WHERE e.ticket_id = ? AND e.actor_kind = 2
UNION SELECT s.id, s.name FROM event e JOIN staff s ON s.id = CAST(JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.assignee') AS UNSIGNED)
WHERE e.ticket_id = ? AND LOCATE('"assignee"', e.canonical) > 0
UNION SELECT s.id, s.name FROM event e JOIN staff s ON s.id = CAST(JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.for') AS UNSIGNED)
WHERE e.ticket_id = ? AND LOCATE('"for"', e.canonical) > 0;

-- The same with login and unit, for who judges rather than works.
-- name: staff_of_history
-- may: audit
-- in: ticket_id u64, same_id u64, once_more u64
-- out: id u32, name str, login str, unit str
SELECT s.id, s.name, s.login, s.unit FROM event e JOIN staff s ON s.id = e.actor_id WHERE e.ticket_id = ? AND e.actor_kind = 2
UNION SELECT s.id, s.name, s.login, s.unit FROM event e JOIN staff s ON s.id = CAST(JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.assignee') AS UNSIGNED)
WHERE e.ticket_id = ? AND LOCATE('"assignee"', e.canonical) > 0
UNION SELECT s.id, s.name, s.login, s.unit FROM event e JOIN staff s ON s.id = CAST(JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.for') AS UNSIGNED)
WHERE e.ticket_id = ? AND LOCATE('"for"', e.canonical) > 0;

-- name: units_of_events
-- may: admin audit
-- in: ticket_id u64
-- out: code str, name str, name_en str
SELECT DISTINCT u.code, u.name, u.name_en FROM event e JOIN unit u ON u.code = e.unit WHERE e.ticket_id = ? AND e.unit <> '';

-- name: tickets_of_same_phone
-- may: admin
-- in: id u64, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM ticket o JOIN ticket t ON t.phone_index = o.phone_index AND t.id <> o.id WHERE o.id = ? AND o.phone_index <> ''
ORDER BY t.filed_ms DESC LIMIT ?;

-- row: reply_row: id u32, unit str, title str, body str, active u32, version u32

-- name: reply_of_owner
-- may: admin
-- in: province u32, unit str, most u32
-- out: @reply_row
SELECT {reply_row} FROM reply_template WHERE province = ? AND unit IN ('', ?) ORDER BY unit DESC, title LIMIT ?;

-- name: reply_by_id
-- may: admin
-- in: id u32, province u32, unit str
-- out: @reply_row
SELECT {reply_row} FROM reply_template WHERE id = ? AND province = ? AND unit = ?;

-- name: reply_add
-- may: admin
-- in: province u32, unit str, title str, body str, staff_id u32, updated_ms i64
INSERT INTO reply_template (province, unit, title, body, staff_id, updated_ms) VALUES (?, ?, ?, ?, ?, ?);

-- name: reply_change
-- may: admin
-- in: title str, body str, active u32, staff_id u32, updated_ms i64, id u32, version u32
UPDATE reply_template SET title = ?, body = ?, active = ?, staff_id = ?, updated_ms = ?, version = version + 1 WHERE id = ? AND version = ?;
