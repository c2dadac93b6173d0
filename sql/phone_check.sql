-- Verifying a phone by a code before a matter is filed.

-- Inserts nothing where a visit or a phone had too many codes.
-- name: phone_check_ask
-- may: portal
-- in: visit bytes, phone_index bytes, code_hash bytes, lang str, province u32, key_id str, wrapped bytes, sealed bytes, asked_ms i64, until_ms i64, of_visit bytes, visit_since_ms i64, visit_most u32, of_phone bytes, phone_since_ms i64, phone_most u32
INSERT INTO phone_check (visit, phone_index, code_hash, lang, province, key_id, wrapped, sealed, asked_ms, until_ms)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM DUAL
WHERE (SELECT COUNT(*) FROM phone_check WHERE visit = ? AND asked_ms > ?) < ?
AND (SELECT COUNT(*) FROM phone_check WHERE phone_index = ? AND asked_ms > ?) < ?;

-- name: phone_check_notice_put
-- may: portal
-- in: channel u32, phone_check u64, kind u32, k bytes, next_ms i64, made_ms i64
INSERT INTO notice (channel, phone_check, kind, state, k, next_ms, made_ms) VALUES (?, ?, ?, 1, ?, ?, ?);

-- name: phone_check_newest
-- may: portal
-- in: visit bytes, phone_index bytes
-- out: id u64, code_hash bytes, tries u32, asked_ms i64, until_ms i64, passed_ms i64
SELECT id, code_hash, tries, asked_ms, until_ms, passed_ms FROM phone_check WHERE visit = ? AND phone_index = ? ORDER BY asked_ms DESC, id DESC LIMIT 1;

-- A wrong one: who tries many at once has no more of them.
-- name: phone_check_try
-- may: portal
-- in: id u64, most u32, now_ms i64
UPDATE phone_check SET tries = tries + 1 WHERE id = ? AND tries < ? AND until_ms > ?;

-- The right one, as one more try: of several at once the first passes it.
-- name: phone_check_pass
-- may: portal
-- in: passed_ms i64, id u64, most u32, now_ms i64
UPDATE phone_check SET tries = tries + 1, passed_ms = ?, wrapped = '', sealed = '' WHERE id = ? AND passed_ms = 0 AND tries < ? AND until_ms > ?;

-- name: phone_check_shut
-- may: worker
-- in: now_ms i64
UPDATE phone_check SET wrapped = '', sealed = '' WHERE until_ms < ? AND sealed <> '';

-- name: phone_check_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM phone_check WHERE asked_ms < ? LIMIT 1000;

-- Is it the number that the matter was filed with?
-- name: phone_check_known
-- may: portal
-- in: id u64, phone_index bytes
-- out: same u32
SELECT COUNT(*) FROM ticket WHERE id = ? AND phone_index = ?;
