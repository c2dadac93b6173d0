-- People who want erased who they are: what they ask, and what is kept how long.

-- name: erasure_wish_put
-- may: portal
-- in: ticket_id u64, seq u32, asked_ms i64
INSERT INTO erasure_wish (ticket_id, seq, asked_ms) VALUES (?, ?, ?);

-- Not decided yet: no event behind the wish declines it, orders the erasure or carries it out.
-- name: erasure_wishes
-- may: admin
-- in: region_from u32, region_until u32, declined u32, ordered u32, erased u32, most u32
-- out: number str, region u32, state u32, asked_ms i64, reason str
SELECT t.number, t.region, t.state, w.asked_ms, COALESCE(x.body, '') FROM erasure_wish w JOIN ticket t ON t.id = w.ticket_id
LEFT JOIN event_text x ON x.ticket_id = w.ticket_id AND x.seq = w.seq AND x.field = 'reason'
WHERE t.region BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = w.ticket_id AND e.seq > w.seq AND e.type IN (?, ?, ?))
ORDER BY w.asked_ms LIMIT ?;

-- The longest scope of a class decides: it stands first.
-- name: retention_of_region
-- may: portal
-- in: region str
-- out: class str, days i32, source str, source_en str
SELECT class, days, source, source_en FROM retention WHERE scope = LEFT(?, LENGTH(scope)) ORDER BY class, LENGTH(scope) DESC;
