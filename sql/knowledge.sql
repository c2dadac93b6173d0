-- Answers that stand before a question.

-- row: article_row: id u32, item u32, region u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, helped u32, unhelped u32, version u32, updated_ms i64

-- A fact's words are renewed only while nobody has changed them here.
-- name: article_put
-- may: hotline
-- in: slug str, item u32, title str, title_en str, body str, body_en str, source str, from_day i32, review_day i32
INSERT INTO article SET slug = ?, item = ?, title = ?, title_en = ?, body = REPLACE(?, '\\n', '\n'), body_en = REPLACE(?, '\\n', '\n'), source = ?, from_day = ?, review_day = ?, status = 2
ON DUPLICATE KEY UPDATE grams = IF(version = 1, '', grams), title = IF(version = 1, VALUES(title), title), title_en = IF(version = 1, VALUES(title_en), title_en),
body = IF(version = 1, VALUES(body), body), body_en = IF(version = 1, VALUES(body_en), body_en), source = IF(version = 1, VALUES(source), source),
review_day = IF(version = 1, VALUES(review_day), review_day);

-- name: article_without_grams
-- may: hotline
-- out: @article_row
SELECT {article_row} FROM article WHERE grams = '' LIMIT 1000;

-- name: article_set_grams
-- may: admin hotline
-- in: grams str, id u32
UPDATE article SET grams = ? WHERE id = ?;

-- name: article_search
-- may: portal admin
-- in: query str, day i32, day_again i32, province u32, city u32, most u32
-- out: @article_row
SELECT {article_row} FROM article WHERE MATCH(grams) AGAINST(? IN BOOLEAN MODE) AND status = 2 AND from_day <= ? AND (until_day = 0 OR until_day >= ?)
AND region IN (0, ?, ?) ORDER BY helped DESC, id LIMIT ?;

-- The nearest in words, for texts that are not a query.
-- name: article_like
-- may: portal admin
-- in: words str, day i32, day_again i32, province u32, city u32, words_again str, most u32
-- out: @article_row
SELECT {article_row} FROM article WHERE MATCH(grams) AGAINST(?) AND status = 2 AND from_day <= ? AND (until_day = 0 OR until_day >= ?)
AND region IN (0, ?, ?) ORDER BY MATCH(grams) AGAINST(?) DESC, id LIMIT ?;

-- Of an item first, then of its domain.
-- name: article_of_item
-- may: portal admin
-- in: item u32, domain_row u32, day i32, day_again i32, province u32, city u32, most u32
-- out: @article_row
SELECT {article_row} FROM article WHERE status = 2 AND item IN (?, ?) AND from_day <= ? AND (until_day = 0 OR until_day >= ?)
AND region IN (0, ?, ?) ORDER BY item DESC, helped DESC, id LIMIT ?;

-- name: article_published
-- may: portal
-- in: day i32, day_again i32, most u32
-- out: @article_row
SELECT {article_row} FROM article WHERE status = 2 AND region = 0 AND from_day <= ? AND (until_day = 0 OR until_day >= ?) ORDER BY item, id LIMIT ?;

-- name: article_by_id
-- may: portal admin
-- in: id u32
-- out: @article_row
SELECT {article_row} FROM article WHERE id = ?;

-- name: article_rated
-- may: portal
-- in: helped u32, unhelped u32, id u32
UPDATE article SET helped = helped + ?, unhelped = unhelped + ? WHERE id = ? AND status = 2;

-- What a province keeps, and what holds everywhere; due for review first.
-- name: article_of_reach
-- may: admin
-- in: region_from u32, region_until u32, most u32
-- out: @article_row
SELECT {article_row} FROM article WHERE region = 0 OR region BETWEEN ? AND ? ORDER BY review_day, id LIMIT ?;

-- name: article_add
-- may: admin
-- in: slug str, item u32, region u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, updated_ms i64, grams str
INSERT INTO article SET slug = ?, item = ?, region = ?, title = ?, title_en = ?, body = ?, body_en = ?, source = ?, from_day = ?, until_day = ?, review_day = ?, owner = ?, status = ?, updated_ms = ?, grams = ?, version = 2;

-- name: article_change
-- may: admin
-- in: item u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, updated_ms i64, grams str, id u32, version u32
UPDATE article SET item = ?, title = ?, title_en = ?, body = ?, body_en = ?, source = ?, from_day = ?, until_day = ?, review_day = ?, owner = ?, status = ?, updated_ms = ?, grams = ?, version = version + 1
WHERE id = ? AND version = ?;
