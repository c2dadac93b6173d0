-- The logs over all events, a province each: what waits, entries, tree and checkpoints.

-- An event that waits or stands in a log already is not put there again.
-- name: log_pending_put
-- may: worker
-- in: ticket_id u64, seq u32, province u32, hash bytes, same_ticket u64, same_seq u32
INSERT INTO log_pending (ticket_id, seq, province, hash)
SELECT ?, ?, ?, ? FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM log_entry WHERE ticket_id = ? AND seq = ?)
ON DUPLICATE KEY UPDATE seq = VALUES(seq);

-- An older worker that was still at work while this schema came left the queue without telling the log.
-- name: log_catch_up
-- may: worker
-- in: since_ms i64
INSERT INTO log_pending (ticket_id, seq, province, hash)
SELECT e.ticket_id, e.seq, t.province, e.hash FROM event e JOIN ticket t ON t.id = e.ticket_id
LEFT JOIN log_entry l ON l.ticket_id = e.ticket_id AND l.seq = e.seq
LEFT JOIN event_queue q ON q.ticket_id = e.ticket_id AND q.seq = e.seq
WHERE e.at_ms >= ? AND l.seq IS NULL AND q.id IS NULL ORDER BY e.ticket_id, e.seq
ON DUPLICATE KEY UPDATE seq = VALUES(seq);

-- name: log_take
-- may: worker
-- in: most u32
-- out: id u64, ticket_id u64, seq u32, province u32, hash bytes
SELECT id, ticket_id, seq, province, hash FROM log_pending ORDER BY id LIMIT ?;

-- Of the queue's entries after after_id, up to until_id, the events that are neither in a log nor wait for one. The same event may be queued twice.
-- name: log_take_queued
-- may: worker
-- in: after_id u64, until_id u64
-- out: id u64, ticket_id u64, seq u32, province u32, hash bytes
SELECT MIN(q.id), q.ticket_id, q.seq, t.province, e.hash FROM event_queue q JOIN event e ON e.ticket_id = q.ticket_id AND e.seq = q.seq
JOIN ticket t ON t.id = q.ticket_id
LEFT JOIN log_entry l ON l.ticket_id = q.ticket_id AND l.seq = q.seq
LEFT JOIN log_pending p ON p.ticket_id = q.ticket_id AND p.seq = q.seq
WHERE q.id > ? AND q.id <= ? AND l.seq IS NULL AND p.id IS NULL
GROUP BY q.ticket_id, q.seq, t.province, e.hash ORDER BY MIN(q.id);

-- name: log_taken
-- may: worker
-- in: id u64
DELETE FROM log_pending WHERE id = ?;

-- name: log_entry_put
-- may: worker
-- in: ticket_id u64, seq u32, province u32, n u64
INSERT INTO log_entry (ticket_id, seq, province, n) VALUES (?, ?, ?, ?);

-- name: log_node_put
-- may: worker
-- in: province u32, level u32, n u64, hash bytes
INSERT INTO log_node (province, level, n, hash) VALUES (?, ?, ?, ?);

-- row: log_checkpoint_row: province u32, size u64, at_ms i64, root bytes, frontier bytes, note str

-- name: log_checkpoint_put
-- may: worker
-- in: province u32, size u64, at_ms i64, root bytes, frontier bytes, note str
INSERT INTO log_checkpoint (province, size, at_ms, root, frontier, note) VALUES (?, ?, ?, ?, ?, ?);

-- name: log_checkpoint_last
-- may: portal worker status hotline
-- in: province u32
-- out: @log_checkpoint_row
SELECT {log_checkpoint_row} FROM log_checkpoint WHERE province = ? ORDER BY size DESC LIMIT 1;

-- name: log_checkpoint_newest
-- may: status hotline worker
-- out: @log_checkpoint_row
SELECT {c.log_checkpoint_row} FROM log_checkpoint c
JOIN (SELECT province, MAX(size) AS size FROM log_checkpoint GROUP BY province) m ON m.province = c.province AND m.size = c.size
ORDER BY c.province;

-- name: log_nodes
-- may: portal status hotline
-- in: province u32, level u32, n_from u64, n_until u64
-- out: hash bytes
SELECT hash FROM log_node WHERE province = ? AND level = ? AND n >= ? AND n < ? ORDER BY n;

-- name: log_entry_of
-- may: portal hotline
-- in: ticket_id u64, seq u32
-- out: province u32, n u64
SELECT province, n FROM log_entry WHERE ticket_id = ? AND seq = ?;

-- name: log_waiting
-- may: hotline
-- out: count u64
SELECT COUNT(*) FROM log_pending;

-- The whole of every log beside the events it speaks of (and the commitments of samples: ticket 0), the checkpoints where they stand, and the roots of the
-- subtrees that an entry completes: up to level 24, that is four thousand million entries.
-- name: log_each
-- may: hotline
-- out: province u32, n u64, ticket_id u64, seq u32, leaf bytes, hash bytes, covered u32, root bytes, frontier bytes, note str, node_8 bytes, node_16 bytes, node_24 bytes
SELECT l.province, l.n, l.ticket_id, l.seq, COALESCE(k.hash, ''), COALESCE(e.hash, p.commitment, ''), c.size IS NOT NULL, COALESCE(c.root, ''), COALESCE(c.frontier, ''),
	COALESCE(c.note, ''), COALESCE(k8.hash, ''), COALESCE(k16.hash, ''), COALESCE(k24.hash, '')
FROM log_entry l FORCE INDEX (by_place) LEFT JOIN log_node k ON k.province = l.province AND k.level = 0 AND k.n = l.n
LEFT JOIN log_node k8 ON k8.province = l.province AND k8.level = 8 AND k8.n = IF(l.n % 256 = 255, l.n >> 8, NULL)
LEFT JOIN log_node k16 ON k16.province = l.province AND k16.level = 16 AND k16.n = IF(l.n % 65536 = 65535, l.n >> 16, NULL)
LEFT JOIN log_node k24 ON k24.province = l.province AND k24.level = 24 AND k24.n = IF(l.n % 16777216 = 16777215, l.n >> 24, NULL)
LEFT JOIN event e ON e.ticket_id = l.ticket_id AND e.seq = l.seq
LEFT JOIN sample_period p ON l.ticket_id = 0 AND p.id = l.seq
LEFT JOIN log_checkpoint c ON c.province = l.province AND c.size = l.n + 1
ORDER BY l.province, l.n;

-- Checkpoints, leaves and roots of subtrees whose last entry is not there. Shifted without a sum: whoever changed a row may have left no room for one.
-- name: log_without_entries
-- may: hotline
-- out: province u32, checkpoint u32, level u32, n u64
SELECT c.province, 1, 0, c.size FROM log_checkpoint c LEFT JOIN log_entry l ON l.province = c.province AND l.n = CAST(c.size AS SIGNED) - 1 WHERE l.n IS NULL
UNION ALL
SELECT k.province, 0, k.level, k.n FROM log_node k
LEFT JOIN log_entry l ON l.province = k.province AND l.n = k.n << k.level | ~(~0 << k.level)
WHERE l.n IS NULL OR k.level NOT IN (0, 8, 16, 24);

-- name: event_outside_log
-- may: hotline
-- out: ticket_id u64, seq u32
SELECT e.ticket_id, e.seq FROM event e LEFT JOIN log_entry l ON l.ticket_id = e.ticket_id AND l.seq = e.seq
LEFT JOIN log_pending p ON p.ticket_id = e.ticket_id AND p.seq = e.seq
LEFT JOIN event_queue q ON q.ticket_id = e.ticket_id AND q.seq = e.seq
WHERE l.seq IS NULL AND p.id IS NULL AND q.id IS NULL;
