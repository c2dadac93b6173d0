-- What a person who files may join. Nothing of whoever filed it, no words of the matter; confidential ones are not there.

-- row: joinable_facts: id u64, number str, kind u32, item u32, region u32, state u32, filed_ms i64, happened_ms i64, plate str, line str, place str
-- row: joinable_row: {joinable_facts}, leader u64

-- Three places where one may stand, each by its own index; newest first. leader: of one that is led.
-- name: joinable_by_plate
-- may: portal
-- in: plate str, from_ms i64, most u32
-- out: @joinable_row
SELECT {t.joinable_facts}, COALESCE(g.other_id, 0) FROM ticket t LEFT JOIN tie g ON g.ticket_id = t.id AND g.kind = 2 AND g.phase = 1
WHERE t.plate = ? AND t.filed_ms >= ? AND t.confidential = 0 ORDER BY t.filed_ms DESC LIMIT ?;

-- name: joinable_by_line
-- may: portal
-- in: province u32, line str, from_ms i64, most u32
-- out: @joinable_row
SELECT {t.joinable_facts}, COALESCE(g.other_id, 0) FROM ticket t LEFT JOIN tie g ON g.ticket_id = t.id AND g.kind = 2 AND g.phase = 1
WHERE t.province = ? AND t.line = ? AND t.filed_ms >= ? AND t.confidential = 0 ORDER BY t.filed_ms DESC LIMIT ?;

-- name: joinable_by_item
-- may: portal
-- in: province u32, item u32, from_ms i64, region_from u32, region_until u32, most u32
-- out: @joinable_row
SELECT {t.joinable_facts}, COALESCE(g.other_id, 0) FROM ticket t LEFT JOIN tie g ON g.ticket_id = t.id AND g.kind = 2 AND g.phase = 1
WHERE t.province = ? AND t.item = ? AND t.filed_ms >= ? AND t.region BETWEEN ? AND ? AND t.confidential = 0 AND t.place <> ''
ORDER BY t.filed_ms DESC LIMIT ?;

-- name: joinable_of
-- may: portal
-- in: id u64
-- out: @joinable_row
SELECT {t.joinable_facts}, 0 FROM ticket t WHERE t.id = ? AND t.confidential = 0;

-- With the filing, in its transaction.
-- name: join_ask
-- may: portal
-- in: ticket_id u64, other_id u64, role u32, at_ms i64
INSERT INTO tie (ticket_id, kind, other_id, phase, staff_id, role, joined, at_ms) VALUES (?, 2, ?, 2, 0, ?, 1, ?);

-- Which its person joined, while it is led there or is about to be.
-- name: join_of
-- may: portal
-- in: ticket_id u64
-- out: other_id u64, phase u32
SELECT other_id, phase FROM tie WHERE ticket_id = ? AND kind = 2 AND joined = 1 AND phase IN (1, 2, 3) LIMIT 1;

-- Withdrawn, or on its own again at the wish of its person, it is led by nobody.
-- name: join_end
-- may: portal admin hotline
-- in: at_ms i64, ticket_id u64
UPDATE tie SET phase = 0, role = 1, at_ms = ? WHERE ticket_id = ? AND kind = 2 AND phase IN (1, 2, 3);
