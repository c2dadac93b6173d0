-- A province's own words of notices.

-- The words that count; none: the nation's.
-- name: wording_now
-- may: worker admin
-- in: province u32, kind u32
-- out: id u32, words str, words_en str
SELECT p.id, p.words, p.words_en FROM notice_wording d JOIN notice_wording p ON p.id = d.of_id
WHERE d.act = 2 AND d.id = (SELECT MAX(n.id) FROM notice_wording n WHERE n.province = ? AND n.kind = ? AND n.act IN (2, 4));

-- The newest proposal, while nobody has decided on it.
-- name: wording_waiting
-- may: admin
-- in: province u32, kind u32
-- out: id u32, words str, words_en str, staff_id u32, at_ms i64, name str
SELECT p.id, p.words, p.words_en, p.staff_id, p.at_ms, COALESCE(s.name, '') FROM notice_wording p LEFT JOIN staff s ON s.id = p.staff_id
WHERE p.act = 1 AND p.id = (SELECT MAX(n.id) FROM notice_wording n WHERE n.province = ? AND n.kind = ? AND n.act < 4);

-- name: wording_history
-- may: admin
-- in: province u32, kind u32, most u32
-- out: act u32, words str, words_en str, at_ms i64, name str
SELECT n.act, COALESCE(p.words, n.words), COALESCE(p.words_en, n.words_en), n.at_ms, COALESCE(s.name, '') FROM notice_wording n
LEFT JOIN notice_wording p ON p.id = n.of_id LEFT JOIN staff s ON s.id = n.staff_id WHERE n.province = ? AND n.kind = ? ORDER BY n.id DESC LIMIT ?;

-- name: wording_propose
-- may: admin
-- in: k bytes, province u32, kind u32, words str, words_en str, staff_id u32, at_ms i64
INSERT INTO notice_wording (k, province, kind, act, words, words_en, staff_id, at_ms) VALUES (?, ?, ?, 1, ?, ?, ?, ?);

-- Of the newest proposal alone, and by somebody else.
-- name: wording_decide
-- may: admin
-- in: k bytes, act u32, staff_id u32, at_ms i64, id u32, province u32, kind u32, not_by u32
INSERT INTO notice_wording (k, province, kind, act, of_id, staff_id, at_ms)
SELECT ?, p.province, p.kind, ?, p.id, ?, ? FROM notice_wording p WHERE p.id = ? AND p.province = ? AND p.kind = ? AND p.act = 1 AND p.staff_id <> ?
AND NOT EXISTS (SELECT 1 FROM notice_wording n WHERE n.province = p.province AND n.kind = p.kind AND n.act < 4 AND n.id > p.id);

-- Of the words that count, named by their proposal.
-- name: wording_end
-- may: admin
-- in: k bytes, staff_id u32, at_ms i64, id u32, province u32, kind u32
INSERT INTO notice_wording (k, province, kind, act, of_id, staff_id, at_ms)
SELECT ?, d.province, d.kind, 4, d.of_id, ?, ? FROM notice_wording d WHERE d.of_id = ? AND d.province = ? AND d.kind = ? AND d.act = 2
AND NOT EXISTS (SELECT 1 FROM notice_wording n WHERE n.province = d.province AND n.kind = d.kind AND n.act IN (2, 4) AND n.id > d.id);
