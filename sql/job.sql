-- Long work that the worker does for somebody. States: 1 waiting, 2 running, 3 done, 4 failed, 5 cancelled, 6 expired; of a package
-- that takes two people 7 asked, 8 refused, 9 lapsed.

-- row: job_row: id u64, kind str, program str, staff_id u32, region u32, language str, parameters str, title str, state u32, done u64, total u64, starts u32, asked_ms i64, begun_ms i64, ended_ms i64, expires_ms i64, file_name str, size u64, sha256 bytes

-- name: job_add
-- may: admin audit
-- in: kind str, program str, staff_id u32, region u32, language str, parameters str, title str, state u32, asked_ms i64, file_name str
INSERT INTO job (kind, program, staff_id, region, language, parameters, title, state, asked_ms, file_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: job_of_staff
-- may: admin audit
-- in: staff_id u32, program str, most u32
-- out: @job_row
SELECT {job_row} FROM job WHERE staff_id = ? AND program = ? ORDER BY id DESC LIMIT ?;

-- For whoever runs the system: not what it is about, nor whose it is.
-- name: job_newest
-- may: admin
-- in: most u32
-- out: kind str, program str, state u32, starts u32, asked_ms i64, ended_ms i64
SELECT kind, program, state, starts, asked_ms, ended_ms FROM job ORDER BY id DESC LIMIT ?;

-- name: job_open_of_staff
-- may: admin audit
-- in: staff_id u32
-- out: count u64
SELECT COUNT(*) FROM job WHERE staff_id = ? AND state IN (1, 2, 7);

-- Of one file, "import=ID&%": what waits or runs.
-- name: job_open_of_import
-- may: admin
-- in: parameters str
-- out: count u64
SELECT COUNT(*) FROM job WHERE state IN (1, 2) AND kind = 'import' AND parameters LIKE ?;

-- name: job_by_id
-- may: admin audit worker
-- in: id u64
-- out: @job_row
SELECT {job_row} FROM job WHERE id = ?;

-- name: job_cancel
-- may: admin audit
-- in: now_ms i64, id u64
UPDATE job SET state = 5, ended_ms = ? WHERE id = ? AND state IN (1, 2, 7);

-- The one to work on beside those that run: what was begun and cut short before what waits, and first of people for whom none runs.
-- name: job_next
-- may: worker
-- in: id_1 u64, id_2 u64, id_3 u64, not_kind str, staff_1 u32, staff_2 u32, staff_3 u32
-- out: @job_row
SELECT {job_row} FROM job WHERE state IN (1, 2) AND id NOT IN (?, ?, ?) AND kind <> ? ORDER BY staff_id IN (?, ?, ?), state DESC, id LIMIT 1;

-- name: job_begin
-- may: worker
-- in: now_ms i64, id u64
UPDATE job SET state = 2, begun_ms = ?, done = 0, starts = starts + 1 WHERE id = ? AND state IN (1, 2);

-- Changes nothing when it was cancelled.
-- name: job_progressed
-- may: worker
-- in: done u64, total u64, id u64
UPDATE job SET done = ?, total = ? WHERE id = ? AND state = 2;

-- name: job_end
-- may: worker
-- in: state u32, ended_ms i64, expires_ms i64, size u64, sha256 bytes, id u64
UPDATE job SET state = ?, ended_ms = ?, expires_ms = ?, size = ?, sha256 = ? WHERE id = ? AND state = 2;

-- name: job_expired
-- may: worker
-- in: now_ms i64
-- out: id u64
SELECT id FROM job WHERE state = 3 AND expires_ms < ? ORDER BY id LIMIT 100;

-- name: job_expire
-- may: worker
-- in: id u64
UPDATE job SET state = 6 WHERE id = ? AND state = 3;

-- Nobody said a word to it.
-- name: job_lapse
-- may: worker
-- in: ended_ms i64, asked_before_ms i64
UPDATE job SET state = 9, ended_ms = ? WHERE state = 7 AND asked_ms < ?;
