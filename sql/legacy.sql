-- Tickets of an older system: files handed in, what their columns are, and what was taken over.

-- row: legacy_import_row: id u32, province u32, staff_id u32, origin str, file_name str, charset u32, divider u32, size u64, sha256 bytes, line_count u32, mapping str, made_ms i64, gone u32, job_id u64, trial u32, ran_ms i64, taken u32, known u32, refused u32

-- name: legacy_system_find
-- may: admin worker
-- in: province u32, name str
-- out: salt bytes, mapping str
SELECT salt, mapping FROM legacy_system WHERE province = ? AND name = ?;

-- The salt stays what it was.
-- name: legacy_system_put
-- may: admin
-- in: province u32, name str, salt bytes, mapping str, updated_ms i64
INSERT INTO legacy_system (province, name, salt, mapping, updated_ms) VALUES (?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE mapping = VALUES(mapping), updated_ms = VALUES(updated_ms);

-- name: legacy_import_add
-- may: admin
-- in: province u32, staff_id u32, origin str, file_name str, charset u32, divider u32, size u64, sha256 bytes, line_count u32, key_id str, wrapped bytes, mapping str, made_ms i64
INSERT INTO legacy_import (province, staff_id, origin, file_name, charset, divider, size, sha256, line_count, key_id, wrapped, mapping, made_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: legacy_imports_of_province
-- may: admin
-- in: province u32, most u32
-- out: @legacy_import_row
SELECT {legacy_import_row} FROM legacy_import WHERE province = ? ORDER BY id DESC LIMIT ?;

-- name: legacy_import_by_id
-- may: admin worker
-- in: id u32, province u32
-- out: @legacy_import_row
SELECT {legacy_import_row} FROM legacy_import WHERE id = ? AND province = ?;

-- name: legacy_import_key
-- may: worker
-- in: id u32
-- out: key_id str, wrapped bytes
SELECT key_id, wrapped FROM legacy_import WHERE id = ?;

-- name: legacy_import_map
-- may: admin
-- in: mapping str, id u32
UPDATE legacy_import SET mapping = ? WHERE id = ?;

-- name: legacy_import_ran
-- may: worker
-- in: job_id u64, trial u32, ran_ms i64, taken u32, known u32, refused u32, id u32
UPDATE legacy_import SET job_id = ?, trial = ?, ran_ms = ?, taken = ?, known = ?, refused = ? WHERE id = ?;

-- name: legacy_import_forget
-- may: admin worker
-- in: id u32
UPDATE legacy_import SET gone = 1, wrapped = '' WHERE id = ?;

-- But for those that a run waits for or reads.
-- name: legacy_import_old
-- may: worker
-- in: made_ms i64
-- out: id u32
SELECT id FROM legacy_import WHERE gone = 0 AND made_ms < ? AND NOT EXISTS (
	SELECT 1 FROM job WHERE state IN (1, 2) AND kind = 'import' AND parameters LIKE CONCAT('import=', legacy_import.id, '&%'))
ORDER BY made_ms LIMIT 20;

-- name: legacy_part_add
-- may: admin
-- in: import_id u32, n u32, sealed bytes
INSERT INTO legacy_part (import_id, n, sealed) VALUES (?, ?, ?);

-- name: legacy_part_read
-- may: admin worker
-- in: import_id u32, n u32
-- out: sealed bytes
SELECT sealed FROM legacy_part WHERE import_id = ? AND n = ?;

-- name: legacy_part_drop
-- may: admin worker
-- in: import_id u32
DELETE FROM legacy_part WHERE import_id = ?;

-- name: legacy_ticket_add
-- may: worker
-- in: province u32, origin str, number str, ticket_id u64, import_id u32, line u32, hash bytes, filed_ms i64, closed_ms i64, due_ms i64
INSERT INTO legacy_ticket (province, origin, number, ticket_id, import_id, line, hash, filed_ms, closed_ms, due_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: legacy_ticket_find
-- may: admin worker
-- in: province u32, origin str, number str
-- out: ticket_id u64, hash bytes
SELECT ticket_id, hash FROM legacy_ticket WHERE province = ? AND origin = ? AND number = ?;

-- name: legacy_ticket_of
-- may: admin audit
-- in: ticket_id u64
-- out: origin str, number str, import_id u32, line u32, filed_ms i64, closed_ms i64, due_ms i64
SELECT origin, number, import_id, line, filed_ms, closed_ms, due_ms FROM legacy_ticket WHERE ticket_id = ?;

-- A ticket that had its end before it came here: no move of ours ended it.
-- name: ticket_ends_filed
-- may: worker
-- in: closed_ms i64, id u64
UPDATE ticket SET closed_ms = ? WHERE id = ? AND last_seq = 1;
