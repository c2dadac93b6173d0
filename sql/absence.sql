-- Who is away, and who does the work meanwhile.

-- row: absence_row: id u32, staff_id u32, delegate_id u32, from_ms i64, until_ms i64, made_by u32, made_ms i64, ended_ms i64, ended_by u32

-- Nobody changes what is agreed about somebody while this transaction looks at it.
-- name: staff_lock
-- may: admin
-- in: id u32
-- out: active u32, role u32, region u32, province u32, unit str, name str, login str
SELECT active, role, region, province, unit, name, login FROM staff WHERE id = ? FOR UPDATE;

-- How often somebody is away within a time.
-- name: absence_within
-- may: admin
-- in: staff_id u32, from_ms i64, until_ms i64
-- out: count u64
SELECT COUNT(*) FROM absence WHERE staff_id = ? AND until_ms > ? AND from_ms < ? AND ended_ms = 0;

-- How often somebody stands in within a time.
-- name: absence_delegated_within
-- may: admin
-- in: delegate_id u32, from_ms i64, until_ms i64
-- out: count u64
SELECT COUNT(*) FROM absence WHERE delegate_id = ? AND until_ms > ? AND from_ms < ? AND ended_ms = 0;

-- name: absence_insert
-- may: admin
-- in: staff_id u32, delegate_id u32, from_ms i64, until_ms i64, made_by u32, made_ms i64
INSERT INTO absence (staff_id, delegate_id, from_ms, until_ms, made_by, made_ms) VALUES (?, ?, ?, ?, ?, ?);

-- name: absence_end
-- may: admin hotline
-- in: ended_ms i64, ended_by u32, id u32, now_ms i64
UPDATE absence SET ended_ms = ?, ended_by = ? WHERE id = ? AND ended_ms = 0 AND until_ms > ?;

-- What is agreed of somebody and not over yet: where they stand in …
-- row: absence_agreed: id u32, login str
-- name: absence_delegated
-- may: admin hotline
-- in: delegate_id u32, now_ms i64
-- out: @absence_agreed
SELECT a.id, s.login FROM absence a JOIN staff s ON s.id = a.staff_id WHERE a.delegate_id = ? AND a.until_ms > ? AND a.ended_ms = 0;

-- … and where they are away.
-- name: absence_own
-- may: admin
-- in: staff_id u32, now_ms i64
-- out: @absence_agreed
SELECT a.id, s.login FROM absence a JOIN staff s ON s.id = a.staff_id WHERE a.staff_id = ? AND a.until_ms > ? AND a.ended_ms = 0;

-- name: absence_by_id
-- may: admin
-- in: id u32
-- out: @absence_row
SELECT {absence_row} FROM absence WHERE id = ?;

-- Of one person, the newest first, with who stands in.
-- row: absence_told: {absence_row}, name str, made_by_name str, ended_by_name str
-- name: absence_of_staff
-- may: admin
-- in: staff_id u32, most u32
-- out: @absence_told
SELECT {a.absence_row}, d.name, m.name, COALESCE(e.name, '') FROM absence a JOIN staff d ON d.id = a.delegate_id JOIN staff m ON m.id = a.made_by LEFT JOIN staff e ON e.id = a.ended_by
WHERE a.staff_id = ? ORDER BY a.until_ms DESC, a.id DESC LIMIT ?;

-- Whom somebody stands in for now, for whoever makes a move: who it is, and nothing of their name.
-- name: absence_stood_in
-- may: admin worker hotline
-- in: delegate_id u32, now_ms i64, same_ms i64, most u32
-- out: staff_id u32
SELECT staff_id FROM absence WHERE delegate_id = ? AND until_ms > ? AND from_ms <= ? AND ended_ms = 0 ORDER BY staff_id LIMIT ?;

-- ... and to be shown.
-- name: absence_of_delegate
-- may: admin
-- in: delegate_id u32, now_ms i64, same_ms i64, most u32
-- out: id u32, name str, until_ms i64
SELECT s.id, s.name, a.until_ms FROM absence a JOIN staff s ON s.id = a.staff_id WHERE a.delegate_id = ? AND a.until_ms > ? AND a.from_ms <= ? AND a.ended_ms = 0 ORDER BY s.name, s.id LIMIT ?;

-- Who stands in for somebody now.
-- name: absence_now
-- may: admin
-- in: staff_id u32, now_ms i64, same_ms i64
-- out: delegate_id u32, name str, until_ms i64
SELECT d.id, d.name, a.until_ms FROM absence a JOIN staff d ON d.id = a.delegate_id WHERE a.staff_id = ? AND a.until_ms > ? AND a.from_ms <= ? AND a.ended_ms = 0 LIMIT 1;

-- What somebody has that is open.
-- name: assigned_open
-- may: admin
-- in: staff_id u32
-- out: count u64
SELECT COUNT(*) FROM ticket FORCE INDEX (by_assignee) WHERE assignee = ?;
