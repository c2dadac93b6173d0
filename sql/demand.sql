-- Demands: what one asks of another beside the way of a ticket (domain/demand.h).

-- row: demand_row: ticket_id u64, seq u32, kind u32, year u32, number u32, unit str, days u32, asked_ms i64, asked_by u32, due_ms i64, answered_ms i64, answered_by u32, outcome u32, ended_ms i64, from_region u32

-- name: demand_of_ticket
-- may: portal admin worker hotline
-- in: ticket_id u64
-- out: @demand_row
SELECT {demand_row} FROM demand WHERE ticket_id = ? ORDER BY seq;

-- name: demand_insert
-- may: portal admin hotline
-- in: ticket_id u64, seq u32, kind u32, province u32, region u32, year u32, number u32, unit str, days u32, asked_ms i64, asked_by u32, due_ms i64, from_region u32
INSERT INTO demand (ticket_id, seq, kind, province, region, year, number, unit, days, asked_ms, asked_by, due_ms, from_region)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: demand_answer
-- may: portal admin worker hotline
-- in: answered_ms i64, answered_by u32, ticket_id u64, seq u32
UPDATE demand SET answered_ms = ?, answered_by = ? WHERE ticket_id = ? AND seq = ?;

-- The answer does not do.
-- name: demand_renew
-- may: portal admin worker hotline
-- in: due_ms i64, ticket_id u64, seq u32
UPDATE demand SET answered_ms = 0, answered_by = 0, due_ms = ? WHERE ticket_id = ? AND seq = ?;

-- name: demand_end
-- may: portal admin worker hotline
-- in: outcome u32, ended_ms i64, ticket_id u64, seq u32
UPDATE demand SET outcome = ?, ended_ms = ? WHERE ticket_id = ? AND seq = ?;

-- Urges (3) and orders (4) are for whoever has the ticket.
-- name: demand_follow_unit
-- may: admin hotline
-- in: unit str, ticket_id u64
UPDATE demand SET unit = ? WHERE ticket_id = ? AND outcome = 0 AND kind IN (3, 4);

-- An urge goes with the ticket to another place; an order stays with the province that numbered it.
-- name: demand_follow_place
-- may: admin hotline
-- in: province u32, region u32, ticket_id u64
UPDATE demand SET province = ?, region = ? WHERE ticket_id = ? AND outcome = 0 AND kind = 3;

-- name: order_number_next
-- may: admin hotline
-- in: province u32, year u32
INSERT INTO order_number (province, year, last) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE last = last + 1;

-- name: order_number_last
-- may: admin hotline
-- in: province u32, year u32
-- out: last u32
SELECT last FROM order_number WHERE province = ? AND year = ? FOR UPDATE;

-- Has this unit been asked to assist (5), and was that not overtaken (5: void)?
-- name: demand_of_assistant
-- may: admin
-- in: ticket_id u64, unit str
-- out: seq u32
SELECT seq FROM demand WHERE ticket_id = ? AND kind = 5 AND unit = ? AND outcome <> 5 LIMIT 1;

-- name: demand_wait_over
-- may: worker
-- in: now_ms i64, most u32
-- out: ticket_id u64, version u32
SELECT d.ticket_id, t.version FROM demand d JOIN ticket t ON t.id = d.ticket_id
WHERE d.outcome = 0 AND d.kind = 2 AND d.due_ms > 0 AND d.due_ms < ? ORDER BY d.due_ms LIMIT ?;

-- Requests to look (8) that nobody agreed to in time, or that nobody made use of.
-- name: demand_reveal_over
-- may: worker
-- in: now_ms i64, agreed_before_ms i64, most u32
-- out: ticket_id u64, version u32
SELECT d.ticket_id, t.version FROM demand d JOIN ticket t ON t.id = d.ticket_id
WHERE d.outcome = 0 AND d.kind = 8 AND ((d.answered_ms = 0 AND d.due_ms < ?) OR (d.answered_ms > 0 AND d.answered_ms < ?)) ORDER BY d.due_ms LIMIT ?;

-- Why a look was asked for, and in which role somebody agreed (56).
-- name: reveal_agreed
-- may: admin
-- in: ticket_id u64, seq u32
-- out: reason str, role str
SELECT COALESCE(t.body, ''), JSON_VALUE(CONVERT(a.canonical USING utf8mb4), '$.actor.role') FROM demand d
JOIN event a ON a.ticket_id = d.ticket_id AND a.type = 56 AND a.seq > d.seq
LEFT JOIN event_text t ON t.ticket_id = d.ticket_id AND t.seq = d.seq AND t.field = 'reason'
WHERE d.ticket_id = ? AND d.seq = ? ORDER BY a.seq DESC LIMIT 1;

-- What is open, by what is due next, behind the last row shown; a designation has no time of its own and is not here.
-- row: open_demand_row: ticket_id u64, seq u32, kind u32, year u32, number u32, unit str, days u32, asked_ms i64, asked_by u32, due_ms i64, answered_ms i64, ticket_number str, item u32, region u32, state u32, summary str

-- name: demands_open_by_region
-- may: admin
-- in: province u32, region_from u32, region_until u32, kind_from u32, kind_until u32
-- in: due_after i64, due_same i64, ticket_after u64, ticket_same u64, seq_after u32, most u32
-- out: @open_demand_row
SELECT d.ticket_id, d.seq, d.kind, d.year, d.number, d.unit, d.days, d.asked_ms, d.asked_by, d.due_ms, d.answered_ms, t.number, t.item, t.region, t.state, t.summary
FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE d.province = ? AND d.outcome = 0 AND d.region BETWEEN ? AND ? AND d.kind BETWEEN ? AND ?
AND (d.due_ms > ? OR (d.due_ms = ? AND (d.ticket_id > ? OR (d.ticket_id = ? AND d.seq > ?)))) ORDER BY d.due_ms, d.ticket_id, d.seq LIMIT ?;

-- name: demands_open_by_unit
-- may: admin
-- in: owner str, region_from u32, region_until u32, kind_from u32, kind_until u32
-- in: due_after i64, due_same i64, ticket_after u64, ticket_same u64, seq_after u32, most u32
-- out: @open_demand_row
SELECT d.ticket_id, d.seq, d.kind, d.year, d.number, d.unit, d.days, d.asked_ms, d.asked_by, d.due_ms, d.answered_ms, t.number, t.item, t.region, t.state, t.summary
FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE d.unit = ? AND d.outcome = 0 AND d.region BETWEEN ? AND ? AND d.kind BETWEEN ? AND ?
AND (d.due_ms > ? OR (d.due_ms = ? AND (d.ticket_id > ? OR (d.ticket_id = ? AND d.seq > ?)))) ORDER BY d.due_ms, d.ticket_id, d.seq LIMIT ?;

-- name: demands_open_of_nation
-- may: admin
-- in: region_from u32, region_until u32, kind_from u32, kind_until u32
-- in: due_after i64, due_same i64, ticket_after u64, ticket_same u64, seq_after u32, most u32
-- out: @open_demand_row
SELECT d.ticket_id, d.seq, d.kind, d.year, d.number, d.unit, d.days, d.asked_ms, d.asked_by, d.due_ms, d.answered_ms, t.number, t.item, t.region, t.state, t.summary
FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE d.outcome = 0 AND d.region BETWEEN ? AND ? AND d.kind BETWEEN ? AND ?
AND (d.due_ms > ? OR (d.due_ms = ? AND (d.ticket_id > ? OR (d.ticket_id = ? AND d.seq > ?)))) ORDER BY d.due_ms, d.ticket_id, d.seq LIMIT ?;

-- name: demand_counts_by_region
-- may: admin
-- in: province u32, region_from u32, region_until u32
-- out: kind u32, count u64
SELECT kind, COUNT(*) FROM demand WHERE province = ? AND outcome = 0 AND due_ms > 0 AND region BETWEEN ? AND ? GROUP BY kind;

-- name: demand_counts_by_unit
-- may: admin
-- in: owner str, region_from u32, region_until u32
-- out: kind u32, count u64
SELECT kind, COUNT(*) FROM demand WHERE unit = ? AND outcome = 0 AND due_ms > 0 AND region BETWEEN ? AND ? GROUP BY kind;

-- name: demand_counts_of_nation
-- may: admin
-- in: region_from u32, region_until u32
-- out: kind u32, count u64
SELECT kind, COUNT(*) FROM demand WHERE outcome = 0 AND due_ms > 0 AND region BETWEEN ? AND ? GROUP BY kind;

-- Open extensions (1), urges (3) and orders (4) of the tickets of a list; ids: a JSON array.
-- name: demands_of_list
-- may: admin
-- in: ids str
-- out: ticket_id u64, kind u32, count u64
SELECT d.ticket_id, d.kind, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j JOIN demand d ON d.ticket_id = j.id
WHERE d.outcome = 0 AND d.kind IN (1, 3, 4) GROUP BY 1, 2;

-- name: demand_count
-- may: hotline
-- out: count u64
SELECT COUNT(*) FROM demand;

-- What asks has its demand, what is demanded was asked, and nothing is open of what has ended (10 archived, 11 referred, 12 withdrawn,
-- 14 not accepted). The events that ask, by kind: extension 25, wait 8, urge 29, order 31, joint 34, designation 36, transfer 39, reveal 55, hold 59, erasure 61.
-- Before there were demands, the person was asked (8) without one.
-- name: demand_faults
-- may: hotline
-- out: ticket_id u64, seq u32, what str
SELECT e.ticket_id, e.seq, 'asks, and no demand stands for it' FROM event e LEFT JOIN demand d ON d.ticket_id = e.ticket_id AND d.seq = e.seq
WHERE e.type IN (25, 8, 29, 31, 34, 36, 39, 55, 59, 61) AND d.seq IS NULL AND (e.type <> 8 OR JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.wait') IS NOT NULL)
UNION ALL SELECT d.ticket_id, d.seq, 'is no event that asks what the demand says' FROM demand d
LEFT JOIN event e ON e.ticket_id = d.ticket_id AND e.seq = d.seq AND e.type = ELT(d.kind, 25, 8, 29, 31, 34, 36, 39, 55, 59, 61) WHERE e.seq IS NULL
UNION ALL SELECT d.ticket_id, d.seq, 'left a demand open though its ticket has ended' FROM demand d JOIN ticket t ON t.id = d.ticket_id
WHERE d.outcome = 0 AND d.kind NOT IN (9, 10) AND t.state IN (10, 11, 12, 14);
