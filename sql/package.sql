-- What goes into a signed package: tickets and their events in the order of ids, which is that of filing. One filter for all, the auditor's
-- (pages/ticket_filter.h) with the period as ids.

-- How many tickets and events it will be.
-- name: package_count
-- may: worker
-- in: id_from u64, id_until u64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32, rule str, rule_again str
-- out: tickets u64, events u64
SELECT COUNT(*), CAST(COALESCE(SUM(t.last_seq), 0) AS UNSIGNED) FROM ticket t WHERE t.id >= ? AND t.id < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND (? = '' OR EXISTS (SELECT 1 FROM ticket_rule r WHERE r.rule = ? AND r.filed_ms = t.filed_ms AND r.ticket_id = t.id));

-- name: package_tickets
-- may: hotline worker
-- in: id_from u64, id_until u64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32, rule str, rule_again str
-- out: @export_row
SELECT {t.export_row} FROM ticket t WHERE t.id >= ? AND t.id < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND (? = '' OR EXISTS (SELECT 1 FROM ticket_rule r WHERE r.rule = ? AND r.filed_ms = t.filed_ms AND r.ticket_id = t.id)) ORDER BY t.id;

-- Along the events' own key, so that nothing is sorted whatever their number.
-- name: package_events
-- may: hotline worker
-- in: id_from u64, id_until u64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32, rule str, rule_again str
-- out: ticket_id u64, number str, seq u32, suite u32, prev_hash bytes, hash bytes, canonical bytes
SELECT e.ticket_id, t.number, e.seq, e.suite, e.prev_hash, e.hash, e.canonical
FROM event e STRAIGHT_JOIN ticket t ON t.id = e.ticket_id
WHERE e.ticket_id >= ? AND e.ticket_id < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND (? = '' OR EXISTS (SELECT 1 FROM ticket_rule r WHERE r.rule = ? AND r.filed_ms = t.filed_ms AND r.ticket_id = t.id)) ORDER BY e.ticket_id, e.seq;

-- Words that were not erased; who the person is lies in the vault and never here.
-- name: package_texts
-- may: hotline worker
-- in: id_from u64, id_until u64, region_from u32, region_until u32, province u32, province_again u32, kind u32, kind_again u32, state u32, state_again u32
-- in: unit str, unit_again str, item u32, item_again u32, rule str, rule_again str
-- out: ticket_id u64, number str, seq u32, field str, salt bytes, body str
SELECT x.ticket_id, t.number, x.seq, x.field, x.salt, x.body
FROM event_text x STRAIGHT_JOIN ticket t ON t.id = x.ticket_id
WHERE x.ticket_id >= ? AND x.ticket_id < ? AND t.region BETWEEN ? AND ? AND (? = 0 OR t.province = ?) AND (? = 0 OR t.kind = ?) AND (? = 0 OR t.state = ?) AND (? = '' OR t.unit = ?) AND (? = 0 OR t.item = ?) AND (? = '' OR EXISTS (SELECT 1 FROM ticket_rule r WHERE r.rule = ? AND r.filed_ms = t.filed_ms AND r.ticket_id = t.id)) ORDER BY x.ticket_id, x.seq, x.field;

-- What an auditor asked for, and what somebody else said to it; said_by 0: nobody has said anything.
-- row: package_order_row: id u64, state u32, asked_ms i64, file_name str, staff_id u32, login str, region u32, parameters str, why str, said_by u32, said_login str, agreed u32, said_why str, said_ms i64

-- name: package_order_add
-- may: audit
-- in: job_id u64, staff_id u32, login str, region u32, parameters str, why str
INSERT INTO package_order (job_id, staff_id, login, region, parameters, why) VALUES (?, ?, ?, ?, ?, ?);

-- name: package_order_by_job
-- may: audit worker
-- in: job_id u64
-- out: @package_order_row
SELECT j.id, j.state, j.asked_ms, j.file_name, o.staff_id, o.login, o.region, o.parameters, o.why, COALESCE(w.staff_id, 0), COALESCE(w.login, ''), COALESCE(w.agreed, 0), COALESCE(w.why, ''), COALESCE(w.at_ms, 0)
FROM package_order o JOIN job j ON j.id = o.job_id LEFT JOIN package_word w ON w.job_id = o.job_id WHERE o.job_id = ?;

-- Those that wait for a word of somebody else, whom they are within reach of.
-- name: package_orders_asked
-- may: audit
-- in: staff_id u32, region_from u32, region_until u32, most u32
-- out: @package_order_row
SELECT j.id, j.state, j.asked_ms, j.file_name, o.staff_id, o.login, o.region, o.parameters, o.why, 0, '', 0, '', 0
FROM job j JOIN package_order o ON o.job_id = j.id WHERE j.state = 7 AND o.staff_id <> ? AND o.region BETWEEN ? AND ? ORDER BY j.id LIMIT ?;

-- name: package_word_add
-- may: audit
-- in: job_id u64, staff_id u32, login str, agreed u32, why str, at_ms i64
INSERT INTO package_word (job_id, staff_id, login, agreed, why, at_ms) VALUES (?, ?, ?, ?, ?, ?);

-- name: package_decided
-- may: audit
-- in: state u32, ended_ms i64, job_id u64
UPDATE job SET state = ?, ended_ms = ? WHERE id = ? AND state = 7;
