-- What a week's tickets are about; domain/topic.h says what is counted.

-- name: topic_week_add
-- may: worker
-- in: place u32, dim u32, week i32, value str, counted u32
INSERT INTO topic_week (place, dim, week, value, counted) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE counted = counted + VALUES(counted);

-- name: topic_mark_add
-- may: worker
-- in: dim u32, value str, at_ms i64, ticket_id u64, region u32
INSERT INTO topic_mark (dim, value, at_ms, ticket_id, region) VALUES (?, ?, ?, ?, ?);

-- name: topic_week_sweep
-- may: worker
-- in: before i32
DELETE FROM topic_week WHERE week < ? LIMIT 1000;

-- name: topic_mark_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM topic_mark WHERE at_ms < ? LIMIT 1000;

-- Of a week, with what each was in another one; the most frequent.
-- name: topics_of_week
-- may: admin
-- in: other_week i32, place u32, dim u32, week i32, least u32, most u32
-- out: value str, now i64, before i64
SELECT n.value, CAST(n.counted AS SIGNED), CAST(COALESCE(b.counted, 0) AS SIGNED) FROM topic_week n
LEFT JOIN topic_week b ON b.place = n.place AND b.dim = n.dim AND b.week = ? AND b.value = n.value
WHERE n.place = ? AND n.dim = ? AND n.week = ? AND n.counted >= ? ORDER BY n.counted DESC, n.value LIMIT ?;

-- name: topic_tickets_of_week
-- may: admin
-- in: place u32, week i32
-- out: count i64
SELECT CAST(COALESCE(SUM(counted), 0) AS SIGNED) FROM topic_week WHERE place = ? AND dim = 0 AND week = ? AND value = '';

-- What a count was made of, newest first; of the ticket as it is now, then when it was filed and where.
-- name: topic_marked
-- may: admin
-- in: dim u32, value str, from_ms i64, until_ms i64, region_from u32, region_until u32, at_before i64, at_same i64, id_before u64, most u32
-- out: {queue_row}, marked_ms i64
SELECT {t.queue_row}, m.at_ms FROM topic_mark m JOIN ticket t ON t.id = m.ticket_id
WHERE m.dim = ? AND m.value = ? AND m.at_ms BETWEEN ? AND ? AND m.region BETWEEN ? AND ?
AND (m.at_ms < ? OR (m.at_ms = ? AND m.ticket_id < ?)) ORDER BY m.at_ms DESC, m.ticket_id DESC LIMIT ?;
