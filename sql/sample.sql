-- Samples of periods: committed to before, drawn after.

-- entry: of the commitment in the province's log; -1 while it waits. drawn_ms 0: not drawn.
-- row: sample_row: id u32, province u32, from_ms i64, until_ms i64, at_ms i64, commitment bytes, entry i64, drawn_ms i64, from_size u64, until_size u64, root bytes, secret bytes

-- name: sample_all
-- may: hotline audit
-- in: province_any u32, province u32, most u32
-- out: @sample_row
SELECT p.id, p.province, p.from_ms, p.until_ms, p.at_ms, p.commitment, COALESCE(CAST(l.n AS SIGNED), -1), COALESCE(d.drawn_ms, 0), COALESCE(d.from_size, 0),
	COALESCE(d.until_size, 0), COALESCE(d.root, ''), COALESCE(d.secret, '')
FROM sample_period p LEFT JOIN sample_draw d ON d.sample_id = p.id LEFT JOIN log_entry l ON l.ticket_id = 0 AND l.seq = p.id
WHERE (? = 0 OR p.province = ?) ORDER BY p.from_ms DESC, p.province LIMIT ?;

-- name: sample_of_province
-- may: status
-- in: province u32, most u32
-- out: @sample_row
SELECT p.id, p.province, p.from_ms, p.until_ms, p.at_ms, p.commitment, COALESCE(CAST(l.n AS SIGNED), -1), COALESCE(d.drawn_ms, 0), COALESCE(d.from_size, 0),
	COALESCE(d.until_size, 0), COALESCE(d.root, ''), COALESCE(d.secret, '')
FROM sample_period p LEFT JOIN sample_draw d ON d.sample_id = p.id LEFT JOIN log_entry l ON l.ticket_id = 0 AND l.seq = p.id
WHERE p.province = ? ORDER BY p.from_ms DESC LIMIT ?;

-- name: sample_by_id
-- may: hotline worker audit
-- in: id u32
-- out: @sample_row
SELECT p.id, p.province, p.from_ms, p.until_ms, p.at_ms, p.commitment, COALESCE(CAST(l.n AS SIGNED), -1), COALESCE(d.drawn_ms, 0), COALESCE(d.from_size, 0),
	COALESCE(d.until_size, 0), COALESCE(d.root, ''), COALESCE(d.secret, '')
FROM sample_period p LEFT JOIN sample_draw d ON d.sample_id = p.id LEFT JOIN log_entry l ON l.ticket_id = 0 AND l.seq = p.id
WHERE p.id = ?;

-- Provinces that have a log, and no sample of this period yet.
-- name: sample_wanting
-- may: worker
-- in: from_ms i64, until_ms i64
-- out: province u32
SELECT DISTINCT c.province FROM log_checkpoint c
WHERE NOT EXISTS (SELECT 1 FROM sample_period p WHERE p.province = c.province AND p.from_ms = ? AND p.until_ms = ?);

-- name: sample_due
-- may: worker
-- in: now_ms i64, most u32
-- out: id u32
SELECT p.id FROM sample_period p LEFT JOIN sample_draw d ON d.sample_id = p.id WHERE p.until_ms <= ? AND d.sample_id IS NULL ORDER BY p.until_ms, p.id LIMIT ?;

-- The first checkpoint signed at that time or later.
-- name: sample_cut
-- may: worker
-- in: province u32, at_ms i64
-- out: size u64, root bytes
SELECT size, root FROM log_checkpoint WHERE province = ? AND at_ms >= ? ORDER BY at_ms, size LIMIT 1;

-- name: sample_note
-- may: hotline audit
-- in: province u32, size u64
-- out: note str
SELECT note FROM log_checkpoint WHERE province = ? AND size = ?;

-- name: sample_period_insert
-- may: worker hotline
-- in: province u32, from_ms i64, until_ms i64, at_ms i64, commitment bytes
INSERT INTO sample_period (province, from_ms, until_ms, at_ms, commitment) VALUES (?, ?, ?, ?, ?);

-- name: sample_secret_insert
-- may: worker hotline
-- in: sample_id u32, secret bytes
INSERT INTO sample_secret (sample_id, secret) VALUES (?, ?);

-- name: sample_log
-- may: worker hotline
-- in: sample_id u32, province u32, hash bytes
INSERT INTO log_pending (ticket_id, seq, province, hash) VALUES (0, ?, ?, ?);

-- name: sample_secret_of
-- may: worker
-- in: sample_id u32
-- out: secret bytes
SELECT secret FROM sample_secret WHERE sample_id = ?;

-- name: sample_draw_insert
-- may: worker
-- in: sample_id u32, drawn_ms i64, from_size u64, until_size u64, root bytes, secret bytes
INSERT INTO sample_draw (sample_id, drawn_ms, from_size, until_size, root, secret) VALUES (?, ?, ?, ?, ?, ?);

-- Every closing in a part of a log, beside the event that answered before it and so decided its stratum.
-- name: sample_frame
-- may: hotline audit
-- in: once u32, approved u32, together u32, province u32, from_n u64, until_n u64, closed u32, was_closed u32
-- out: n u64, number str, hash bytes, canonical bytes, followed_up u32, rating u32
SELECT l.n, t.number, e.hash, a.canonical, t.followed_up, t.rating
FROM log_entry l FORCE INDEX (by_place) JOIN event e ON e.ticket_id = l.ticket_id AND e.seq = l.seq JOIN ticket t ON t.id = e.ticket_id
JOIN event a ON a.ticket_id = e.ticket_id AND a.seq = (SELECT MAX(x.seq) FROM event x WHERE x.ticket_id = e.ticket_id AND x.seq <= e.seq AND x.type IN (?, ?, ?))
WHERE l.province = ? AND l.n >= ? AND l.n < ? AND e.to_state = ? AND e.from_state <> ? ORDER BY l.n;
