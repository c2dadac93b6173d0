-- The catalogue of responsibilities: which unit takes what, where.

-- Behind a row, in the order of the key. any_unit '' for every unit.
-- name: unit_duty_some
-- may: admin
-- in: province u32, item_from u32, item_until u32, region_from u32, region_until u32, any_unit str, unit str
-- in: item_after u32, item_behind u32, region_behind u32, region_same u32, unit_behind str, most u32
-- out: item u32, region u32, unit str, name str, name_en str, active u32
SELECT d.item, d.region, d.unit, u.name, u.name_en, u.active FROM unit_duty d FORCE INDEX (PRIMARY) STRAIGHT_JOIN unit u ON u.code = d.unit
WHERE d.province = ? AND d.item BETWEEN ? AND ? AND d.region BETWEEN ? AND ? AND (? = '' OR d.unit = ?)
AND d.item >= ? AND (d.item > ? OR d.region > ? OR (d.region = ? AND d.unit > ?)) ORDER BY d.item, d.region, d.unit LIMIT ?;

-- The items and domains that somebody takes somewhere.
-- name: unit_duty_taken
-- may: admin
-- in: province u32
-- out: item u32
SELECT DISTINCT d.item FROM unit_duty d JOIN unit u ON u.code = d.unit WHERE d.province = ? AND u.active = 1;

-- name: unit_duty_add
-- may: admin
-- in: province u32, item u32, region u32, unit str
INSERT INTO unit_duty (province, item, region, unit) VALUES (?, ?, ?, ?);

-- name: unit_duty_drop
-- may: admin
-- in: province u32, item u32, region u32, unit str
DELETE FROM unit_duty WHERE province = ? AND item = ? AND region = ? AND unit = ?;

-- Who is in charge of one matter: the item before its domain, the nearer place before the wider.
-- name: unit_duty_for
-- may: admin
-- in: province u32, item u32, domain u32, county u32, city u32, whole u32, item_again u32
-- out: item u32, region u32, unit str, name str, name_en str
SELECT d.item, d.region, d.unit, u.name, u.name_en FROM unit_duty d JOIN unit u ON u.code = d.unit
WHERE d.province = ? AND d.item IN (?, ?) AND d.region IN (?, ?, ?) AND u.active = 1 ORDER BY d.item = ? DESC, d.region % 100 > 0 DESC, d.region % 10000 > 0 DESC, d.unit LIMIT 5;
