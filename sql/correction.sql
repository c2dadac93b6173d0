-- A filing put right by its person: the present, beside the event that says what it is now.

-- name: ticket_correct
-- may: portal
-- in: summary str, place str, company str, plate str, line str, happened_ms i64, id u64
UPDATE ticket SET summary = ?, place = ?, company = ?, plate = ?, line = ?, happened_ms = ? WHERE id = ?;

-- name: ticket_correct_person
-- may: portal
-- in: phone_index bytes, phone_mask str, name_mask str, id u64
UPDATE ticket SET phone_index = ?, phone_mask = ?, name_mask = ? WHERE id = ?;

-- The procedure of migration 0101.
-- name: contact_correct
-- may: portal
-- in: ticket_id u64, suite u32, vault_key str, wrapped bytes, sealed bytes
CALL contact_correct(?, ?, ?, ?, ?);
