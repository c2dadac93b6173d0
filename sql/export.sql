-- What auditors take away: one streamed read in one consistent view, in the order of filing.

-- row: export_row: number str, kind u32, source u32, item u32, region u32, state u32, unit str, confidential u32, filed_ms i64, answer_due_ms i64, answered_ms i64, closed_ms i64, instant u32, returns u32, reworks u32, rating u32, followed_up u32, summary str, place str, company str, plate str, line str, external_number str, rules_version str, last_seq u32, last_hash bytes

-- name: export_tickets
-- may: audit hotline worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, kind u32, kind_again u32, state u32, state_again u32
-- out: @export_row
SELECT {export_row} FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) ORDER BY filed_ms, id;

-- name: export_count
-- may: audit worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, kind u32, kind_again u32, state u32, state_again u32
-- out: count u64
SELECT COUNT(*) FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?);

-- name: export_page
-- may: audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, kind u32, kind_again u32, state u32, state_again u32, most u32
-- out: @export_row
SELECT {export_row} FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) ORDER BY filed_ms, id LIMIT ?;

-- name: staff_act_exports
-- may: audit
-- in: staff_id u32
-- out: at_ms i64, object str, detail str
SELECT at_ms, object, detail FROM staff_act WHERE staff_id = ? AND act = 'exported' ORDER BY id DESC LIMIT 20;
