-- Keys of machines, and calls as the telephone exchange tells them.

-- name: api_key_put
-- may: hotline
-- in: name str, key_hash bytes, rights str, province u32, made_by u32, made_ms i64
INSERT INTO api_key (name, key_hash, rights, province, made_by, made_ms) VALUES (?, ?, ?, ?, ?, ?);

-- name: api_key_find
-- may: api
-- in: key_hash bytes
-- out: id u32, name str, rights str, province u32
SELECT id, name, rights, province FROM api_key WHERE key_hash = ? AND revoked_ms = 0;

-- name: api_key_all
-- may: hotline
-- out: name str, rights str, province u32, made_by str, made_ms i64, revoked_ms i64
SELECT k.name, k.rights, k.province, COALESCE(s.login, ''), k.made_ms, k.revoked_ms
FROM api_key k LEFT JOIN staff s ON s.id = k.made_by ORDER BY k.id;

-- name: api_key_revoke
-- may: hotline
-- in: revoked_ms i64, name str
UPDATE api_key SET revoked_ms = ? WHERE name = ? AND revoked_ms = 0;

-- name: call_agent
-- may: api
-- in: login str, province u32
-- out: id u32, role u32
SELECT id, role FROM staff WHERE login = ? AND province = ? AND active = 1;

-- Told in whatever order: what is known already stays, and whoever answered is not replaced by whom it rang at.
-- name: call_put
-- may: api
-- in: province u32, key_id u32, call_id str, staff_id u32, suite u32, phone_index bytes, phone_mask str, vault_key str, wrapped bytes, sealed bytes, rang_ms i64, answered_ms i64, ended_ms i64
INSERT INTO call_in (province, key_id, call_id, staff_id, suite, phone_index, phone_mask, vault_key, wrapped, sealed, rang_ms, answered_ms, ended_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE
vault_key = IF(phone_index = '', VALUES(vault_key), vault_key), wrapped = IF(phone_index = '', VALUES(wrapped), wrapped), sealed = IF(phone_index = '', VALUES(sealed), sealed),
phone_mask = IF(phone_index = '', VALUES(phone_mask), phone_mask), phone_index = IF(phone_index = '', VALUES(phone_index), phone_index),
staff_id = IF(VALUES(staff_id) <> 0 AND (answered_ms = 0 OR VALUES(answered_ms) <> 0 AND staff_id = 0), VALUES(staff_id), staff_id),
answered_ms = IF(answered_ms = 0, VALUES(answered_ms), answered_ms), ended_ms = IF(ended_ms = 0, VALUES(ended_ms), ended_ms);

-- name: call_told
-- may: api
-- in: key_id u32, call_id str
-- out: answered_ms i64, ended_ms i64
SELECT answered_ms, ended_ms FROM call_in WHERE key_id = ? AND call_id = ?;

-- row: call_row: id u64, phone_index bytes, phone_mask str, vault_key str, wrapped bytes, sealed bytes, rang_ms i64, answered_ms i64, ended_ms i64

-- At this desk now, or a moment ago, and not a ticket yet.
-- name: call_now
-- may: admin
-- in: staff_id u32, rang_since_ms i64, ended_since_ms i64
-- out: @call_row
SELECT {call_row} FROM call_in
WHERE staff_id = ? AND rang_ms >= ? AND number = '' AND (ended_ms = 0 OR answered_ms > 0 AND ended_ms >= ?)
ORDER BY rang_ms DESC, id DESC LIMIT 1;

-- name: call_of
-- may: admin
-- in: id u64, staff_id u32, back_by u32
-- out: @call_row
SELECT {call_row} FROM call_in WHERE id = ? AND (staff_id = ? OR back_by = ?);

-- One line a number that nobody answered, unless it got through later. The longest ago first.
-- name: call_missed
-- may: admin
-- in: province u32, most u32
-- out: id u64, phone_mask str, first_ms i64, last_ms i64, times u64, tries u64
SELECT MAX(m.id), MAX(m.phone_mask), MIN(m.ended_ms), MAX(m.ended_ms), COUNT(*), MAX(m.tries) FROM call_in m
WHERE m.province = ? AND m.answered_ms = 0 AND m.back_ms = 0 AND m.ended_ms > 0 AND m.phone_index <> ''
AND NOT EXISTS (SELECT 1 FROM call_in l WHERE l.phone_index = m.phone_index AND l.rang_ms >= m.rang_ms AND l.province = m.province AND l.answered_ms > 0)
GROUP BY m.phone_index ORDER BY MIN(m.ended_ms) LIMIT ?;

-- name: call_mine
-- may: admin
-- in: back_by u32, most u32
-- out: id u64, phone_mask str, back_ms i64
SELECT MAX(id), MAX(phone_mask), MAX(back_ms) FROM call_in WHERE back_by = ? AND number = '' GROUP BY phone_index ORDER BY MAX(back_ms) LIMIT ?;

-- name: call_missed_of
-- may: admin
-- in: id u64, province u32
-- out: phone_index bytes
SELECT phone_index FROM call_in WHERE id = ? AND province = ? AND answered_ms = 0 AND ended_ms > 0 AND phone_index <> '';

-- name: call_take
-- may: admin
-- in: back_by u32, back_ms i64, province u32, phone_index bytes
UPDATE call_in SET back_by = ?, back_ms = ? WHERE province = ? AND phone_index = ? AND answered_ms = 0 AND ended_ms > 0 AND back_ms = 0;

-- name: call_return
-- may: admin
-- in: province u32, phone_index bytes, back_by u32
UPDATE call_in SET back_by = 0, back_ms = 0, tries = tries + 1 WHERE province = ? AND phone_index = ? AND back_by = ? AND number = '';

-- name: call_settle
-- may: admin
-- in: number str, id u64, staff_id u32, back_by u32, phone_index bytes, taken_by u32
UPDATE call_in SET number = ? WHERE number = '' AND (id = ? AND (staff_id = ? OR back_by = ?) OR phone_index = ? AND phone_index <> '' AND back_by = ?);

-- Numbers sealed for another than the present key of the vault, a batch at a time.
-- name: call_keys_old
-- may: hotline
-- in: vault_key str, after_id u64, most u32
-- out: id u64, vault_key str, wrapped bytes
SELECT id, vault_key, wrapped FROM call_in WHERE vault_key <> ? AND wrapped <> '' AND id > ? ORDER BY id LIMIT ?;

-- name: call_key_rewrap
-- may: hotline
-- in: vault_key str, wrapped bytes, id u64, old_key str
UPDATE call_in SET vault_key = ?, wrapped = ? WHERE id = ? AND vault_key = ?;

-- name: call_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM call_in WHERE rang_ms < ? LIMIT 1000;
