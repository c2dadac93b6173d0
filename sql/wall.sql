-- What the wall shows: open tickets whose clock runs out within the day or has run out, those with a card, and open demands, by unit and
-- place. The worker keeps it; see store/wall_store.h.

-- row: wall_row: place u32, unit str, late u64, soon u64, cards u64, red u64, orders u64, orders_late u64, urges u64, urges_late u64, extensions u64

-- What there is now. What is answered in time never costs anything here, nor does history. States: 4 is waiting, and who waits for the person is not late.
-- Cards: 2 yellow, 3 red; a card is taken back when another clock begins. Demands: 1 extension, 3 urge, 4 order; an order that is replied to is late for nobody.
-- name: wall_now
-- may: worker
-- in: now_ms i64, now_again_ms i64, until_ms i64, late_ms i64
-- out: @wall_row
SELECT place, unit, CAST(SUM(late) AS UNSIGNED), CAST(SUM(soon) AS UNSIGNED), CAST(SUM(cards) AS UNSIGNED), CAST(SUM(red) AS UNSIGNED), CAST(SUM(IF(kind = 4, open, 0)) AS UNSIGNED),
CAST(SUM(IF(kind = 4, overdue, 0)) AS UNSIGNED), CAST(SUM(IF(kind = 3, open, 0)) AS UNSIGNED), CAST(SUM(IF(kind = 3, overdue, 0)) AS UNSIGNED), CAST(SUM(IF(kind = 1, open, 0)) AS UNSIGNED)
FROM (
SELECT region AS place, unit, COUNT(IF(due_ms < ?, 1, NULL)) AS late, COUNT(IF(due_ms >= ?, 1, NULL)) AS soon, 0 AS cards, 0 AS red, 0 AS kind, 0 AS open, 0 AS overdue FROM ticket
WHERE state IN (1, 2, 3, 5, 6, 7, 8, 13) AND due_ms BETWEEN 1 AND ? GROUP BY 1, 2
UNION ALL
SELECT region, unit, 0, 0, COUNT(*), COUNT(IF(card = 3, 1, NULL)), 0, 0, 0 FROM ticket FORCE INDEX (by_card) WHERE card IN (2, 3) GROUP BY 1, 2
UNION ALL
SELECT region, unit, 0, 0, 0, 0, kind, COUNT(*), COUNT(IF(due_ms < ? AND answered_ms = 0, 1, NULL)) FROM demand
WHERE outcome = 0 AND due_ms > 0 GROUP BY 1, 2, kind
) c GROUP BY 1, 2;

-- name: wall_kept
-- may: admin
-- in: up u32, region_from u32, region_until u32
-- out: @wall_row
SELECT {wall_row} FROM wall_line WHERE up = ? AND place BETWEEN ? AND ?;

-- name: wall_kept_since
-- may: admin
-- out: at_ms i64
SELECT COALESCE(MAX(at_ms), 0) FROM freshness WHERE name = 'wall';

-- name: wall_drop
-- may: worker
DELETE FROM wall_line;

-- name: wall_put
-- may: worker
-- in: up u32, place u32, unit str, late u64, soon u64, cards u64, red u64, orders u64, orders_late u64, urges u64, urges_late u64, extensions u64
INSERT INTO wall_line (up, place, unit, late, soon, cards, red, orders, orders_late, urges, urges_late, extensions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: wall_put_provinces
-- may: worker
INSERT INTO wall_line (up, place, unit, late, soon, cards, red, orders, orders_late, urges, urges_late, extensions)
SELECT 0, up, '', SUM(late), SUM(soon), SUM(cards), SUM(red), SUM(orders), SUM(orders_late), SUM(urges), SUM(urges_late), SUM(extensions) FROM wall_line WHERE up > 0 GROUP BY up;
