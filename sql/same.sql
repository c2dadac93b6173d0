-- Tickets that belong together: what stands between them, and what may be the same matter.

-- name: tie_put
-- may: admin worker
-- in: ticket_id u64, kind u32, other_id u64, phase u32, staff_id u32, role u32, at_ms i64
INSERT INTO tie (ticket_id, kind, other_id, phase, staff_id, role, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE phase = VALUES(phase), staff_id = VALUES(staff_id), role = VALUES(role), why = '', at_ms = VALUES(at_ms);

-- 1 linked, 1 holds.
-- name: tickets_linked
-- may: admin
-- in: id u64, same_id u64, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM tie l JOIN ticket t ON t.id = l.other_id WHERE l.ticket_id = ? AND l.kind = 1 AND l.phase = 1
UNION ALL SELECT {t.queue_row} FROM tie l JOIN ticket t ON t.id = l.ticket_id WHERE l.other_id = ? AND l.kind = 1 AND l.phase = 1
ORDER BY id DESC LIMIT ?;

-- name: tie_find
-- may: admin
-- in: ticket_id u64, kind u32, other_id u64
-- out: phase u32
SELECT phase FROM tie WHERE ticket_id = ? AND kind = ? AND other_id = ?;

-- ---- groups (kind 2). Phases: 1 holds, 2 asked, 3 owed the reply, 4 leaving, 5 refused, 6 told the reply ----

-- What a ticket leads, or is asked to lead.
-- name: tie_led
-- may: portal admin worker
-- in: id u64
-- out: count u64
SELECT COUNT(*) FROM tie WHERE other_id = ? AND kind = 2 AND phase IN (1, 2, 3, 4, 6);

-- … or has taken in.
-- name: tie_stands_for
-- may: admin worker
-- in: id u64
-- out: count u64
SELECT COUNT(*) FROM tie WHERE other_id = ? AND (kind = 2 AND phase IN (1, 2, 3, 4, 6) OR kind = 3 AND phase = 1);

-- What was merged into a ticket, and into which it was merged.
-- name: tickets_taken_in
-- may: admin
-- in: id u64, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM tie m JOIN ticket t ON t.id = m.ticket_id WHERE m.other_id = ? AND m.kind = 3 AND m.phase = 1 ORDER BY t.id LIMIT ?;

-- name: tie_merged_into
-- may: portal admin
-- in: id u64
-- out: id u64, number str, state u32, answer_due_ms i64, version u32
SELECT t.id, t.number, t.state, t.answer_due_ms, t.version FROM tie m JOIN ticket t ON t.id = m.other_id
WHERE m.ticket_id = ? AND m.kind = 3 AND m.phase = 1 LIMIT 1;

-- What was split off a ticket (unless it was merged again: it stands there then), and off which it was.
-- name: tickets_split_off
-- may: admin
-- in: id u64, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM tie m JOIN ticket t ON t.id = m.ticket_id WHERE m.other_id = ? AND m.kind = 4 AND m.phase = 1 AND t.state <> 16
ORDER BY t.id LIMIT ?;

-- name: tickets_split_from
-- may: admin
-- in: id u64, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM tie m JOIN ticket t ON t.id = m.other_id WHERE m.ticket_id = ? AND m.kind = 4 AND m.phase = 1 ORDER BY t.id LIMIT ?;

-- ids: "[1,2]".
-- name: tie_led_of_list
-- may: admin
-- in: ids str
-- out: id u64, count u64
SELECT m.other_id, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j JOIN tie m ON m.other_id = j.id
WHERE m.kind = 2 AND m.phase IN (1, 2, 3, 4, 6) GROUP BY 1;

-- Its state stays what it is until the one that asks has committed.
-- name: tie_leader
-- may: admin worker
-- in: id u64
-- out: state u32
SELECT state FROM ticket WHERE id = ? LOCK IN SHARE MODE;

-- name: tie_owe
-- may: admin hotline
-- in: at_ms i64, id u64
UPDATE tie SET phase = 3, at_ms = ? WHERE other_id = ? AND kind = 2 AND phase = 1;

-- name: tie_let_go
-- may: portal admin hotline
-- in: at_ms i64, id u64
UPDATE tie SET phase = 4, role = 0, at_ms = ? WHERE other_id = ? AND kind = 2 AND phase IN (1, 2);

-- name: tie_refuse
-- may: admin worker
-- in: phase u32, why str, ticket_id u64, other_id u64
UPDATE tie SET phase = ?, why = ? WHERE ticket_id = ? AND kind = 2 AND other_id = ?;

-- row: tie_row: ticket_id u64, other_id u64, phase u32, staff_id u32, role u32, at_ms i64

-- name: tie_to_do
-- may: worker
-- in: most u32
-- out: @tie_row
SELECT {tie_row} FROM tie WHERE kind = 2 AND phase IN (2, 3, 4) ORDER BY ticket_id LIMIT ?;

-- name: tie_to_do_of
-- may: admin
-- in: id u64, most u32
-- out: @tie_row
SELECT {tie_row} FROM tie WHERE other_id = ? AND kind = 2 AND phase IN (2, 3, 4) ORDER BY ticket_id LIMIT ?;

-- name: tie_members
-- may: admin
-- in: id u64, most u32
-- out: id u64, number str, region u32, unit str, state u32, due_ms i64, answer_due_ms i64, rating u32, summary str, phase u32, why str, joined u32
SELECT t.id, t.number, t.region, t.unit, t.state, t.due_ms, t.answer_due_ms, t.rating, t.summary, m.phase, m.why, m.joined
FROM tie m JOIN ticket t ON t.id = m.ticket_id WHERE m.other_id = ? AND m.kind = 2 AND m.phase > 0 ORDER BY t.answer_due_ms, t.id LIMIT ?;

-- name: tie_leader_of
-- may: admin
-- in: id u64
-- out: number str, region u32, unit str, version u32, phase u32
SELECT t.number, t.region, t.unit, t.version, m.phase FROM tie m JOIN ticket t ON t.id = m.other_id
WHERE m.ticket_id = ? AND m.kind = 2 AND m.phase IN (1, 2, 3, 4, 6) ORDER BY m.at_ms DESC LIMIT 1;

-- The reply that reached the person, by the events that let it out: not one that still waits for its review.
-- name: reply_given
-- may: portal admin worker
-- in: ticket_id u64, one u32, two u32, three u32
-- out: seq u32, body str
SELECT e.seq, x.body FROM event e JOIN event_text x ON x.ticket_id = e.ticket_id AND x.field = 'reply' AND x.seq <= e.seq
WHERE e.ticket_id = ? AND e.type IN (?, ?, ?) ORDER BY e.seq DESC, x.seq DESC LIMIT 1;

-- What a ticket is compared by, and the beginning of its words.
-- row: same_facts: id u64, number str, kind u32, item u32, region u32, state u32, unit str, filed_ms i64, happened_ms i64, plate str, line str, place str, summary str, phone_index bytes
-- row: same_row: id u64, number str, kind u32, item u32, region u32, state u32, unit str, filed_ms i64, happened_ms i64, plate str, line str, place str, summary str, phone_index bytes, content str

-- name: same_of_ticket
-- may: admin
-- in: id u64
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.field = 'content' AND c.seq = (SELECT MAX(x.seq) FROM event_text x WHERE x.ticket_id = t.id AND x.field = 'content') WHERE t.id = ?;

-- The four places where a candidate may stand, each by its own index; newest first.
-- name: same_by_phone
-- may: admin
-- in: phone_index bytes, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.field = 'content' AND c.seq = (SELECT MAX(x.seq) FROM event_text x WHERE x.ticket_id = t.id AND x.field = 'content')
WHERE t.phone_index = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_plate
-- may: admin
-- in: plate str, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.field = 'content' AND c.seq = (SELECT MAX(x.seq) FROM event_text x WHERE x.ticket_id = t.id AND x.field = 'content')
WHERE t.plate = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_line
-- may: admin
-- in: province u32, line str, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.field = 'content' AND c.seq = (SELECT MAX(x.seq) FROM event_text x WHERE x.ticket_id = t.id AND x.field = 'content')
WHERE t.province = ? AND t.line = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_item
-- may: admin
-- in: province u32, item u32, from_ms i64, until_ms i64, region_from u32, region_until u32, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.field = 'content' AND c.seq = (SELECT MAX(x.seq) FROM event_text x WHERE x.ticket_id = t.id AND x.field = 'content')
WHERE t.province = ? AND t.item = ? AND t.filed_ms BETWEEN ? AND ? AND t.region BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;
