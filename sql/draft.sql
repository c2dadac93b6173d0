-- Unfinished forms of the public, sealed under a secret that only the browser keeps.

-- name: draft_put
-- may: portal
-- in: k bytes, sealed bytes, updated_ms i64
INSERT INTO draft (k, sealed, updated_ms) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE sealed = VALUES(sealed), updated_ms = VALUES(updated_ms);

-- name: draft_find
-- may: portal
-- in: k bytes, not_before_ms i64
-- out: sealed bytes, updated_ms i64
SELECT sealed, updated_ms FROM draft WHERE k = ? AND updated_ms >= ?;

-- name: draft_drop
-- may: portal
-- in: k bytes
DELETE FROM draft WHERE k = ?;

-- name: draft_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM draft WHERE updated_ms < ? LIMIT 1000;
