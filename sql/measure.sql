-- The indicators; domain/measure.h says what is counted.

-- name: measure_mark_add
-- may: worker
-- in: ticket_id u64, what u32, seq u32, at_ms i64, hit u32, province u32, region u32, unit str, kind u32, item u32, source u32
INSERT INTO measure_mark (ticket_id, what, seq, at_ms, hit, province, region, unit, kind, item, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: measure_mark_hit
-- may: worker
-- in: ticket_id u64, what u32, seq u32
UPDATE measure_mark SET hit = 1 WHERE ticket_id = ? AND what = ? AND seq = ?;

-- name: reply_print_add
-- may: worker
-- in: ticket_id u64, seq u32, unit str, print bytes, matter str, at_ms i64
INSERT INTO reply_print (ticket_id, seq, unit, print, matter, at_ms) VALUES (?, ?, ?, ?, ?, ?);

-- Other matters that had the same reply before.
-- name: reply_print_matters
-- may: worker
-- in: unit str, print bytes, from_ms i64, until_ms i64, matter str
-- out: count u64
SELECT COUNT(DISTINCT matter) FROM reply_print WHERE unit = ? AND print = ? AND at_ms BETWEEN ? AND ? AND matter <> ?;

-- name: reply_print_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM reply_print WHERE at_ms < ? LIMIT 1000;

-- name: measure_month_add
-- may: worker
-- in: place u32, cut u32, value str, month u32, what u32, up u32, counted u32, hits u32
INSERT INTO measure_month (place, cut, value, month, what, up, counted, hits) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE counted = counted + VALUES(counted), hits = hits + VALUES(hits);

-- row: measure_sum: month u32, what u32, counted i64, hits i64
-- row: measure_part: value str, what u32, counted i64, hits i64

-- name: measure_of_place
-- may: admin worker
-- in: place u32, cut u32, value str, month_from u32, month_until u32
-- out: @measure_sum
SELECT month, what, CAST(counted AS SIGNED), CAST(hits AS SIGNED) FROM measure_month
WHERE place = ? AND cut = ? AND value = ? AND month BETWEEN ? AND ?;

-- The places right below one.
-- name: measure_of_parts
-- may: admin worker
-- in: up u32, cut u32, value str, month_from u32, month_until u32
-- out: @measure_part
SELECT CAST(place AS CHAR), what, CAST(SUM(counted) AS SIGNED), CAST(SUM(hits) AS SIGNED) FROM measure_month
WHERE up = ? AND cut = ? AND value = ? AND month BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2;

-- The pieces that one place is cut into.
-- name: measure_of_cut
-- may: admin worker
-- in: place u32, cut u32, month_from u32, month_until u32
-- out: @measure_part
SELECT value, what, CAST(SUM(counted) AS SIGNED), CAST(SUM(hits) AS SIGNED) FROM measure_month
WHERE place = ? AND cut = ? AND month BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2;

-- What a figure was made of, newest first; of the ticket as it is now, then whether it was a hit and when.
-- row: marked_row: {queue_row}, hit u32, marked_ms i64

-- name: marked_of_province
-- may: admin
-- in: what u32, province u32, from_ms i64, until_ms i64, region_from u32, region_until u32, hit_from u32, hit_until u32, kind u32, kind_again u32, item u32, item_again u32, source u32, source_again u32, unit str, unit_again str
-- in: at_before i64, at_same i64, id_before u64, most u32
-- out: @marked_row
SELECT {t.queue_row}, m.hit, m.at_ms FROM measure_mark m JOIN ticket t ON t.id = m.ticket_id
WHERE m.what = ? AND m.province = ? AND m.at_ms BETWEEN ? AND ? AND m.region BETWEEN ? AND ? AND m.hit BETWEEN ? AND ?
AND (? = 0 OR m.kind = ?) AND (? = 0 OR m.item = ?) AND (? = 0 OR m.source = ?) AND (? = '' OR m.unit = ?)
AND (m.at_ms < ? OR (m.at_ms = ? AND m.ticket_id < ?)) ORDER BY m.at_ms DESC, m.ticket_id DESC LIMIT ?;

-- name: marked_of_nation
-- may: admin
-- in: what u32, from_ms i64, until_ms i64, hit_from u32, hit_until u32, kind u32, kind_again u32, item u32, item_again u32, source u32, source_again u32, unit str, unit_again str
-- in: at_before i64, at_same i64, id_before u64, most u32
-- out: @marked_row
SELECT {t.queue_row}, m.hit, m.at_ms FROM measure_mark m JOIN ticket t ON t.id = m.ticket_id
WHERE m.what = ? AND m.at_ms BETWEEN ? AND ? AND m.hit BETWEEN ? AND ?
AND (? = 0 OR m.kind = ?) AND (? = 0 OR m.item = ?) AND (? = 0 OR m.source = ?) AND (? = '' OR m.unit = ?)
AND (m.at_ms < ? OR (m.at_ms = ? AND m.ticket_id < ?)) ORDER BY m.at_ms DESC, m.ticket_id DESC LIMIT ?;
