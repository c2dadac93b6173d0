-- What the worker does on its own: taking from the queue, indexing, closing, archiving, sweeping.

-- Held by one connection at a time; asking again while holding it is free.
-- name: worker_lock
-- may: worker
-- out: held i32
SELECT COALESCE(IF(IS_USED_LOCK('hotline.worker') = CONNECTION_ID(), 1, GET_LOCK('hotline.worker', 0)), 0);

-- name: event_queue_take
-- may: worker
-- in: after_id u64, most u32
-- out: id u64, ticket_id u64, seq u32
SELECT id, ticket_id, seq FROM event_queue WHERE id > ? ORDER BY id LIMIT ? FOR UPDATE;

-- name: event_queue_done
-- may: worker
-- in: id u64
DELETE FROM event_queue WHERE id = ?;

-- name: event_queue_waiting
-- may: worker hotline
-- out: count u64
SELECT COUNT(*) FROM event_queue;

-- name: ticket_search_put
-- may: worker
-- in: ticket_id u64, grams str, province u32
INSERT INTO ticket_search (ticket_id, grams, province) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE grams = VALUES(grams), province = VALUES(province);

-- name: ticket_search_of
-- may: worker
-- in: ticket_id u64
-- out: grams str, province u32
SELECT grams, province FROM ticket_search WHERE ticket_id = ?;

-- grams: ["公交","交车"].
-- name: ticket_gram_put
-- may: worker
-- in: province u32, ticket_id u64, grams str
INSERT IGNORE INTO ticket_gram (gram, province, ticket_id) SELECT j.gram, ?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS (gram VARBINARY(64) PATH '$')) j;

-- name: ticket_gram_drop
-- may: worker
-- in: grams str, province u32, ticket_id u64
DELETE g FROM JSON_TABLE(?, '$[*]' COLUMNS (gram VARBINARY(64) PATH '$')) j STRAIGHT_JOIN ticket_gram g ON g.gram = j.gram WHERE g.province = ? AND g.ticket_id = ?;

-- Answered, and nobody has to call any more: followup is stage 5, answered is state 6.
-- name: ticket_to_close
-- may: worker
-- in: now_ms i64, most u32
-- out: @ticket_row
SELECT {ticket_row} FROM ticket WHERE state = 6 AND stage = 5 AND due_ms > 0 AND due_ms < ?
ORDER BY due_ms LIMIT ?;

-- name: ticket_to_escalate
-- may: worker
-- in: now_ms i64, most u32
-- out: @ticket_row
SELECT {t.ticket_row} FROM escalation_check c JOIN ticket t ON t.id = c.ticket_id WHERE c.check_ms <= ? ORDER BY c.check_ms LIMIT ?;

-- Closed with its window for reopening past; and what ended without one (11 referred, 12 withdrawn, 14 not accepted).
-- name: ticket_to_archive
-- may: worker
-- in: now_ms i64, ended_before_ms i64, most u32
-- out: id u64, version u32
SELECT id, version FROM ticket WHERE (state = 9 AND due_ms > 0 AND due_ms < ?)
OR (state IN (9, 11, 12, 14, 16) AND due_ms = 0 AND closed_ms < ?) LIMIT ?;

-- name: archive_insert
-- may: worker
-- in: ticket_id u64, number str, archived_ms i64, hash bytes, record bytes
INSERT INTO archive (ticket_id, number, archived_ms, hash, record) VALUES (?, ?, ?, ?, ?);

-- name: archive_find
-- may: audit hotline
-- in: number str
-- out: ticket_id u64, archived_ms i64, hash bytes, record bytes
SELECT ticket_id, archived_ms, hash, record FROM archive WHERE number = ?;

-- name: archive_each
-- may: hotline
-- out: ticket_id u64, number str, of_ticket str, hash bytes, record bytes
SELECT a.ticket_id, a.number, COALESCE(t.number, ''), a.hash, a.record FROM archive a LEFT JOIN ticket t ON t.id = a.ticket_id ORDER BY a.ticket_id;

-- name: attachment_by_path
-- may: worker
-- in: path str
-- out: id u64
SELECT id FROM attachment WHERE path = ? LIMIT 1;

-- What doctor reads through.
-- name: event_each
-- may: hotline
-- out: ticket_id u64, seq u32, at_ms i64, type u32, from_state u32, to_state u32, suite u32, prev_hash bytes, hash bytes
-- out: actor_kind u32, actor_id u32, unit str, canonical bytes, number str, state i32, last_seq u32, last_hash bytes
SELECT e.ticket_id, e.seq, e.at_ms, e.type, e.from_state, e.to_state, e.suite, e.prev_hash, e.hash,
	e.actor_kind, e.actor_id, e.unit, e.canonical, COALESCE(t.number, ''), COALESCE(t.state, 0), COALESCE(t.last_seq, 0), COALESCE(t.last_hash, '')
FROM event e LEFT JOIN ticket t ON t.id = e.ticket_id ORDER BY e.ticket_id, e.seq;

-- Tickets in which a clock runs; not those that wait for the person (4): they are counted again when the answer comes.
-- name: ticket_running_after
-- may: worker hotline
-- in: id u64, most u32
-- out: id u64, version u32
SELECT id, version FROM ticket WHERE id > ? AND state IN (1, 2, 3, 5, 6, 7, 8, 9, 13, 15) AND (due_ms > 0 OR answer_due_ms > 0)
ORDER BY id LIMIT ?;

-- What recompute reads through.
-- name: event_deadline_each
-- may: hotline
-- out: ticket_id u64, seq u32, at_ms i64, type u32, from_state u32, to_state u32, suite u32, prev_hash bytes, hash bytes, canonical bytes, number str, region u32, state u32, stage u32, due_ms i64, answer_due_ms i64, paused_ms i64, last_seq u32, last_hash bytes
SELECT e.ticket_id, e.seq, e.at_ms, e.type, e.from_state, e.to_state, e.suite, e.prev_hash, e.hash, e.canonical,
	COALESCE(t.number, ''), COALESCE(t.region, 0), COALESCE(t.state, 0), COALESCE(t.stage, 0), COALESCE(t.due_ms, 0),
	COALESCE(t.answer_due_ms, 0), COALESCE(t.paused_ms, 0), COALESCE(t.last_seq, 0), COALESCE(t.last_hash, '')
FROM event e LEFT JOIN ticket t ON t.id = e.ticket_id ORDER BY e.ticket_id, e.seq;

-- name: ticket_bare
-- may: hotline
-- out: count u64, number str
SELECT COUNT(*), COALESCE(MIN(t.number), '') FROM ticket t LEFT JOIN event e ON e.ticket_id = t.id AND e.seq = 1 WHERE e.seq IS NULL;

-- name: ticket_without_events
-- may: hotline
-- out: id u64, number str
SELECT t.id, t.number FROM ticket t LEFT JOIN event e ON e.ticket_id = t.id AND e.seq = t.last_seq WHERE e.seq IS NULL ORDER BY t.id;

-- What is had by somebody who was locked or is somebody else now (domain/hands.h); all of it from the index by person.
-- name: assigned_in_vain
-- may: worker
-- in: centre u32, unit u32, reviewers u32, callers u32, most u32
-- out: id u64, version u32
SELECT t.id, t.version FROM (
	SELECT t.id FROM ticket t FORCE INDEX (by_assignee) JOIN staff s ON s.id = t.assignee WHERE t.assignee > 0 AND (s.active = 0 OR
		NOT s.role & CASE WHEN t.state IN (1, 8, 13) THEN ? WHEN t.state IN (2, 3, 4) THEN ? WHEN t.state = 5 THEN ? ELSE ? END OR
		CASE WHEN t.state IN (2, 3, 4) THEN s.unit <> t.unit
			WHEN s.region MOD 10000 = 0 THEN s.region NOT IN (0, t.region DIV 10000 * 10000)
			WHEN s.region MOD 100 = 0 THEN s.region <> t.region DIV 100 * 100 ELSE s.region <> t.region END)
	LIMIT ?) v JOIN ticket t ON t.id = v.id;

-- Each ticket beside its events, one after the other.
-- row: present_row: {ticket_row}, canonical bytes
-- name: present_each
-- may: hotline
-- out: @present_row
SELECT {t.ticket_row}, e.canonical FROM ticket t JOIN event e ON e.ticket_id = t.id ORDER BY t.id, e.seq;

-- Each event beside its words; field '' where it has none.
-- name: event_text_each
-- may: hotline
-- out: ticket_id u64, seq u32, number str, canonical bytes, field str, salt bytes, body str
SELECT e.ticket_id, e.seq, COALESCE(t.number, ''), e.canonical, COALESCE(x.field, ''), COALESCE(x.salt, ''), COALESCE(x.body, '')
FROM event e LEFT JOIN ticket t ON t.id = e.ticket_id LEFT JOIN event_text x ON x.ticket_id = e.ticket_id AND x.seq = e.seq
ORDER BY e.ticket_id, e.seq, x.field;

-- name: event_text_astray
-- may: hotline
-- out: ticket_id u64, seq u32, field str
SELECT x.ticket_id, x.seq, x.field FROM event_text x LEFT JOIN event e ON e.ticket_id = x.ticket_id AND e.seq = x.seq WHERE e.seq IS NULL
ORDER BY x.ticket_id, x.seq, x.field;

-- Files that no event committed to, and files an event committed to that are not listed.
-- name: attachment_astray
-- may: hotline
-- out: ticket_id u64, seq u32, name str
SELECT a.ticket_id, a.seq, a.name FROM attachment a LEFT JOIN event_text x ON x.ticket_id = a.ticket_id AND x.seq = a.seq AND x.field LIKE 'file%'
	AND CAST(x.body AS BINARY) = CAST(CONCAT(LOWER(HEX(a.sha256)), ' ', a.name) AS BINARY) WHERE x.seq IS NULL
UNION ALL
SELECT x.ticket_id, x.seq, SUBSTRING(x.body, 66) FROM event_text x LEFT JOIN attachment a ON a.ticket_id = x.ticket_id AND a.seq = x.seq
	AND CAST(x.body AS BINARY) = CAST(CONCAT(LOWER(HEX(a.sha256)), ' ', a.name) AS BINARY) WHERE x.field LIKE 'file%' AND a.seq IS NULL;

-- word: of the three types, the last event about the file; 0 none.
-- name: attachment_each
-- may: hotline
-- in: held u32, released u32, destroyed u32
-- out: number str, name str, size u64, sha256 bytes, path str, checked u32, word u32
SELECT t.number, a.name, a.size, a.sha256, a.path, a.checked, COALESCE((SELECT e.type FROM event e WHERE e.ticket_id = a.ticket_id AND e.type IN (?, ?, ?)
	AND JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.file_id') = CAST(a.id AS CHAR) ORDER BY e.seq DESC LIMIT 1), 0)
FROM attachment a JOIN ticket t ON t.id = a.ticket_id ORDER BY a.id;

-- Whole-table and single-column rights of the serving accounts, one row each, as grants.tsv words them.
-- name: grants_held
-- may: hotline
-- in: schema_of_tables str, schema_of_columns str, schema_of_procedures str
-- out: account str, table_name str, privilege str
SELECT REPLACE(SUBSTRING_INDEX(GRANTEE, '@', 1), '''', ''), TABLE_NAME, PRIVILEGE_TYPE FROM information_schema.TABLE_PRIVILEGES
WHERE TABLE_SCHEMA = ? AND GRANTEE IN ('''portal''@''localhost''', '''status''@''localhost''', '''admin''@''localhost''', '''audit''@''localhost''', '''api''@''localhost''', '''worker''@''localhost''')
UNION ALL
SELECT REPLACE(SUBSTRING_INDEX(GRANTEE, '@', 1), '''', ''), TABLE_NAME, CONCAT(PRIVILEGE_TYPE, ' (', COLUMN_NAME, ')') FROM information_schema.COLUMN_PRIVILEGES
WHERE TABLE_SCHEMA = ? AND GRANTEE IN ('''portal''@''localhost''', '''status''@''localhost''', '''admin''@''localhost''', '''audit''@''localhost''', '''api''@''localhost''', '''worker''@''localhost''')
UNION ALL
SELECT User, CONCAT(Routine_name, '()'), UPPER(Proc_priv) FROM mysql.procs_priv
WHERE Db = ? AND User IN ('portal', 'status', 'admin', 'audit', 'api', 'worker')
ORDER BY 1, 2, 3;
