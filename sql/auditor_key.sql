-- The keys that auditors have registered. The newest of a person counts; an empty one says that there is none.

-- row: auditor_key_row: key_id str, public_key bytes, at_ms i64

-- name: auditor_key_put
-- may: audit
-- in: staff_id u32, key_id str, public_key bytes, at_ms i64
INSERT INTO auditor_key (staff_id, key_id, public_key, at_ms) VALUES (?, ?, ?, ?);

-- name: auditor_key_of
-- may: audit hotline
-- in: staff_id u32
-- out: @auditor_key_row
SELECT {auditor_key_row} FROM auditor_key WHERE staff_id = ? ORDER BY id DESC LIMIT 1;

-- Work that was asked for under one key is sealed to it, whatever came since.
-- name: auditor_key_named
-- may: worker
-- in: staff_id u32, key_id str
-- out: @auditor_key_row
SELECT {auditor_key_row} FROM auditor_key WHERE staff_id = ? AND key_id = ? ORDER BY id DESC LIMIT 1;
