-- Attachments and what a scanner says of them. The numbers are those of domain/check.h.

-- The next one to ask about; those that were refused stand behind the others.
-- name: attachment_to_check
-- may: worker
-- in: waits u32
-- out: id u64, ticket_id u64, name str, path str
SELECT id, ticket_id, name, path FROM attachment WHERE checked = ? ORDER BY tries, id LIMIT 1;

-- name: attachment_refused
-- may: worker
-- in: id u64
UPDATE attachment SET tries = LEAST(tries + 1, 60000) WHERE id = ?;

-- What lies elsewhere than it should: found and not in quarantine, released and still there, destroyed and still on the disk.
-- name: attachment_misplaced
-- may: worker
-- in: held u32, released u32, destroyed u32, most u32
-- out: id u64, path str, checked u32
SELECT id, path, checked FROM attachment
WHERE (checked = ? AND path NOT LIKE 'quarantine/%') OR (checked = ? AND path LIKE 'quarantine/%') OR (checked = ? AND path <> '') LIMIT ?;

-- name: attachment_moved
-- may: worker
-- in: to_path str, id u64, from_path str
UPDATE attachment SET path = ? WHERE id = ? AND path = ?;

-- name: quarantine
-- may: admin
-- in: held u32, region_from u32, region_until u32, most u32
-- out: id u64, ticket_id u64, number str, region u32, state u32, filed_ms i64, name str, type str, size u64, found str
SELECT a.id, a.ticket_id, t.number, t.region, t.state, t.filed_ms, a.name, a.type, a.size, a.found FROM attachment a JOIN ticket t ON t.id = a.ticket_id
WHERE a.checked = ? AND t.region BETWEEN ? AND ? ORDER BY a.id LIMIT ?;

-- How many wait, how many of those were refused, and since when the oldest does; 0 of none.
-- name: checks_waiting
-- may: admin hotline
-- in: waits u32
-- out: count u64, refused u64, oldest_ms i64
SELECT COUNT(*), COALESCE(SUM(a.tries > 0), 0), COALESCE(MIN(e.at_ms), 0) FROM attachment a LEFT JOIN event e ON e.ticket_id = a.ticket_id AND e.seq = a.seq WHERE a.checked = ?;
