-- What auditors take away: one streamed read in one consistent view, in the order of filing.

-- row: export_row: number str, kind u32, source u32, item u32, region u32, state u32, unit str, confidential u32, filed_ms i64, answer_due_ms i64, answered_ms i64, closed_ms i64, instant u32, returns u32, reworks u32, rating u32, followed_up u32, summary str, place str, company str, plate str, line str, external_number str, rules_version str, last_seq u32, last_hash bytes

-- One filter (pages/ticket_filter.h), all tickets of it, the first ones, or how many; each once from the ticket's own indexes and once by a rule.
-- name: export_tickets
-- may: audit hotline worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- out: @export_row
SELECT {export_row} FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR province = ?) AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) AND (? = '' OR unit = ?) AND (? = 0 OR item = ?) ORDER BY filed_ms, id;

-- name: export_page
-- may: audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: most u32
-- out: @export_row
SELECT {export_row} FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR province = ?) AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) AND (? = '' OR unit = ?) AND (? = 0 OR item = ?) ORDER BY filed_ms, id LIMIT ?;

-- name: export_count
-- may: audit worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: most u32
-- out: count u64
SELECT COUNT(*) FROM (SELECT 1 FROM ticket WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? AND (? = 0 OR province = ?) AND (? = 0 OR kind = ?) AND (? = 0 OR state = ?) AND (? = '' OR unit = ?) AND (? = 0 OR item = ?) LIMIT ?) x;

-- name: export_rule_tickets
-- may: audit worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: rule str
-- out: @export_row
SELECT {t.export_row} FROM ticket_rule r STRAIGHT_JOIN ticket t ON t.id = r.ticket_id WHERE r.filed_ms >= ? AND r.filed_ms < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND r.rule = ? ORDER BY r.filed_ms, r.ticket_id;

-- name: export_rule_page
-- may: audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: rule str, most u32
-- out: @export_row
SELECT {t.export_row} FROM ticket_rule r STRAIGHT_JOIN ticket t ON t.id = r.ticket_id WHERE r.filed_ms >= ? AND r.filed_ms < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND r.rule = ? ORDER BY r.filed_ms, r.ticket_id LIMIT ?;

-- name: export_rule_count
-- may: audit worker
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32
-- in: rule str, most u32
-- out: count u64
SELECT COUNT(*) FROM (SELECT 1 FROM ticket_rule r STRAIGHT_JOIN ticket t ON t.id = r.ticket_id WHERE r.filed_ms >= ? AND r.filed_ms < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND r.rule = ? LIMIT ?) x;

-- name: ticket_rule_put
-- may: worker
-- in: rule str, filed_ms i64, ticket_id u64
INSERT INTO ticket_rule (rule, filed_ms, ticket_id) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE ticket_id = ticket_id;

-- As many steps along the key as there are rules.
-- name: ticket_rule_known
-- may: audit
-- out: rule str
SELECT DISTINCT rule FROM ticket_rule ORDER BY rule;

-- name: staff_act_exports
-- may: audit
-- in: staff_id u32
-- out: at_ms i64, object str, detail str
SELECT at_ms, object, detail FROM staff_act WHERE staff_id = ? AND act = 'exported' ORDER BY id DESC LIMIT 20;
