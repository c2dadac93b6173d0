-- What the status page reads: published counts and nothing else.

-- row: sum_row: region u32, taken i64, instant i64, closed i64, answered i64, on_time i64, rated i64, satisfied i64

-- name: rollup_by_part
-- may: status
-- in: part u32, part_again u32, day_from i32, day_until i32, region_from u32, region_until u32
-- out: @sum_row
SELECT region DIV ? * ?, CAST(SUM(taken) AS SIGNED), CAST(SUM(instant) AS SIGNED), CAST(SUM(closed) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED), CAST(SUM(rated) AS SIGNED), CAST(SUM(satisfied) AS SIGNED)
FROM rollup WHERE day BETWEEN ? AND ? AND region BETWEEN ? AND ? GROUP BY 1 ORDER BY 1;

-- name: rollup_by_kind
-- may: status
-- in: day_from i32, day_until i32, region_from u32, region_until u32
-- out: kind u32, taken i64, answered i64
SELECT kind, CAST(SUM(taken) AS SIGNED), CAST(SUM(answered) AS SIGNED) FROM rollup WHERE day BETWEEN ? AND ? AND region BETWEEN ? AND ? GROUP BY kind ORDER BY kind;

-- name: freshness_find
-- may: status
-- in: name str
-- out: at_ms i64
SELECT at_ms FROM freshness WHERE name = ?;
