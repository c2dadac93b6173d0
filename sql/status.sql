-- What the status page reads: published counts and nothing else.

-- row: sum_row: region u32, taken i64, instant i64, closed i64, answered i64, on_time i64, rated i64, satisfied i64

-- name: rollup_by_part
-- may: status
-- in: part u32, part_again u32, day_from i32, day_until i32, region_from u32, region_until u32
-- out: @sum_row
SELECT region DIV ? * ?, CAST(SUM(taken) AS SIGNED), CAST(SUM(instant) AS SIGNED), CAST(SUM(closed) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED), CAST(SUM(rated) AS SIGNED), CAST(SUM(satisfied) AS SIGNED)
FROM rollup WHERE day BETWEEN ? AND ? AND region BETWEEN ? AND ? GROUP BY 1 ORDER BY 1;

-- Of a place: by month, and of one month by kind and by domain; the months of all time together are month 0.
-- row: month_sum: month u32, taken i64, instant i64, closed i64, answered i64, on_time i64, rated i64, satisfied i64
-- row: share_row: what u32, taken i64, answered i64, on_time i64

-- name: rollup_months
-- may: status
-- in: region u32, month_from u32, month_until u32
-- out: @month_sum
SELECT month, CAST(SUM(taken) AS SIGNED), CAST(SUM(instant) AS SIGNED), CAST(SUM(closed) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED), CAST(SUM(rated) AS SIGNED), CAST(SUM(satisfied) AS SIGNED)
FROM rollup_month WHERE region = ? AND month BETWEEN ? AND ? GROUP BY month ORDER BY month;

-- name: rollup_month_parts
-- may: status
-- in: up u32, month u32
-- out: @sum_row
SELECT region, CAST(SUM(taken) AS SIGNED), CAST(SUM(instant) AS SIGNED), CAST(SUM(closed) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED), CAST(SUM(rated) AS SIGNED), CAST(SUM(satisfied) AS SIGNED)
FROM rollup_month WHERE up = ? AND month = ? GROUP BY region ORDER BY region;

-- name: rollup_month_kinds
-- may: status
-- in: region u32, month u32
-- out: @share_row
SELECT kind, CAST(SUM(taken) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED) FROM rollup_month WHERE region = ? AND month = ? GROUP BY kind ORDER BY kind;

-- name: rollup_month_domains
-- may: status
-- in: region u32, month u32
-- out: @share_row
SELECT domain, CAST(SUM(taken) AS SIGNED), CAST(SUM(answered) AS SIGNED), CAST(SUM(on_time) AS SIGNED) FROM rollup_month WHERE region = ? AND month = ? GROUP BY domain ORDER BY 2 DESC, domain;

-- For the open data: each place right below this one, for each month, kind and domain.
-- name: rollup_month_open
-- may: status
-- in: up u32, month_from u32, month_until u32
-- out: region u32, month u32, kind u32, domain u32, taken i64, instant i64, closed i64, answered i64, on_time i64, rated i64, satisfied i64
SELECT region, month, kind, domain, CAST(taken AS SIGNED), CAST(instant AS SIGNED), CAST(closed AS SIGNED), CAST(answered AS SIGNED), CAST(on_time AS SIGNED), CAST(rated AS SIGNED), CAST(satisfied AS SIGNED)
FROM rollup_month WHERE up = ? AND month BETWEEN ? AND ? ORDER BY month DESC, region, kind, domain;

-- name: pulse_all
-- may: status admin hotline
-- out: part str, up u32, since_ms i64, at_ms i64
SELECT part, up, since_ms, at_ms FROM pulse;

-- title: the one that stands now; first: the one it was told under.
-- row: incident_row: id u32, part str, region u32, planned u32, title str, title_en str, first str, first_en str, begins_ms i64, ends_ms i64

-- Those at hand first, then those to come, then those that were; of each the newest first.
-- name: incident_newest
-- may: status hotline
-- in: now_over i64, now_ms i64, most u32
-- out: @incident_row
SELECT i.id, i.part, i.region, i.planned, COALESCE(w.body, i.title), COALESCE(w.body_en, i.title_en), i.title, i.title_en, i.begins_ms, i.ends_ms
FROM incident i LEFT JOIN incident_word w ON w.id = (SELECT MAX(t.id) FROM incident_word t WHERE t.incident_id = i.id AND t.about = 1)
ORDER BY i.ends_ms > 0 AND i.ends_ms <= ?, i.begins_ms > ?, i.begins_ms DESC, i.id DESC LIMIT ?;

-- Those of a place and below it that are not over, first the ones that count there: told of it or of a place above.
-- name: incident_standing
-- may: status
-- in: county u32, city u32, province u32, region_from u32, region_until u32, now_over i64, first_county u32, first_city u32, first_province u32, now_ms i64, most u32
-- out: @incident_row
SELECT i.id, i.part, i.region, i.planned, COALESCE(w.body, i.title), COALESCE(w.body_en, i.title_en), i.title, i.title_en, i.begins_ms, i.ends_ms
FROM incident i LEFT JOIN incident_word w ON w.id = (SELECT MAX(t.id) FROM incident_word t WHERE t.incident_id = i.id AND t.about = 1)
WHERE (i.region IN (0, ?, ?, ?) OR i.region BETWEEN ? AND ?) AND (i.ends_ms = 0 OR i.ends_ms > ?)
ORDER BY i.region NOT IN (0, ?, ?, ?), i.begins_ms > ?, i.begins_ms DESC, i.id DESC LIMIT ?;

-- name: incident_of_reach
-- may: admin
-- in: region_from u32, region_until u32, most u32
-- out: @incident_row
SELECT i.id, i.part, i.region, i.planned, COALESCE(w.body, i.title), COALESCE(w.body_en, i.title_en), i.title, i.title_en, i.begins_ms, i.ends_ms
FROM incident i LEFT JOIN incident_word w ON w.id = (SELECT MAX(t.id) FROM incident_word t WHERE t.incident_id = i.id AND t.about = 1)
WHERE i.region BETWEEN ? AND ? ORDER BY i.begins_ms DESC, i.id DESC LIMIT ?;

-- name: incident_find
-- may: admin hotline
-- in: id u32
-- out: @incident_row
SELECT i.id, i.part, i.region, i.planned, COALESCE(w.body, i.title), COALESCE(w.body_en, i.title_en), i.title, i.title_en, i.begins_ms, i.ends_ms
FROM incident i LEFT JOIN incident_word w ON w.id = (SELECT MAX(t.id) FROM incident_word t WHERE t.incident_id = i.id AND t.about = 1)
WHERE i.id = ?;

-- Of several; ids: [1,2].
-- name: incident_words
-- may: status admin
-- in: ids str
-- out: id u32, incident_id u32, at_ms i64, body str, body_en str, about u32, amends u32
SELECT w.id, w.incident_id, w.at_ms, w.body, w.body_en, w.about, w.amends FROM JSON_TABLE(?, '$[*]' COLUMNS (id INT UNSIGNED PATH '$')) j STRAIGHT_JOIN incident_word w ON w.incident_id = j.id
ORDER BY w.incident_id, w.id;

-- Which one a form that is sent again has already made.
-- name: incident_by_key
-- may: admin hotline
-- in: k bytes
-- out: incident_id u32
SELECT incident_id FROM incident_word WHERE k = ?;

-- name: incident_open
-- may: admin hotline
-- in: part str, region u32, planned u32, title str, title_en str, begins_ms i64, ends_ms i64
INSERT INTO incident (part, region, planned, title, title_en, begins_ms, ends_ms) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: incident_say
-- may: admin hotline
-- in: k bytes, incident_id u32, at_ms i64, body str, body_en str, about u32, amends u32
INSERT INTO incident_word (k, incident_id, at_ms, body, body_en, about, amends) VALUES (?, ?, ?, ?, ?, ?, ?);

-- Whether it is over already, which stays so until the own transaction ends.
-- name: incident_lock
-- may: admin hotline
-- in: id u32
-- out: ends_ms i64
SELECT ends_ms FROM incident WHERE id = ? FOR UPDATE;

-- When it is over, or should be.
-- name: incident_end
-- may: admin hotline
-- in: ends_ms i64, id u32
UPDATE incident SET ends_ms = ? WHERE id = ?;

-- name: freshness_find
-- may: status
-- in: name str
-- out: at_ms i64
SELECT at_ms FROM freshness WHERE name = ?;
