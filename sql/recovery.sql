-- A lost query code: asks and their links.

-- One ask after the other, or two at once would not count each other.
-- name: recovery_lock
-- may: portal
-- out: held i32
SELECT COALESCE(GET_LOCK('hotline.recovery', 2), 0);

-- name: recovery_unlock
-- may: portal
-- out: released i32
SELECT COALESCE(RELEASE_LOCK('hotline.recovery'), 0);

-- The same ask a moment ago: nothing is sent twice for a button pressed twice.
-- name: recovery_just_asked
-- may: portal
-- in: number str, phone_index bytes, since_ms i64
-- out: asked u32
SELECT EXISTS (SELECT 1 FROM recovery WHERE number = ? AND phone_index = ? AND asked_ms > ?);

-- Inserts nothing where a number or a phone was asked for too often.
-- name: recovery_ask
-- may: portal
-- in: number str, phone_index bytes, token_hash bytes, key_id str, wrapped bytes, sealed bytes, asked_ms i64, until_ms i64, of_number str, number_since_ms i64, number_most u32, of_phone bytes, phone_since_ms i64, phone_most u32
INSERT INTO recovery (number, phone_index, phase, token_hash, key_id, wrapped, sealed, asked_ms, until_ms)
SELECT ?, ?, 1, ?, ?, ?, ?, ?, ? FROM DUAL
WHERE (SELECT COUNT(*) FROM recovery WHERE number = ? AND asked_ms > ?) < ?
AND (SELECT COUNT(*) FROM recovery WHERE phone_index = ? AND asked_ms > ?) < ?;

-- name: recovery_find
-- may: portal
-- in: token_hash bytes
-- out: ticket_id u64, phase u32, until_ms i64
SELECT ticket_id, phase, until_ms FROM recovery WHERE token_hash = ?;

-- name: recovery_use
-- may: portal
-- in: used_ms i64, token_hash bytes, ticket_id u64, now_ms i64
UPDATE recovery SET phase = 4, used_ms = ?, wrapped = '', sealed = '' WHERE token_hash = ? AND ticket_id = ? AND phase = 2 AND until_ms > ?;

-- name: recovery_end_others
-- may: portal
-- in: ticket_id u64
UPDATE recovery SET phase = 3, wrapped = '', sealed = '' WHERE ticket_id = ? AND phase = 2;

-- name: ticket_code_renew
-- may: portal
-- in: code_hash bytes, id u64
UPDATE ticket SET code_hash = ?, code_tries = 0, code_locked_until_ms = 0 WHERE id = ?;

-- Does the phone belong to the ticket? By the keyed hash, and never to one that is archived (10): its chain is complete.
-- name: recovery_asked
-- may: worker
-- in: most u32
-- out: id u64, ticket_id u64
SELECT r.id, COALESCE(t.id, 0) FROM recovery r LEFT JOIN ticket t ON t.number = r.number AND t.phone_index = r.phone_index AND t.phone_index <> '' AND t.state <> 10
WHERE r.phase = 1 ORDER BY r.id LIMIT ?;

-- name: recovery_fits
-- may: worker
-- in: ticket_id u64, id u64
UPDATE recovery SET phase = 2, ticket_id = ? WHERE id = ? AND phase = 1;

-- name: recovery_fits_not
-- may: worker
-- in: id u64
UPDATE recovery SET phase = 3, wrapped = '', sealed = '' WHERE id = ? AND phase = 1;

-- name: recovery_notice_put
-- may: worker
-- in: ticket_id u64, channel u32, recovery u64, kind u32, k bytes, next_ms i64, made_ms i64
INSERT INTO notice (ticket_id, seq, channel, recovery, kind, state, k, next_ms, made_ms) VALUES (?, 0, ?, ?, ?, 1, ?, ?, ?);

-- name: recovery_shut
-- may: worker
-- in: now_ms i64
UPDATE recovery SET wrapped = '', sealed = '' WHERE phase = 2 AND until_ms < ? AND sealed <> '';

-- name: recovery_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM recovery WHERE asked_ms < ? LIMIT 1000;
