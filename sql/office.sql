-- When the telephone line of a place is answered: as it came, or as an administrator said since.

-- from_day: since when; 0: it came as a fact.
-- row: office_row: region u32, workdays str, days_off str, verified u32, source str, from_day i32

-- name: office_on
-- may: portal status admin
-- in: day i32, region_from u32, region_until u32
-- out: @office_row
SELECT o.region, COALESCE(c.workdays, o.workdays), COALESCE(c.days_off, o.days_off), c.id IS NOT NULL OR o.note NOT LIKE 'default%', COALESCE(c.source, o.source), COALESCE(c.from_day, 0)
FROM office o LEFT JOIN office_change c ON c.id = (SELECT h.id FROM office_change h WHERE h.region = o.region AND h.from_day <= ? ORDER BY h.from_day DESC, h.id DESC LIMIT 1)
WHERE o.region BETWEEN ? AND ? ORDER BY o.region;

-- What was said for later days; of one day only what counts.
-- name: office_to_come
-- may: status admin
-- in: day i32, region_from u32, region_until u32
-- out: @office_row
SELECT c.region, c.workdays, c.days_off, 1, c.source, c.from_day FROM office_change c
WHERE c.from_day > ? AND c.region BETWEEN ? AND ? AND c.id = (SELECT MAX(h.id) FROM office_change h WHERE h.region = c.region AND h.from_day = c.from_day)
ORDER BY c.region, c.from_day;

-- name: office_history
-- may: admin
-- in: region u32, most u32
-- out: workdays str, days_off str, source str, from_day i32, made_ms i64, name str, replaced u32
SELECT c.workdays, c.days_off, c.source, c.from_day, c.made_ms, COALESCE(s.name, ''),
	EXISTS (SELECT 1 FROM office_change h WHERE h.region = c.region AND h.from_day = c.from_day AND h.id > c.id)
FROM office_change c LEFT JOIN staff s ON s.id = c.staff_id WHERE c.region = ? ORDER BY c.from_day DESC, c.id DESC LIMIT ?;

-- A line for each place in reach that has one.
-- name: office_change_add
-- may: admin
-- in: k bytes, from_day i32, workdays str, days_off str, source str, staff_id u32, made_ms i64, region_from u32, region_until u32
INSERT INTO office_change (k, region, from_day, workdays, days_off, source, staff_id, made_ms)
SELECT ?, region, ?, ?, ?, ?, ?, ? FROM office WHERE region BETWEEN ? AND ?;
