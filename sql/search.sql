-- Text search for staff: rows of ticket_gram, each gram's newest tickets of a province last; ticket_search says whether grams stand side by side.

-- How many tickets hold a gram, as far as it matters. A beginning is the range of all that begin so.
-- name: gram_count
-- may: admin
-- in: gram_from str, gram_until bytes, province_from u32, province_until u32, most u32
-- out: count u64
SELECT COUNT(*) FROM (SELECT 1 FROM ticket_gram WHERE gram BETWEEN ? AND ? AND province BETWEEN ? AND ? LIMIT ?) c;

-- The ticket behind so many newer ones: the older it is, the rarer is the gram. None: no more than so many hold it.
-- name: gram_depth
-- may: admin
-- in: gram str, province u32, behind u32
-- out: id u64
SELECT ticket_id FROM ticket_gram WHERE gram = ? AND province = ? ORDER BY ticket_id DESC LIMIT 1 OFFSET ?;

-- All tickets of a gram, from one on, as long as they are few.
-- name: gram_few
-- may: admin
-- in: gram_from str, gram_until bytes, province_from u32, province_until u32, since u64, most u32
-- out: id u64
SELECT ticket_id FROM ticket_gram WHERE gram BETWEEN ? AND ? AND province BETWEEN ? AND ? AND ticket_id >= ? LIMIT ?;

-- The newest of one that many hold.
-- name: gram_newest
-- may: admin
-- in: gram str, province u32, before u64, most u32
-- out: id u64
SELECT ticket_id FROM ticket_gram WHERE gram = ? AND province = ? AND ticket_id < ? ORDER BY ticket_id DESC LIMIT ?;

-- Which of these tickets hold a gram, and all grams as typed (grams_asked); pattern '': the gram says it all. ids: [1,2].
-- name: gram_among
-- may: admin
-- in: ids str, gram str, any_pattern str, pattern str
-- out: id u64
SELECT j.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN ticket_search s ON s.ticket_id = j.id
STRAIGHT_JOIN ticket_gram g ON g.gram = ? AND g.province = s.province AND g.ticket_id = j.id WHERE ? = '' OR CONCAT(' ', s.grams, ' ') REGEXP ?;

-- Rows of these tickets within a reach, newest first; unit '' for any.
-- name: search_rows
-- may: admin
-- in: ids str, region_from u32, region_until u32, any_unit str, unit str, any_pattern str, pattern str, most u32
-- out: @queue_row
SELECT {t.queue_row} FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j STRAIGHT_JOIN ticket t ON t.id = j.id
WHERE t.region BETWEEN ? AND ? AND (? = '' OR t.unit = ?)
AND (? = '' OR (SELECT CONCAT(' ', s.grams, ' ') REGEXP ? FROM ticket_search s WHERE s.ticket_id = t.id)) ORDER BY t.id DESC LIMIT ?;
