-- Answers that stand before a question.

-- row: article_row: id u32, item u32, region u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, helped u32, unhelped u32, version u32, updated_ms i64, used u32, regretted u32

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

-- What a place keeps, and what holds everywhere: due until a day, of one owner (0: of anybody), by what counts (1) of four figures; else due for review first.
-- name: article_of_reach
-- may: admin
-- in: region_from u32, region_until u32, due_until i32, anybody u32, owner u32, by_used u32, by_regretted u32, by_helped u32, by_unhelped u32, most u32
-- out: {article_row}, owner_name str, owner_active u32
SELECT {a.article_row}, COALESCE(s.name, ''), COALESCE(s.active, 0) FROM article a LEFT JOIN staff s ON s.id = a.owner
WHERE (a.region = 0 OR a.region BETWEEN ? AND ?) AND a.review_day <= ? AND (? = 1 OR a.owner = ?)
ORDER BY ? * a.used + ? * a.regretted + ? * a.helped + ? * a.unhelped DESC, a.review_day, a.id LIMIT ?;

-- name: article_due_count
-- may: admin
-- in: region_from u32, region_until u32, today i32, owner u32
-- out: due u64, mine u64
SELECT COUNT(*), CAST(COALESCE(SUM(owner = o.id), 0) AS UNSIGNED) FROM article JOIN (SELECT ? AS region_from, ? AS region_until, ? AS today, ? AS id) o
WHERE region BETWEEN o.region_from AND o.region_until AND region > 0 AND status < 3 AND review_day <= o.today;

-- name: article_use_add
-- may: admin
-- in: ticket_id u64, article_id u32, province u32, at_ms i64
INSERT INTO article_use (ticket_id, article_id, province, at_ms) VALUES (?, ?, ?, ?);

-- name: article_used
-- may: admin
-- in: id u32
UPDATE article SET used = used + 1 WHERE id = ?;

-- Of a ticket once, however often its person says so.
-- name: article_use_regret
-- may: worker
-- in: regretted_ms i64, ticket_id u64
UPDATE article_use u JOIN article a ON a.id = u.article_id SET u.regretted_ms = ?, a.regretted = a.regretted + 1 WHERE u.ticket_id = ? AND u.regretted_ms = 0;

-- name: article_tickets
-- may: admin
-- in: article_id u32, province u32, regretted_from i64, region_from u32, region_until u32, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM article_use u JOIN ticket t ON t.id = u.ticket_id
WHERE u.article_id = ? AND u.province = ? AND u.regretted_ms >= ? AND t.region BETWEEN ? AND ? ORDER BY u.at_ms DESC LIMIT ?;

-- name: article_add
-- may: admin
-- in: slug str, item u32, region u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, updated_ms i64, grams str
INSERT INTO article SET slug = ?, item = ?, region = ?, title = ?, title_en = ?, body = ?, body_en = ?, source = ?, from_day = ?, until_day = ?, review_day = ?, owner = ?, status = ?, updated_ms = ?, grams = ?, version = 2;

-- name: article_change
-- may: admin
-- in: item u32, title str, title_en str, body str, body_en str, source str, from_day i32, until_day i32, review_day i32, owner u32, status u32, updated_ms i64, grams str, id u32, version u32
UPDATE article SET item = ?, title = ?, title_en = ?, body = ?, body_en = ?, source = ?, from_day = ?, until_day = ?, review_day = ?, owner = ?, status = ?, updated_ms = ?, grams = ?, version = version + 1
WHERE id = ? AND version = ?;
