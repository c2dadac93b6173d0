-- Counts of open tickets: open_count is what the worker added up, open_change what came and went since; see store/open_store.h.

-- name: open_counts
-- may: admin
-- in: place u32, cut u32, value str, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32
-- out: state u32, count u64
SELECT c.state, CAST(GREATEST(SUM(c.n), 0) AS UNSIGNED) FROM (
SELECT state, n FROM open_count WHERE place = ? AND cut = ? AND value = ?
UNION ALL
SELECT state, n FROM open_change WHERE region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ?
) c GROUP BY c.state;

-- What one person has is counted by an index of its own, whatever it is filtered for.
-- name: open_counts_of_person
-- may: admin
-- in: person u32, any_owner str, owner str, region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, due_from i64, due_until i64
-- out: state u32, count u64
SELECT state, COUNT(*) FROM ticket FORCE INDEX (by_assignee) WHERE assignee = ? AND state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) AND (? = '' OR unit = ?) AND region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND due_ms BETWEEN ? AND ? GROUP BY state;

-- Of a filter that no counter knows: so many rows of a queue are looked at, and how many of them fit.
-- row: looked_row: looked u64, count u64

-- name: open_looked_by_province
-- may: admin
-- in: region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, province u32, state u32, due_from i64, due_until i64, most u32
-- out: @looked_row
SELECT COUNT(*), COUNT(IF(region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ?, 1, NULL)) FROM (
SELECT region, kind, source, item, unit, card, assignee FROM ticket FORCE INDEX (by_province_due) WHERE province = ? AND state = ? AND due_ms BETWEEN ? AND ? LIMIT ?) c;

-- name: open_looked_by_unit
-- may: admin
-- in: region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, owner str, state u32, due_from i64, due_until i64, most u32
-- out: @looked_row
SELECT COUNT(*), COUNT(IF(region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ?, 1, NULL)) FROM (
SELECT region, kind, source, item, unit, card, assignee FROM ticket FORCE INDEX (by_unit_due) WHERE unit = ? AND state = ? AND due_ms BETWEEN ? AND ? LIMIT ?) c;

-- name: open_looked_of_item
-- may: admin
-- in: region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, item u32, state u32, due_from i64, due_until i64, most u32
-- out: @looked_row
SELECT COUNT(*), COUNT(IF(region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ?, 1, NULL)) FROM (
SELECT region, kind, source, item, unit, card, assignee FROM ticket FORCE INDEX (by_item_due) WHERE item = ? AND state = ? AND due_ms BETWEEN ? AND ? LIMIT ?) c;

-- name: open_looked_of_nation
-- may: admin
-- in: region_from u32, region_until u32, kind_from u32, kind_until u32, source_from u32, source_until u32, item_from u32, item_until u32, units str, card_from u32, card_until u32, assignee_from u32, assignee_until u32, state u32, due_from i64, due_until i64, most u32
-- out: @looked_row
SELECT COUNT(*), COUNT(IF(region BETWEEN ? AND ? AND kind BETWEEN ? AND ? AND source BETWEEN ? AND ? AND item BETWEEN ? AND ? AND unit LIKE ? AND card BETWEEN ? AND ? AND assignee BETWEEN ? AND ?, 1, NULL)) FROM (
SELECT region, kind, source, item, unit, card, assignee FROM ticket FORCE INDEX (by_state_due) WHERE state = ? AND due_ms BETWEEN ? AND ? LIMIT ?) c;

-- The first open ticket of a province; 0 for none. What was filed before it is in no queue. by_open has a move write some tenth more of the database's log and
-- take no longer that could be measured; without it each search in a queue goes through all that is open, 45 ms of 20,000 instead of half of one.
-- name: open_oldest
-- may: admin
-- in: province u32
-- out: id u64
SELECT COALESCE(MIN((SELECT id FROM ticket FORCE INDEX (by_open) WHERE province = ? AND state = s.state ORDER BY id LIMIT 1)), 0)
FROM (SELECT 1 AS state UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 13) s;

-- ---- adding up --------------------------------------------------------------------------------------------------

-- name: open_change_take
-- may: worker
-- in: most u32
-- out: id u64
SELECT id FROM open_change ORDER BY id LIMIT ? FOR UPDATE;

-- For the ticket's place and each above it, whole and by each thing; ids: [1,2].
-- name: open_count_add
-- may: worker
-- in: ids str
INSERT INTO open_count (place, cut, value, state, n)
SELECT h.region DIV p.up * p.up, c.cut, ELT(c.cut + 1, '', h.kind, h.source, h.item, h.item DIV 100, h.unit, h.card), h.state, SUM(h.n) AS came
FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN open_change h ON h.id = j.id
JOIN (SELECT 1 AS up UNION ALL SELECT 100 UNION ALL SELECT 10000 UNION ALL SELECT 1000000) p ON p.up = 1 OR h.region MOD p.up <> 0
JOIN (SELECT 0 AS cut UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6) c
GROUP BY 1, 2, 3, 4 HAVING came <> 0 ON DUPLICATE KEY UPDATE n = n + VALUES(n);

-- What came to nothing needs no row.
-- name: open_count_drop_zeros
-- may: worker
-- in: ids str
DELETE o FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN open_change h ON h.id = j.id
STRAIGHT_JOIN (SELECT 1 AS up UNION ALL SELECT 100 UNION ALL SELECT 10000 UNION ALL SELECT 1000000) p
STRAIGHT_JOIN (SELECT 0 AS cut UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6) c
STRAIGHT_JOIN open_count o ON o.place = h.region DIV p.up * p.up AND o.cut = c.cut
AND o.value = CAST(ELT(c.cut + 1, '', h.kind, h.source, h.item, h.item DIV 100, h.unit, h.card) AS BINARY) AND o.state = h.state WHERE o.n = 0;

-- name: open_change_drop
-- may: worker
-- in: ids str
DELETE h FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN open_change h ON h.id = j.id;

-- Where the counts are not those of the tickets themselves, by how much: of one moment, by another path. What comes, goes or is added up meanwhile changes none of it.
-- name: open_count_differences
-- may: hotline
-- in: most u32
-- out: place u32, cut u32, value str, state u32, difference i64
WITH matter AS (
SELECT state, region, kind, source, item, unit, card, SUM(n) AS n FROM (
SELECT state, region, kind, source, item, unit, card, COUNT(*) AS n FROM ticket WHERE state IN (1, 2, 3, 4, 5, 6, 7, 8, 13) GROUP BY state, region, kind, source, item, unit, card
UNION ALL
SELECT state, region, kind, source, item, unit, card, -SUM(n) FROM open_change GROUP BY state, region, kind, source, item, unit, card
) m GROUP BY state, region, kind, source, item, unit, card HAVING SUM(n) <> 0
), counted AS (
SELECT FLOOR(m.region / p.size) * p.size AS place, c.cut, CASE c.cut WHEN 0 THEN '' WHEN 1 THEN m.kind WHEN 2 THEN m.source WHEN 3 THEN m.item WHEN 4 THEN FLOOR(m.item / 100) WHEN 5 THEN m.unit ELSE m.card END AS value, m.state, m.n
FROM matter m JOIN (SELECT 1 AS size UNION ALL SELECT 100 UNION ALL SELECT 10000 UNION ALL SELECT 1000000) p ON p.size = 1 OR m.region % p.size > 0
JOIN (SELECT 0 AS cut UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6) c
UNION ALL
SELECT place, cut, value, state, -n FROM open_count
)
SELECT place, cut, value, state, -SUM(n) FROM counted GROUP BY place, cut, value, state HAVING SUM(n) <> 0 ORDER BY place, cut, value, state LIMIT ?;

-- name: open_count_mend
-- may: hotline
-- in: place u32, cut u32, value str, state u32, n i64
INSERT INTO open_count (place, cut, value, state, n) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = n + VALUES(n);

-- name: open_count_drop_zero
-- may: hotline
-- in: place u32, cut u32, value str, state u32
DELETE FROM open_count WHERE place = ? AND cut = ? AND value = ? AND state = ? AND n = 0;

-- name: open_change_waiting
-- may: hotline
-- out: count u64
SELECT COUNT(*) FROM open_change;
