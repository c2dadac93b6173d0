-- Calling back: whom, what was answered by whom, what was tried.

-- Those of one state who are due next; sampled: 1 chosen (0 to 255: all).
-- name: followup_list
-- may: admin
-- in: call_failed u32, call_failed_again u32, province u32, state u32, sampled_from u32, sampled_until u32, region_from u32, region_until u32, assignee_from u32, assignee_until u32
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: id u64, number str, kind u32, item u32, region u32, unit str, confidential u32, due_ms i64, phone_mask str, name_mask str, summary str, tried u32, last_ms i64, assignee u32, person str
SELECT t.id, t.number, t.kind, t.item, t.region, t.unit, t.confidential, t.due_ms, t.phone_mask, t.name_mask, t.summary,
(SELECT COUNT(*) FROM event e WHERE e.ticket_id = t.id AND e.type = ? AND e.at_ms >= t.answered_ms),
COALESCE((SELECT MAX(e.at_ms) FROM event e WHERE e.ticket_id = t.id AND e.type = ? AND e.at_ms >= t.answered_ms), 0),
t.assignee, COALESCE((SELECT s.name FROM staff s WHERE s.id = t.assignee), '')
FROM ticket t WHERE t.province = ? AND t.state = ? AND t.sampled BETWEEN ? AND ? AND t.region BETWEEN ? AND ? AND t.assignee BETWEEN ? AND ?
AND (t.due_ms > ? OR (t.due_ms = ? AND t.id > ?)) ORDER BY t.due_ms, t.id LIMIT ?;

-- name: answer_last
-- may: admin hotline
-- in: ticket_id u64, one u32, two u32, three u32
-- out: seq u32, type u32, actor_kind u32, actor_id u32
SELECT seq, type, actor_kind, actor_id FROM event WHERE ticket_id = ? AND type IN (?, ?, ?) ORDER BY seq DESC LIMIT 1;

-- name: events_since
-- may: admin hotline
-- in: ticket_id u64, type u32, from_ms i64
-- out: at_ms i64, actor_id u32
SELECT at_ms, actor_id FROM event WHERE ticket_id = ? AND type = ? AND at_ms >= ? ORDER BY seq;

-- Whose reply a member of a group was told.
-- name: tie_told_by
-- may: admin hotline
-- in: ticket_id u64
-- out: other_id u64
SELECT other_id FROM tie WHERE ticket_id = ? AND kind = 2 AND phase = 6 ORDER BY at_ms DESC LIMIT 1;
