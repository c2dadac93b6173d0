-- How long what is kept, legal holds, and erasing who a person is.

-- name: retention_put
-- may: hotline
-- in: class str, scope str, days i32, source str, source_en str, verified u32
INSERT INTO retention (class, scope, days, source, source_en, verified) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE days = VALUES(days), source = VALUES(source), source_en = VALUES(source_en), verified = VALUES(verified);

-- name: retention_all
-- may: hotline
-- out: class str, scope str, days i32, source str, verified u32
SELECT class, scope, days, source, verified FROM retention ORDER BY class, scope;

-- Archived matters whose person is still known, by when they were archived, behind the last one seen. 9, 10: hold and order; unread: what
-- the person (actor 1) added (9) and nobody at the desk has opened the ticket since.
-- row: kept_row: id u64, number str, version u32, region u32, confidential u32, archived_ms i64, held u32, ordered u32, unread u32

-- name: people_archived
-- may: hotline
-- in: before_ms i64, after_ms i64, same_ms i64, after_id u64, most u32
-- out: @kept_row
SELECT t.id, t.number, t.version, t.region, t.confidential, a.archived_ms,
	EXISTS (SELECT 1 FROM demand d WHERE d.ticket_id = t.id AND d.kind = 9 AND d.outcome = 0),
	EXISTS (SELECT 1 FROM demand d WHERE d.ticket_id = t.id AND d.kind = 10 AND d.outcome = 0),
	EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.type = 9 AND e.actor_kind = 1 AND
		NOT EXISTS (SELECT 1 FROM reading r WHERE r.ticket_id = e.ticket_id AND r.program = 'admin' AND r.at_ms >= e.at_ms))
FROM archive a JOIN ticket t ON t.id = a.ticket_id
WHERE a.archived_ms < ? AND (a.archived_ms > ? OR (a.archived_ms = ? AND a.ticket_id > ?)) AND (t.phone_mask <> '' OR t.name_mask <> '')
ORDER BY a.archived_ms, a.ticket_id LIMIT ?;

-- Orders that stand open, whatever became of the ticket. A hold ends them.
-- name: people_ordered
-- may: hotline
-- in: after_id u64, most u32
-- out: @kept_row
SELECT t.id, t.number, t.version, t.region, t.confidential, 0, 0, 1,
	EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.type = 9 AND e.actor_kind = 1 AND
		NOT EXISTS (SELECT 1 FROM reading r WHERE r.ticket_id = e.ticket_id AND r.program = 'admin' AND r.at_ms >= e.at_ms))
FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE d.outcome = 0 AND d.kind = 10 AND t.id > ? ORDER BY t.id LIMIT ?;

-- name: supplements_unread
-- may: hotline
-- in: ticket_id u64
-- out: count u64
SELECT COUNT(*) FROM event e WHERE e.ticket_id = ? AND e.type = 9 AND e.actor_kind = 1 AND
	NOT EXISTS (SELECT 1 FROM reading r WHERE r.ticket_id = e.ticket_id AND r.program = 'admin' AND r.at_ms >= e.at_ms);

-- name: vault_key_erase
-- may: hotline
-- in: ticket_id u64
DELETE FROM vault_key WHERE ticket_id = ?;

-- name: vault_erase
-- may: hotline
-- in: ticket_id u64
DELETE FROM vault WHERE ticket_id = ?;

-- name: recovery_erase
-- may: hotline
-- in: ticket_id u64
DELETE FROM recovery WHERE ticket_id = ?;

-- name: ticket_unname
-- may: hotline
-- in: ticket_id u64
UPDATE ticket SET phone_index = '', phone_mask = '', name_mask = '' WHERE id = ?;

-- A restored database knows people whose keys were destroyed since. What their keys would open is gone; the rest goes too.
-- name: vault_without_key
-- may: hotline
-- in: most u32
-- out: ticket_id u64
SELECT v.ticket_id FROM vault v LEFT JOIN vault_key k ON k.ticket_id = v.ticket_id WHERE k.ticket_id IS NULL
AND NOT EXISTS (SELECT 1 FROM demand d WHERE d.ticket_id = v.ticket_id AND d.kind = 9 AND d.outcome = 0) LIMIT ?;

-- … and keys of people whom it does not know.
-- name: vault_key_orphans_drop
-- may: hotline
DELETE k FROM vault_key k LEFT JOIN vault v ON v.ticket_id = k.ticket_id WHERE v.ticket_id IS NULL;

-- name: notice_contact_orphans_drop
-- may: hotline
DELETE c FROM notice_contact c LEFT JOIN vault v ON v.ticket_id = c.ticket_id WHERE v.ticket_id IS NULL;

-- Keys wrapped for another than the present one, a batch at a time.
-- name: vault_keys_old
-- may: hotline
-- in: key_id str, after_id u64, most u32
-- out: ticket_id u64, key_id str, wrapped bytes
SELECT ticket_id, key_id, wrapped FROM vault_key WHERE key_id <> ? AND ticket_id > ? ORDER BY ticket_id LIMIT ?;

-- name: vault_key_rewrap
-- may: hotline
-- in: key_id str, wrapped bytes, ticket_id u64, old_id str
UPDATE vault_key SET key_id = ?, wrapped = ? WHERE ticket_id = ? AND key_id = ?;

-- name: vault_keys_count
-- may: hotline
-- in: key_id str, of_calls str
-- out: count u64
SELECT (SELECT COUNT(*) FROM vault_key WHERE key_id = ?) + (SELECT COUNT(*) FROM call_in WHERE vault_key = ? AND wrapped <> '');

-- name: vault_keys_named
-- may: hotline
-- in: key_id str
UPDATE vault_key SET key_id = ? WHERE key_id = '';

-- What stands: holds (9) and orders to erase (10), the newest first, with why.
-- name: holds_open
-- may: admin
-- in: region_from u32, region_until u32, most u32
-- out: number str, kind u32, asked_ms i64, name str, region u32, state u32, reason str
SELECT t.number, d.kind, d.asked_ms, COALESCE(s.name, ''), t.region, t.state, COALESCE(x.body, '') FROM demand d JOIN ticket t ON t.id = d.ticket_id
LEFT JOIN staff s ON s.id = d.asked_by LEFT JOIN event_text x ON x.ticket_id = d.ticket_id AND x.seq = d.seq AND x.field = 'reason'
WHERE d.outcome = 0 AND d.kind IN (9, 10) AND t.region BETWEEN ? AND ? ORDER BY d.asked_ms DESC LIMIT ?;
