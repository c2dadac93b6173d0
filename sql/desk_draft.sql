-- An agent's unfinished calls: the content is sealed, see pages/desk_draft.h.

-- name: desk_draft_put
-- may: admin
-- in: staff_id u32, id str, suite u32, sealed bytes, kept u32, updated_ms i64
INSERT INTO desk_draft (staff_id, id, suite, sealed, kept, updated_ms) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE suite = VALUES(suite), sealed = VALUES(sealed), kept = GREATEST(kept, VALUES(kept)), updated_ms = VALUES(updated_ms);

-- name: desk_draft_find
-- may: admin
-- in: staff_id u32, id str, not_before_ms i64
-- out: suite u32, sealed bytes, kept u32, updated_ms i64
SELECT suite, sealed, kept, updated_ms FROM desk_draft WHERE staff_id = ? AND id = ? AND updated_ms >= ?;

-- name: desk_draft_all
-- may: admin
-- in: staff_id u32, not_before_ms i64, most u32
-- out: id str, suite u32, sealed bytes, kept u32, updated_ms i64
SELECT id, suite, sealed, kept, updated_ms FROM desk_draft WHERE staff_id = ? AND updated_ms >= ? ORDER BY updated_ms DESC, id LIMIT ?;

-- name: desk_draft_others
-- may: admin
-- in: staff_id u32, id str, not_before_ms i64
-- out: count u64
SELECT COUNT(*) FROM desk_draft WHERE staff_id = ? AND id <> ? AND updated_ms >= ?;

-- name: desk_draft_drop
-- may: admin
-- in: staff_id u32, id str
DELETE FROM desk_draft WHERE staff_id = ? AND id = ?;

-- name: desk_draft_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM desk_draft WHERE updated_ms < ? LIMIT 1000;
