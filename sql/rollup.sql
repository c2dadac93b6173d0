-- Counts by day, region, kind and domain; domain/tally.h says what counts as what.

-- name: rollup_add
-- may: worker
-- in: day i32, region u32, kind u32, domain u32, taken u32, instant u32, closed u32, answered u32, on_time u32, rated u32, satisfied u32
INSERT INTO rollup (day, region, kind, domain, taken, instant, closed, answered, on_time, rated, satisfied)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken), instant = instant + VALUES(instant),
closed = closed + VALUES(closed), answered = answered + VALUES(answered), on_time = on_time + VALUES(on_time),
rated = rated + VALUES(rated), satisfied = satisfied + VALUES(satisfied);

-- name: rollup_month_add
-- may: worker
-- in: region u32, month u32, kind u32, domain u32, up u32, taken u32, instant u32, closed u32, answered u32, on_time u32, rated u32, satisfied u32
INSERT INTO rollup_month (region, month, kind, domain, up, taken, instant, closed, answered, on_time, rated, satisfied)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken), instant = instant + VALUES(instant),
closed = closed + VALUES(closed), answered = answered + VALUES(answered), on_time = on_time + VALUES(on_time),
rated = rated + VALUES(rated), satisfied = satisfied + VALUES(satisfied);

-- Whether a part of the system answered: since_ms stays while it stays so.
-- name: pulse_put
-- may: worker
-- in: part str, up u32, since_ms i64, at_ms i64
INSERT INTO pulse (part, up, since_ms, at_ms) VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE since_ms = IF(up = VALUES(up), since_ms, VALUES(since_ms)), up = VALUES(up), at_ms = VALUES(at_ms);

-- name: freshness_put
-- may: worker hotline
-- in: name str, at_ms i64
INSERT INTO freshness (name, at_ms) VALUES (?, ?) ON DUPLICATE KEY UPDATE at_ms = VALUES(at_ms);

-- Where the kept counts differ from a recount of all events that are no longer queued (kept minus recount). In SQL
-- alone and from the canonical bytes, so that it shares no code with what it checks. States: 9 closed, 11 referred,
-- 12 withdrawn, 14 not accepted. Events: 1 filed, 2 answered at once, 11 approved, 13 rated, 16 satisfied,
-- 17 dissatisfied, 46 answered together.
-- name: rollup_differences
-- may: hotline
-- out: day i32, region u32, kind u32, domain u32, taken i64, instant i64, closed i64, answered i64, on_time i64, rated i64, satisfied i64
WITH told AS (
SELECT ticket_id, seq, at_ms, type, to_state, CONVERT(canonical USING utf8mb4) AS c,
COALESCE(SUM(to_state IN (9, 11, 12, 14)) OVER earlier, 0) AS closings,
COALESCE(SUM(type IN (2, 11, 46)) OVER earlier, 0) AS answers,
COALESCE(SUM(type IN (13, 16, 17)) OVER earlier, 0) AS verdicts
FROM event WINDOW earlier AS (PARTITION BY ticket_id ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), counted AS (
SELECT FLOOR((t.at_ms + 28800000) / 86400000) AS day, CAST(JSON_VALUE(f.canonical, '$.facts.region') AS UNSIGNED) AS region,
FIELD(JSON_VALUE(f.canonical, '$.facts.kind'), 'complaint', 'inquiry', 'suggestion') AS kind,
CAST(JSON_VALUE(f.canonical, '$.facts.item') AS UNSIGNED) DIV 100 AS domain,
t.type = 1 AS taken, t.type = 2 AND t.answers = 0 AS instant,
t.to_state IN (9, 11, 12, 14) AND t.closings = 0 AS closed, t.type IN (2, 11, 46) AS answered,
t.type IN (2, 11, 46) AND t.at_ms <= COALESCE((SELECT k.due_ms FROM event p
JOIN JSON_TABLE(CONVERT(p.canonical USING utf8mb4), '$.clocks[*]' COLUMNS (place FOR ORDINALITY, stage VARCHAR(20) PATH '$.stage', due_ms BIGINT PATH '$.due_ms')) k
WHERE p.ticket_id = t.ticket_id AND p.seq <= t.seq AND k.stage IN ('answer', 'extend') ORDER BY p.seq DESC, k.place DESC LIMIT 1), t.at_ms) AS on_time,
t.type IN (13, 16, 17) AND t.verdicts = 0 AS rated,
t.verdicts = 0 AND (t.type = 16 OR t.type = 13 AND JSON_VALUE(t.c, '$.facts.rating') >= 4) AS satisfied
FROM told t JOIN event f ON f.ticket_id = t.ticket_id AND f.seq = 1 AND f.type NOT IN (69, 70)
LEFT JOIN event_queue q ON q.ticket_id = t.ticket_id AND q.seq = t.seq WHERE q.id IS NULL
), both_ways AS (
SELECT day, region, kind, domain, -taken AS taken, -instant AS instant, -closed AS closed, -answered AS answered, -on_time AS on_time, -rated AS rated, -satisfied AS satisfied FROM counted
UNION ALL
SELECT day, region, kind, domain, CAST(taken AS SIGNED), CAST(instant AS SIGNED), CAST(closed AS SIGNED), CAST(answered AS SIGNED), CAST(on_time AS SIGNED), CAST(rated AS SIGNED), CAST(satisfied AS SIGNED) FROM rollup
)
SELECT day, region, kind, domain, SUM(taken), SUM(instant), SUM(closed), SUM(answered), SUM(on_time), SUM(rated), SUM(satisfied)
FROM both_ways GROUP BY day, region, kind, domain
HAVING SUM(taken) <> 0 OR SUM(instant) <> 0 OR SUM(closed) <> 0 OR SUM(answered) <> 0 OR SUM(on_time) <> 0 OR SUM(rated) <> 0 OR SUM(satisfied) <> 0
ORDER BY day, region, kind, domain LIMIT 20;

-- Where the months differ from the days they were made of: the places of the days, and all that lie above them.
-- name: rollup_month_differences
-- may: hotline
-- out: region u32, month u32, kind u32, domain u32, difference i64
WITH RECURSIVE places AS (
SELECT DISTINCT region AS filed, region FROM rollup
UNION ALL
SELECT p.filed, COALESCE(r.parent, 0) FROM places p LEFT JOIN region r ON r.code = p.region WHERE p.region <> 0
), months AS (
SELECT region, CAST(DATE_FORMAT('1970-01-01' + INTERVAL day DAY, '%Y%m') AS UNSIGNED) AS month, kind, domain,
CAST(SUM(taken + 3 * instant + 5 * closed + 7 * answered + 11 * on_time + 13 * rated + 17 * satisfied) AS SIGNED) AS mixed
FROM rollup GROUP BY 1, 2, 3, 4
), both_ways AS (
SELECT p.region, m.month, m.kind, m.domain, -m.mixed AS mixed FROM months m JOIN places p ON p.filed = m.region
UNION ALL
SELECT p.region, 0, m.kind, m.domain, -m.mixed FROM months m JOIN places p ON p.filed = m.region
UNION ALL
SELECT region, month, kind, domain, CAST(taken + 3 * instant + 5 * closed + 7 * answered + 11 * on_time + 13 * rated + 17 * satisfied AS SIGNED) FROM rollup_month
)
SELECT region, month, kind, domain, SUM(mixed) FROM both_ways GROUP BY region, month, kind, domain
HAVING SUM(mixed) <> 0 ORDER BY region, month, kind, domain LIMIT 20;
