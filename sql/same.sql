-- Tickets that belong together: what stands between them, and what may be the same matter.

-- name: tie_put
-- may: admin worker
-- in: ticket_id u64, kind u32, other_id u64, phase u32, staff_id u32, at_ms i64
INSERT INTO tie (ticket_id, kind, other_id, phase, staff_id, at_ms) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE phase = VALUES(phase), staff_id = VALUES(staff_id), at_ms = VALUES(at_ms);

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

-- What a ticket is compared by, and the beginning of its words.
-- row: same_facts: id u64, number str, kind u32, item u32, region u32, state u32, unit str, filed_ms i64, happened_ms i64, plate str, line str, place str, summary str, phone_index bytes
-- row: same_row: id u64, number str, kind u32, item u32, region u32, state u32, unit str, filed_ms i64, happened_ms i64, plate str, line str, place str, summary str, phone_index bytes, content str

-- name: same_of_ticket
-- may: admin
-- in: id u64
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.seq = 1 AND c.field = 'content' WHERE t.id = ?;

-- The four places where a candidate may stand, each by its own index; newest first.
-- name: same_by_phone
-- may: admin
-- in: phone_index bytes, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.seq = 1 AND c.field = 'content'
WHERE t.phone_index = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_plate
-- may: admin
-- in: plate str, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.seq = 1 AND c.field = 'content'
WHERE t.plate = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_line
-- may: admin
-- in: province u32, line str, from_ms i64, until_ms i64, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.seq = 1 AND c.field = 'content'
WHERE t.province = ? AND t.line = ? AND t.filed_ms BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;

-- name: same_by_item
-- may: admin
-- in: province u32, item u32, from_ms i64, until_ms i64, region_from u32, region_until u32, most u32
-- out: @same_row
SELECT {t.same_facts}, COALESCE(LEFT(c.body, 300), '') FROM ticket t LEFT JOIN event_text c ON c.ticket_id = t.id AND c.seq = 1 AND c.field = 'content'
WHERE t.province = ? AND t.item = ? AND t.filed_ms BETWEEN ? AND ? AND t.region BETWEEN ? AND ? ORDER BY t.filed_ms DESC LIMIT ?;
