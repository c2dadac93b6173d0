-- A province's own line beside the mark.

-- What was said last for a day; words '': the rules'.
-- name: brand_on
-- may: portal status admin
-- in: province u32, day i32
-- out: words str, words_en str
SELECT words, words_en FROM brand_change WHERE province = ? AND from_day <= ? ORDER BY from_day DESC, id DESC LIMIT 1;

-- name: brand_history
-- may: admin
-- in: province u32, most u32
-- out: words str, words_en str, source str, from_day i32, made_ms i64, name str, replaced u32
SELECT c.words, c.words_en, c.source, c.from_day, c.made_ms, COALESCE(s.name, ''),
	EXISTS (SELECT 1 FROM brand_change h WHERE h.province = c.province AND h.from_day = c.from_day AND h.id > c.id)
FROM brand_change c LEFT JOIN staff s ON s.id = c.staff_id WHERE c.province = ? ORDER BY c.from_day DESC, c.id DESC LIMIT ?;

-- name: brand_change_add
-- may: admin
-- in: k bytes, province u32, from_day i32, words str, words_en str, source str, staff_id u32, made_ms i64
INSERT INTO brand_change (k, province, from_day, words, words_en, source, staff_id, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?);
