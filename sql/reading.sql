-- Who looked at which ticket.

-- row: reading_row: id u64, at_ms i64, login str, name str, role u32, program str, how u32, number str, region u32, confidential u32

-- name: reading_insert
-- may: admin audit
-- in: at_ms i64, staff_id u32, program str, how u32, ticket_id u64, number str, region u32, confidential u32
INSERT INTO reading (at_ms, staff_id, program, how, ticket_id, number, region, confidential) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- The newest first, behind the last row shown.
-- name: reading_by_time
-- may: admin audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @reading_row
SELECT r.id, r.at_ms, s.login, s.name, s.role, r.program, r.how, r.number, r.region, r.confidential
FROM reading r JOIN staff s ON s.id = r.staff_id
WHERE r.at_ms >= ? AND r.at_ms < ? AND r.region BETWEEN ? AND ? AND (r.at_ms < ? OR (r.at_ms = ? AND r.id < ?))
ORDER BY r.at_ms DESC, r.id DESC LIMIT ?;

-- name: reading_of_staff
-- may: admin audit
-- in: login str, from_ms i64, until_ms i64, region_from u32, region_until u32, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @reading_row
SELECT r.id, r.at_ms, s.login, s.name, s.role, r.program, r.how, r.number, r.region, r.confidential
FROM reading r JOIN staff s ON s.id = r.staff_id
WHERE s.login = ? AND r.at_ms >= ? AND r.at_ms < ? AND r.region BETWEEN ? AND ? AND (r.at_ms < ? OR (r.at_ms = ? AND r.id < ?))
ORDER BY r.at_ms DESC, r.id DESC LIMIT ?;

-- name: reading_of_ticket
-- may: admin audit
-- in: number str, from_ms i64, until_ms i64, region_from u32, region_until u32, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @reading_row
SELECT r.id, r.at_ms, s.login, s.name, s.role, r.program, r.how, r.number, r.region, r.confidential
FROM reading r JOIN ticket t ON t.id = r.ticket_id JOIN staff s ON s.id = r.staff_id
WHERE t.number = ? AND r.at_ms >= ? AND r.at_ms < ? AND r.region BETWEEN ? AND ? AND (r.at_ms < ? OR (r.at_ms = ? AND r.id < ?))
ORDER BY r.at_ms DESC, r.id DESC LIMIT ?;

-- Per person: tickets read, those among them in which they did nothing, confidential ones. Those who read most without
-- acting come first.
-- name: reading_by_person
-- may: admin audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, most u32
-- out: login str, name str, role u32, tickets u64, untouched u64, confidential u64
SELECT s.login, s.name, s.role, COUNT(*), CAST(SUM(d.touched = 0) AS UNSIGNED), CAST(SUM(d.confidential) AS UNSIGNED)
FROM (SELECT r.staff_id, r.ticket_id, MAX(r.confidential) AS confidential,
	EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = r.ticket_id AND e.actor_kind = 2 AND e.actor_id = r.staff_id) AS touched
	FROM reading r WHERE r.at_ms >= ? AND r.at_ms < ? AND r.region BETWEEN ? AND ? GROUP BY r.staff_id, r.ticket_id) d
JOIN staff s ON s.id = d.staff_id
GROUP BY s.id, s.login, s.name, s.role ORDER BY 5 DESC, 4 DESC, s.id LIMIT ?;
