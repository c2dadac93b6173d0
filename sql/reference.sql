-- Facts that start-up loads into memory, and the statements by which `hotline init` brings them in.

-- name: region_put
-- may: hotline
-- in: code u32, name str, name_en str, parent u32, level u32, kind str, plate str, pinyin str
REPLACE INTO region (code, name, name_en, parent, level, kind, plate, pinyin) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: region_all
-- may: portal status admin audit api worker hotline
-- out: code u32, name str, name_en str, parent u32, level u32, kind str, plate str, pinyin str
SELECT code, name, name_en, parent, level, kind, plate, pinyin FROM region ORDER BY code;

-- The statutory days of a year whose notice is out are of no more interest.
-- name: holiday_put
-- may: hotline
-- in: day i32, scope str, worked u32, name str, status str, source str
INSERT INTO holiday (day, scope, worked, name, status, source)
SELECT new.* FROM (SELECT ? AS day, ? AS scope, ? AS worked, ? AS name, ? AS status, ? AS source) AS new
WHERE new.status = 'announced' OR NOT EXISTS (
	SELECT 1 FROM holiday h WHERE h.status = 'announced' AND h.scope = ''
	AND YEAR('1970-01-01' + INTERVAL h.day DAY) = YEAR('1970-01-01' + INTERVAL new.day DAY))
ON DUPLICATE KEY UPDATE worked = new.worked, name = new.name, status = new.status, source = new.source;

-- name: holiday_all
-- may: portal status admin audit api worker hotline
-- out: day i32, scope str, worked u32, name str, status str, source str
SELECT day, scope, worked, name, status, source FROM holiday ORDER BY day, scope;

-- By an import; the seed's guard above is not for it.
-- name: holiday_set
-- may: worker hotline
-- in: day i32, scope str, worked u32, name str, status str, source str
INSERT INTO holiday (day, scope, worked, name, status, source) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE worked = VALUES(worked), name = VALUES(name), status = VALUES(status), source = VALUES(source);

-- name: holiday_unset
-- may: worker hotline
-- in: day i32, scope str
DELETE FROM holiday WHERE day = ? AND scope = ?;

-- name: holiday_change_last
-- may: portal status admin audit api worker hotline
-- out: id u64
SELECT COALESCE(MAX(id), 0) FROM holiday_change;

-- name: holiday_change_all
-- may: hotline
-- out: at_ms i64, day i32, scope str, was_there u32, worked u32, name str, status str
SELECT at_ms, day, scope, was_there, worked, name, status FROM holiday_change ORDER BY id DESC;

-- name: item_put
-- may: hotline
-- in: item u32, domain u32, name_zh str, name_en str, kinds str, refer str
INSERT INTO item (item, domain, name, name_en, kinds, refer) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE domain = VALUES(domain), name = VALUES(name), name_en = VALUES(name_en), kinds = VALUES(kinds), refer = VALUES(refer);

-- name: item_pinyin_put
-- may: hotline
-- in: pinyin str, item u32
UPDATE item SET pinyin = ? WHERE item = ?;

-- name: item_all
-- may: portal status admin audit api worker hotline
-- out: item u32, domain u32, name str, name_en str, kinds str, refer str, pinyin str
SELECT item, domain, name, name_en, kinds, refer, pinyin FROM item ORDER BY item;

-- name: trigger_clear
-- may: hotline
DELETE FROM trigger_word;

-- name: trigger_put
-- may: hotline
-- in: phrase str, outcome str, numbers str, item u32, weight i32, scope str, source str
REPLACE INTO trigger_word (phrase, outcome, numbers, item, weight, scope, source) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: trigger_all
-- may: portal admin api hotline
-- out: phrase str, outcome str, numbers str, item u32, weight i32, scope str, source str
SELECT phrase, outcome, numbers, item, weight, scope, source FROM trigger_word ORDER BY id;

-- name: office_put
-- may: hotline
-- in: region u32, workdays str, days_off str, note str, source str
REPLACE INTO office (region, workdays, days_off, note, source) VALUES (?, ?, ?, ?, ?);

-- name: unit_put
-- may: hotline
-- in: code str, name str, name_en str, region u32, level u32, items str
INSERT INTO unit SET code = ?, name = ?, name_en = ?, region = ?, province = region DIV 10000 * 10000, level = ?, items = ?
ON DUPLICATE KEY UPDATE name = VALUES(name), name_en = VALUES(name_en), items = VALUES(items);

-- name: unit_all
-- may: portal admin audit api worker hotline
-- out: code str, name str, name_en str, region u32, province u32, level u32, items str, active u32, version u32
SELECT code, name, name_en, region, province, level, items, active, version FROM unit ORDER BY code;

-- name: seed_file_sha256
-- may: hotline
-- in: name str
-- out: sha256 bytes
SELECT sha256 FROM seed_file WHERE name = ?;

-- name: seed_file_put
-- may: hotline
-- in: name str, sha256 bytes, at_ms i64
REPLACE INTO seed_file (name, sha256, at_ms) VALUES (?, ?, ?);

-- name: staff_count
-- may: hotline
-- out: count u64
SELECT COUNT(*) FROM staff;
