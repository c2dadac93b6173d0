-- People who sign in, their sessions, and the trail of what they did besides moving tickets.

-- row: staff_row: id u32, login str, name str, role u32, region u32, province u32, unit str, active u32, locked_until_ms i64, version u32

-- name: staff_put
-- may: hotline
-- in: login str, name str, role u32, region u32, unit str, pass_salt bytes, pass_hash bytes, totp_sealed bytes
INSERT INTO staff SET login = ?, name = ?, role = ?, region = ?, province = region DIV 10000 * 10000, unit = ?, pass_salt = ?, pass_hash = ?, totp_sealed = ?
ON DUPLICATE KEY UPDATE pass_salt = VALUES(pass_salt), pass_hash = VALUES(pass_hash), totp_sealed = VALUES(totp_sealed), totp_step = 0, tries = 0, locked_until_ms = 0;

-- name: staff_sign_in
-- may: admin audit hotline
-- in: login str
-- out: id u32, name str, role u32, region u32, province u32, unit str, pass_salt bytes, pass_hash bytes, totp_sealed bytes, totp_step i64, tries u32, locked_until_ms i64, active u32
SELECT id, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed, totp_step, tries, locked_until_ms, active FROM staff WHERE login = ?;

-- name: staff_signed_in
-- may: admin audit
-- in: totp_step i64, id u32, totp_before i64
UPDATE staff SET totp_step = ?, tries = 0, locked_until_ms = 0 WHERE id = ? AND totp_step < ?;

-- name: staff_refused
-- may: admin audit
-- in: limit u32, until_ms i64, id u32
UPDATE staff SET locked_until_ms = IF(tries + 1 >= ?, ?, locked_until_ms), tries = tries + 1 WHERE id = ?;

-- name: staff_factors
-- may: admin hotline
-- in: pass_salt bytes, pass_hash bytes, totp_sealed bytes, id u32
UPDATE staff SET pass_salt = ?, pass_hash = ?, totp_sealed = ?, totp_step = 0, tries = 0, locked_until_ms = 0 WHERE id = ?;

-- name: staff_by_login
-- may: hotline
-- in: login str
-- out: @staff_row
SELECT {staff_row} FROM staff WHERE login = ?;

-- name: staff_all
-- may: hotline
-- out: @staff_row
SELECT {staff_row} FROM staff ORDER BY id;

-- People by login, behind the last one shown; what is not looked for is ''.
-- name: people_found
-- may: admin
-- in: province_from u32, province_until u32, after str, any str, login str, name str, unit str, most u32
-- out: @staff_row
SELECT {staff_row} FROM staff
WHERE province BETWEEN ? AND ? AND login > ? AND (? = '' OR LOCATE(?, login) > 0 OR LOCATE(?, name) > 0 OR unit = ?) ORDER BY login LIMIT ?;

-- name: staff_by_id
-- may: admin
-- in: id u32
-- out: @staff_row
SELECT {staff_row} FROM staff WHERE id = ?;

-- Who is given something: locked or moved only afterwards.
-- name: staff_hold
-- may: admin hotline
-- in: id u32
-- out: active u32, role u32, region u32, unit str
SELECT active, role, region, unit FROM staff WHERE id = ? LOCK IN SHARE MODE;

-- row: colleague_row: id u32, name str, role u32, region u32, unit str

-- Those of a unit, or of a province's centre (unit ''), who can sign in: whose own area has that place in it; of no place (0), all of them.
-- deputy: who stands in for them now; '' who is there.
-- row: colleague_told: {colleague_row}, deputy str
-- name: colleagues
-- may: admin
-- in: now_ms i64, same_ms i64, unit str, province_from u32, province_until u32, roles u32, place u32, county u32, city u32, whole u32, most u32
-- out: @colleague_told
SELECT {s.colleague_row}, COALESCE(d.name, '') FROM staff s LEFT JOIN absence a ON a.staff_id = s.id AND a.until_ms > ? AND a.from_ms <= ? AND a.ended_ms = 0
LEFT JOIN staff d ON d.id = a.delegate_id
WHERE s.unit = ? AND s.province BETWEEN ? AND ? AND s.active = 1 AND s.role & ? AND (? = 0 OR s.region IN (0, ?, ?, ?)) ORDER BY s.name, s.id LIMIT ?;

-- Whom a supervisor may send away: all who work on tickets in the own area.
-- name: workers_of_area
-- may: admin
-- in: province u32, roles u32, region_from u32, region_until u32, most u32
-- out: @colleague_row
SELECT {colleague_row} FROM staff WHERE province = ? AND active = 1 AND role & ? AND region BETWEEN ? AND ? ORDER BY unit, name, id LIMIT ?;

-- ids: "[1,2]".
-- name: staff_names
-- may: admin
-- in: ids str
-- out: id u32, name str, active u32
SELECT s.id, s.name, s.active FROM JSON_TABLE(?, '$[*]' COLUMNS (id INT UNSIGNED PATH '$')) j STRAIGHT_JOIN staff s ON s.id = j.id;

-- What somebody is from now on.
-- name: staff_move
-- may: admin
-- in: role u32, region u32, province u32, unit str, id u32, version u32
UPDATE staff SET role = ?, region = ?, province = ?, unit = ?, version = version + 1 WHERE id = ? AND version = ?;

-- name: session_insert
-- may: admin audit
-- in: token_hash bytes, staff_id u32, program str, created_ms i64, seen_ms i64, address str, browser str
INSERT INTO session (token_hash, staff_id, program, created_ms, seen_ms, address, browser) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: session_find
-- may: admin audit
-- in: token_hash bytes, program str
-- out: staff_id u32, created_ms i64, seen_ms i64, login str, name str, role u32, region u32, province u32, unit str
SELECT s.staff_id, s.created_ms, s.seen_ms, p.login, p.name, p.role, p.region, p.province, p.unit
FROM session s JOIN staff p ON p.id = s.staff_id WHERE s.token_hash = ? AND s.program = ? AND p.active = 1;

-- name: session_seen
-- may: admin audit
-- in: seen_ms i64, token_hash bytes
UPDATE session SET seen_ms = ? WHERE token_hash = ?;

-- name: session_delete
-- may: admin audit
-- in: token_hash bytes
DELETE FROM session WHERE token_hash = ?;

-- name: session_delete_all_of
-- may: admin audit hotline
-- in: staff_id u32
DELETE FROM session WHERE staff_id = ?;

-- name: session_of_staff
-- may: admin audit
-- in: staff_id u32
-- out: token_hash bytes, program str, created_ms i64, seen_ms i64, address str, browser str
SELECT token_hash, program, created_ms, seen_ms, address, browser FROM session WHERE staff_id = ? ORDER BY seen_ms DESC LIMIT 50;

-- name: session_delete_own
-- may: admin audit
-- in: token_hash bytes, staff_id u32
DELETE FROM session WHERE token_hash = ? AND staff_id = ?;

-- name: session_delete_others
-- may: admin audit
-- in: staff_id u32, token_hash bytes
DELETE FROM session WHERE staff_id = ? AND token_hash <> ?;

-- name: invitation_insert
-- may: admin
-- in: token_hash bytes, staff_id u32, made_by u32, made_ms i64, until_ms i64
INSERT INTO invitation (token_hash, staff_id, made_by, made_ms, until_ms) VALUES (?, ?, ?, ?, ?);

-- Only the newest counts.
-- name: invitation_void
-- may: admin
-- in: now_ms i64, staff_id u32
UPDATE invitation SET until_ms = ? WHERE staff_id = ? AND used_ms = 0;

-- name: invitation_find
-- may: admin
-- in: token_hash bytes, now_ms i64
-- out: id u32, login str, name str, role u32
SELECT p.id, p.login, p.name, p.role FROM invitation i JOIN staff p ON p.id = i.staff_id WHERE i.token_hash = ? AND i.used_ms = 0 AND i.until_ms > ? AND p.active = 1;

-- name: invitation_use
-- may: admin
-- in: used_ms i64, token_hash bytes, now_ms i64
UPDATE invitation SET used_ms = ? WHERE token_hash = ? AND used_ms = 0 AND until_ms > ?;

-- name: session_sweep
-- may: worker
-- in: seen_before_ms i64, created_before_ms i64
DELETE FROM session WHERE seen_ms < ? OR created_ms < ?;

-- name: staff_act_insert
-- may: admin audit hotline worker
-- in: at_ms i64, staff_id u32, program str, act str, object str, detail str
INSERT INTO staff_act (at_ms, staff_id, program, act, object, detail) VALUES (?, ?, ?, ?, ?, ?);

-- row: act_row: id u64, at_ms i64, login str, name str, role u32, program str, act str, object str, detail str

-- Acts, the newest first, behind the last row shown; an act that is not asked for is any. Staff 0 is the shell.
-- name: acts_by_time
-- may: admin audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, any_act str, act str, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @act_row
SELECT a.id, a.at_ms, COALESCE(s.login, ''), COALESCE(s.name, ''), COALESCE(s.role, 0), a.program, a.act, a.object, a.detail
FROM staff_act a LEFT JOIN staff s ON s.id = a.staff_id
WHERE a.at_ms >= ? AND a.at_ms < ? AND COALESCE(s.region, 0) BETWEEN ? AND ? AND (? = '' OR a.act = ?) AND (a.at_ms < ? OR (a.at_ms = ? AND a.id < ?))
ORDER BY a.at_ms DESC, a.id DESC LIMIT ?;

-- name: acts_of_staff
-- may: admin audit
-- in: login str, from_ms i64, until_ms i64, region_from u32, region_until u32, any_act str, act str, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @act_row
SELECT a.id, a.at_ms, s.login, s.name, s.role, a.program, a.act, a.object, a.detail
FROM staff_act a JOIN staff s ON s.id = a.staff_id
WHERE s.login = ? AND a.at_ms >= ? AND a.at_ms < ? AND s.region BETWEEN ? AND ? AND (? = '' OR a.act = ?) AND (a.at_ms < ? OR (a.at_ms = ? AND a.id < ?))
ORDER BY a.at_ms DESC, a.id DESC LIMIT ?;

-- name: acts_on
-- may: admin audit
-- in: object str, from_ms i64, until_ms i64, region_from u32, region_until u32, any_act str, act str, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @act_row
SELECT a.id, a.at_ms, COALESCE(s.login, ''), COALESCE(s.name, ''), COALESCE(s.role, 0), a.program, a.act, a.object, a.detail
FROM staff_act a LEFT JOIN staff s ON s.id = a.staff_id
WHERE a.object = ? AND a.at_ms >= ? AND a.at_ms < ? AND COALESCE(s.region, 0) BETWEEN ? AND ? AND (? = '' OR a.act = ?) AND (a.at_ms < ? OR (a.at_ms = ? AND a.id < ?))
ORDER BY a.at_ms DESC, a.id DESC LIMIT ?;
