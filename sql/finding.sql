-- Findings of auditors, and samples drawn for inspection.

-- row: finding_row: id u64, at_ms i64, staff_id u32, login str, name str, region u32, number str, event_seq u32, title str, step u32, due_day i32, steps u32

-- step: the last one that moved it (a remark, 2, does not). The newest first, behind `before`.
-- name: finding_list
-- may: audit admin
-- in: region_from u32, region_until u32, before u64, staff_any u32, staff_id u32, number_any str, number str, step_any u32, step_one u32, step_other u32, due_any u32, due_before i32, most u32
-- out: @finding_row
SELECT f.id, f.at_ms, f.staff_id, s.login, s.name, f.region, f.number, f.event_seq, f.title,
	(SELECT p.step FROM finding_step p WHERE p.finding_id = f.id AND p.step <> 2 ORDER BY p.seq DESC LIMIT 1) AS step,
	(SELECT p.due_day FROM finding_step p WHERE p.finding_id = f.id AND p.due_day > 0 ORDER BY p.seq DESC LIMIT 1) AS due_day,
	(SELECT MAX(p.seq) FROM finding_step p WHERE p.finding_id = f.id)
FROM finding f JOIN staff s ON s.id = f.staff_id
WHERE f.region BETWEEN ? AND ? AND f.id < ? AND (? = 0 OR f.staff_id = ?) AND (? = '' OR f.number = ?)
HAVING (? = 0 OR step IN (?, ?)) AND (? = 0 OR due_day < ?)
ORDER BY f.id DESC LIMIT ?;

-- name: finding_by_id
-- may: audit admin
-- in: id u64
-- out: @finding_row
SELECT f.id, f.at_ms, f.staff_id, s.login, s.name, f.region, f.number, f.event_seq, f.title,
	(SELECT p.step FROM finding_step p WHERE p.finding_id = f.id AND p.step <> 2 ORDER BY p.seq DESC LIMIT 1),
	(SELECT p.due_day FROM finding_step p WHERE p.finding_id = f.id AND p.due_day > 0 ORDER BY p.seq DESC LIMIT 1),
	(SELECT MAX(p.seq) FROM finding_step p WHERE p.finding_id = f.id)
FROM finding f JOIN staff s ON s.id = f.staff_id WHERE f.id = ?;

-- name: finding_by_key
-- may: audit
-- in: k bytes
-- out: id u64
SELECT id FROM finding WHERE k = ?;

-- name: finding_steps
-- may: audit admin
-- in: finding_id u64
-- out: seq u32, at_ms i64, login str, name str, role u32, step u32, due_day i32, body str
SELECT p.seq, p.at_ms, s.login, s.name, s.role, p.step, p.due_day, p.body
FROM finding_step p JOIN staff s ON s.id = p.staff_id WHERE p.finding_id = ? ORDER BY p.seq;

-- name: finding_insert
-- may: audit
-- in: k bytes, at_ms i64, staff_id u32, region u32, number str, event_seq u32, title str
INSERT INTO finding (k, at_ms, staff_id, region, number, event_seq, title) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: finding_step_insert
-- may: audit admin
-- in: finding_id u64, seq u32, at_ms i64, staff_id u32, step u32, due_day i32, body str
INSERT INTO finding_step (finding_id, seq, at_ms, staff_id, step, due_day, body) VALUES (?, ?, ?, ?, ?, ?, ?);

-- What a sample is drawn from: the filter of export_tickets, and of export_rule_tickets.
-- row: inspection_pool_row: id u64, number str
-- name: inspection_pool
-- may: audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- out: @inspection_pool_row
SELECT id, number FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR province = ?) AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) AND (? = '' OR unit = ?) AND (? = 0 OR item = ?) ORDER BY filed_ms, id;

-- name: inspection_rule_pool
-- may: audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: rule str
-- out: @inspection_pool_row
SELECT t.id, t.number FROM ticket_rule r STRAIGHT_JOIN ticket t ON t.id = r.ticket_id WHERE r.filed_ms >= ? AND r.filed_ms < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND r.rule = ? ORDER BY r.filed_ms, r.ticket_id;

-- row: inspection_row: id u64, at_ms i64, staff_id u32, login str, name str, title str, from_ms i64, until_ms i64, region_from u32, region_until u32, kind u32, state u32, unit str, item u32, rule str, wanted u32, pool u32, seed bytes

-- name: inspection_list
-- may: audit
-- in: region_from u32, region_until u32, most u32
-- out: @inspection_row
SELECT i.id, i.at_ms, i.staff_id, s.login, s.name, i.title, i.from_ms, i.until_ms, i.region_from, i.region_until, i.kind, i.state, i.unit, i.item, i.rule, i.wanted, i.pool, i.seed
FROM inspection i JOIN staff s ON s.id = i.staff_id WHERE i.region_from >= ? AND i.region_until <= ? ORDER BY i.id DESC LIMIT ?;

-- name: inspection_by_id
-- may: audit
-- in: id u64
-- out: @inspection_row
SELECT i.id, i.at_ms, i.staff_id, s.login, s.name, i.title, i.from_ms, i.until_ms, i.region_from, i.region_until, i.kind, i.state, i.unit, i.item, i.rule, i.wanted, i.pool, i.seed
FROM inspection i JOIN staff s ON s.id = i.staff_id WHERE i.id = ?;

-- name: inspection_by_key
-- may: audit
-- in: k bytes
-- out: id u64
SELECT id FROM inspection WHERE k = ?;

-- name: inspection_insert
-- may: audit
-- in: k bytes, at_ms i64, staff_id u32, title str, from_ms i64, until_ms i64, region_from u32, region_until u32, kind u32, state u32, unit str, item u32, rule str, wanted u32, pool u32, seed bytes
INSERT INTO inspection (k, at_ms, staff_id, title, from_ms, until_ms, region_from, region_until, kind, state, unit, item, rule, wanted, pool, seed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: inspection_ticket_insert
-- may: audit
-- in: inspection_id u64, place u32, ticket_id u64
INSERT INTO inspection_ticket (inspection_id, place, ticket_id) VALUES (?, ?, ?);

-- Each drawn ticket, whether the one who drew has looked at it since, and how many findings there are about it.
-- name: inspection_tickets
-- may: audit
-- in: inspection_id u64
-- out: number str, kind u32, item u32, region u32, state u32, filed_ms i64, looked u32, findings u64
SELECT t.number, t.kind, t.item, t.region, t.state, t.filed_ms,
	EXISTS (SELECT 1 FROM reading r WHERE r.ticket_id = t.id AND r.staff_id = i.staff_id AND r.program = 'audit' AND r.at_ms >= i.at_ms),
	(SELECT COUNT(*) FROM finding f WHERE f.number = t.number)
FROM inspection_ticket d JOIN inspection i ON i.id = d.inspection_id JOIN ticket t ON t.id = d.ticket_id
WHERE d.inspection_id = ? ORDER BY d.place;
