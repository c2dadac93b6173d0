-- What staff look through: queues by what is due next, kept views and columns, tickets of a number or plate, units; counts of open states stand in open.sql.

-- row: queue_row: id u64, number str, kind u32, source u32, item u32, region u32, state u32, stage u32, unit str, assignee u32, confidential u32, urgent u32, filed_ms i64, due_ms i64, paused_ms i64, returns u32, reworks u32, sampled u32, step u32, card u32, place str, plate str, summary str

-- A queue is read by what is due next, behind the last row shown, within the viewer's reach and what was filtered for;
-- a filter that is not set is the whole range (units: '%').

-- name: queue_by_region
-- may: admin
-- in: province u32, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_province_due) WHERE province = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms > ? OR (due_ms = ? AND id > ?)) ORDER BY due_ms, id LIMIT ?;

-- name: queue_of_nation
-- may: admin
-- in: state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_state_due) WHERE state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms > ? OR (due_ms = ? AND id > ?)) ORDER BY due_ms, id LIMIT ?;

-- name: queue_of_item
-- may: admin
-- in: of_item u32, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_item_due) WHERE item = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms > ? OR (due_ms = ? AND id > ?)) ORDER BY due_ms, id LIMIT ?;

-- name: queue_by_unit
-- may: admin
-- in: owner str, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_unit_due) WHERE unit = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms > ? OR (due_ms = ? AND id > ?)) ORDER BY due_ms, id LIMIT ?;

-- The same from the row shown first backwards, so that both ways cost the same.

-- name: queue_by_region_back
-- may: admin
-- in: province u32, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_before i64, due_same i64, id_before u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_province_due) WHERE province = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms < ? OR (due_ms = ? AND id < ?)) ORDER BY due_ms DESC, id DESC LIMIT ?;

-- name: queue_of_nation_back
-- may: admin
-- in: state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_before i64, due_same i64, id_before u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_state_due) WHERE state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms < ? OR (due_ms = ? AND id < ?)) ORDER BY due_ms DESC, id DESC LIMIT ?;

-- name: queue_of_item_back
-- may: admin
-- in: of_item u32, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_before i64, due_same i64, id_before u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_item_due) WHERE item = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms < ? OR (due_ms = ? AND id < ?)) ORDER BY due_ms DESC, id DESC LIMIT ?;

-- name: queue_by_unit_back
-- may: admin
-- in: owner str, state u32, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: due_before i64, due_same i64, id_before u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_unit_due) WHERE unit = ? AND state = ? AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms < ? OR (due_ms = ? AND id < ?)) ORDER BY due_ms DESC, id DESC LIMIT ?;

-- What one person has, by an index of its own: however much the others have, only that is read. owner '' for any unit.
-- name: queue_of_person
-- may: admin
-- in: person u32, state u32, any_owner str, owner str, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, due_from i64, due_until i64
-- in: due_after i64, due_same i64, id_after u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_assignee) WHERE assignee = ? AND state = ? AND (? = '' OR unit = ?) AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms > ? OR (due_ms = ? AND id > ?)) ORDER BY due_ms, id LIMIT ?;

-- name: queue_of_person_back
-- may: admin
-- in: person u32, state u32, any_owner str, owner str, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, due_from i64, due_until i64
-- in: due_before i64, due_same i64, id_before u64, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket FORCE INDEX (by_assignee) WHERE assignee = ? AND state = ? AND (? = '' OR unit = ?) AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND due_ms BETWEEN ? AND ?
AND (due_ms < ? OR (due_ms = ? AND id < ?)) ORDER BY due_ms DESC, id DESC LIMIT ?;

-- Of tickets that are known already (search_all): those of the queue, whatever state they are in, that fit; and whether all grams stand as typed. unit '' for any.
-- name: queue_found
-- may: admin
-- in: ids str, any_owner str, owner str, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, due_from i64, due_until i64
-- in: any_pattern str, pattern str
-- out: id u64, state u32, due_ms i64
SELECT t.id, t.state, t.due_ms FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN ticket t ON t.id = j.id
WHERE t.state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) AND (? = '' OR t.unit = ?) AND t.region BETWEEN ? AND ? AND t.kind BETWEEN ? AND ? AND t.source BETWEEN ? AND ? AND t.item BETWEEN ? AND ? AND t.unit LIKE ? AND t.card BETWEEN ? AND ? AND t.assignee BETWEEN ? AND ? AND t.due_ms BETWEEN ? AND ?
AND (? = '' OR (SELECT CONCAT(' ', s.grams, ' ') REGEXP ? FROM ticket_search s WHERE s.ticket_id = t.id)) ORDER BY t.due_ms, t.id;

-- name: queue_of_ids
-- may: admin
-- in: ids str, state u32
-- out: @queue_row
SELECT {t.queue_row} FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN ticket t ON t.id = j.id WHERE t.state = ? ORDER BY t.due_ms, t.id;

-- name: queue_views
-- may: admin
-- in: staff_id u32, region u32, unit str, most u32
-- out: id u64, staff_id u32, name str, query str, shared u32
SELECT id, staff_id, name, query, shared FROM queue_view WHERE staff_id = ? OR (shared = 1 AND region = ? AND unit = ?) ORDER BY name, id LIMIT ?;

-- name: queue_views_own
-- may: admin
-- in: staff_id u32, name str
-- out: count u64
SELECT COUNT(*) FROM queue_view WHERE staff_id = ? AND name <> ?;

-- name: queue_view_put
-- may: admin
-- in: staff_id u32, name str, query str, shared u32, region u32, unit str, made_ms i64
INSERT INTO queue_view (staff_id, name, query, shared, region, unit, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE query = VALUES(query), shared = VALUES(shared), region = VALUES(region), unit = VALUES(unit), made_ms = VALUES(made_ms);

-- name: queue_view_drop
-- may: admin
-- in: id u64, staff_id u32
DELETE FROM queue_view WHERE id = ? AND staff_id = ?;

-- name: queue_columns
-- may: admin
-- in: staff_id u32
-- out: columns str
SELECT columns FROM queue_column WHERE staff_id = ?;

-- name: queue_columns_put
-- may: admin
-- in: staff_id u32, columns str
INSERT INTO queue_column (staff_id, columns) VALUES (?, ?) ON DUPLICATE KEY UPDATE columns = VALUES(columns);

-- name: tickets_by_phone
-- may: admin
-- in: phone_index bytes, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket WHERE phone_index = ? ORDER BY filed_ms DESC LIMIT ?;

-- name: tickets_by_plate
-- may: admin
-- in: plate str, most u32
-- out: @queue_row
SELECT {queue_row} FROM ticket WHERE plate = ? ORDER BY filed_ms DESC LIMIT ?;

-- name: queue_row_by_id
-- may: admin
-- in: id u64
-- out: @queue_row
SELECT {queue_row} FROM ticket WHERE id = ?;

-- name: queue_row_by_number
-- may: admin
-- in: number str
-- out: @queue_row
SELECT {queue_row} FROM ticket WHERE number = ?;

-- name: units_of_province
-- may: admin
-- in: province u32
-- out: code str, name str, name_en str, region u32, level u32, items str, active u32, version u32
SELECT code, name, name_en, region, level, items, active, version FROM unit WHERE province = ? ORDER BY code LIMIT 2000;

-- name: unit_by_code
-- may: admin worker hotline audit
-- in: code str
-- out: code str, name str, name_en str, region u32, province u32, level u32, items str, active u32, version u32
SELECT code, name, name_en, region, province, level, items, active, version FROM unit WHERE code = ?;

-- codes: ["440300-01"].
-- name: unit_names
-- may: admin
-- in: codes str
-- out: code str, name str, name_en str
SELECT u.code, u.name, u.name_en FROM JSON_TABLE(?, '$[*]' COLUMNS (code VARBINARY(16) PATH '$')) j STRAIGHT_JOIN unit u ON u.code = j.code;

-- name: unit_add
-- may: admin
-- in: code str, name str, name_en str, region u32, level u32, items str
INSERT INTO unit SET code = ?, name = ?, name_en = ?, region = ?, province = region DIV 10000 * 10000, level = ?, items = ?;

-- name: unit_change
-- may: admin
-- in: name str, name_en str, items str, active u32, code str, version u32
UPDATE unit SET name = ?, name_en = ?, items = ?, active = ?, version = version + 1 WHERE code = ? AND version = ?;

-- name: staff_set_active
-- may: admin hotline
-- in: active u32, id u32, version u32
UPDATE staff SET active = ?, version = version + 1 WHERE id = ? AND version = ?;

-- name: staff_add
-- may: admin hotline
-- in: login str, name str, role u32, region u32, unit str, pass_salt bytes, pass_hash bytes, totp_sealed bytes
INSERT INTO staff SET login = ?, name = ?, role = ?, region = ?, province = region DIV 10000 * 10000, unit = ?, pass_salt = ?, pass_hash = ?, totp_sealed = ?;

-- name: attachment_by_id
-- may: portal admin audit
-- in: id u64
-- out: ticket_id u64, name str, type str, size u64, path str, thumb_width u32, checked u32
SELECT ticket_id, name, type, size, path, thumb_width, checked FROM attachment WHERE id = ?;
