-- Changes of a province's own days: proposed at the desk, applied by the worker.

-- name: calendar_plan_add
-- may: admin
-- in: province u32, staff_id u32, body str, made_ms i64
INSERT INTO calendar_plan (province, staff_id, body, made_ms) VALUES (?, ?, ?, ?);

-- name: calendar_plan_by_id
-- may: admin worker
-- in: id u32, province u32
-- out: body str, staff_id u32, made_ms i64, applied_ms i64
SELECT body, staff_id, made_ms, applied_ms FROM calendar_plan WHERE id = ? AND province = ?;

-- name: calendar_plan_applied
-- may: worker
-- in: applied_ms i64, id u32
UPDATE calendar_plan SET applied_ms = ? WHERE id = ? AND applied_ms = 0;

-- Those that a change from that moment on can move, what is due soonest first.
-- name: calendar_plan_tickets
-- may: admin
-- in: province u32, region_from u32, region_until u32, from_ms i64, from_too_ms i64, most u32
-- out: id u64, number str
SELECT id, number FROM ticket WHERE province = ? AND region BETWEEN ? AND ? AND state IN (1, 2, 3, 5, 6, 7, 8, 9, 13, 15) AND (due_ms >= ? OR answer_due_ms >= ?) ORDER BY GREATEST(due_ms, answer_due_ms), id LIMIT ?;
