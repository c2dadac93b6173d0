-- What the wall shows: open tickets whose clock runs out within the day or has run out, and open demands, by unit and region. What is
-- answered in time never costs anything here, nor does history. 4: waiting; who waits for the person is not late.

-- name: wall_tickets_by_region
-- may: admin
-- in: now_ms i64, now_again_ms i64, province u32, until_ms i64, region_from u32, region_until u32
-- out: unit str, place u32, late u64, soon u64
SELECT unit, region, COUNT(IF(due_ms < ?, 1, NULL)), COUNT(IF(due_ms >= ?, 1, NULL)) FROM ticket
WHERE province = ? AND state IN (1, 2, 3, 5, 6, 7, 8, 13) AND due_ms BETWEEN 1 AND ? AND region BETWEEN ? AND ? GROUP BY 1, 2;

-- name: wall_tickets_of_nation
-- may: admin
-- in: now_ms i64, now_again_ms i64, until_ms i64
-- out: unit str, place u32, late u64, soon u64
SELECT '', province, COUNT(IF(due_ms < ?, 1, NULL)), COUNT(IF(due_ms >= ?, 1, NULL)) FROM ticket
WHERE state IN (1, 2, 3, 5, 6, 7, 8, 13) AND due_ms BETWEEN 1 AND ? GROUP BY 2;

-- An order that is replied to is late for nobody.
-- name: wall_demands_by_region
-- may: admin
-- in: now_ms i64, province u32, region_from u32, region_until u32
-- out: unit str, place u32, kind u32, open u64, late u64
SELECT unit, region, kind, COUNT(*), COUNT(IF(due_ms < ? AND answered_ms = 0, 1, NULL)) FROM demand
WHERE province = ? AND outcome = 0 AND due_ms > 0 AND region BETWEEN ? AND ? GROUP BY 1, 2, 3;

-- name: wall_demands_of_nation
-- may: admin
-- in: now_ms i64
-- out: unit str, place u32, kind u32, open u64, late u64
SELECT '', province, kind, COUNT(*), COUNT(IF(due_ms < ? AND answered_ms = 0, 1, NULL)) FROM demand
WHERE outcome = 0 AND due_ms > 0 GROUP BY 2, 3;

-- 2 yellow, 3 red; a card is taken back when another clock begins.
-- name: wall_cards_by_region
-- may: admin
-- in: province u32, region_from u32, region_until u32
-- out: unit str, place u32, cards u64, red u64
SELECT unit, region, COUNT(*), COUNT(IF(card = 3, 1, NULL)) FROM ticket
WHERE card IN (2, 3) AND province = ? AND region BETWEEN ? AND ? GROUP BY 1, 2;

-- name: wall_cards_of_nation
-- may: admin
-- out: unit str, place u32, cards u64, red u64
SELECT '', province, COUNT(*), COUNT(IF(card = 3, 1, NULL)) FROM ticket WHERE card IN (2, 3) GROUP BY 2;
