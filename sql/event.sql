-- Events: what made a ticket what it is. Only ever added.

-- row: event_row: seq u32, at_ms i64, type u32, from_state u32, to_state u32, actor_kind u32, actor_id u32, unit str, suite u32, prev_hash bytes, hash bytes, canonical bytes

-- name: event_insert
-- may: portal admin api worker hotline
-- in: ticket_id u64, seq u32, at_ms i64, type u32, from_state u32, to_state u32, actor_kind u32, actor_id u32, unit str, suite u32, prev_hash bytes, hash bytes, canonical bytes
INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, unit, suite, prev_hash, hash, canonical)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: event_of_ticket
-- may: portal admin audit api worker hotline
-- in: ticket_id u64
-- out: @event_row
SELECT {event_row} FROM event WHERE ticket_id = ? ORDER BY seq;

-- name: event_first
-- may: portal
-- in: ticket_id u64
-- out: @event_row
SELECT {event_row} FROM event WHERE ticket_id = ? AND seq = 1;

-- Which event says last who the person is: the filing, or a correction by the person.
-- name: event_of_person
-- may: admin
-- in: ticket_id u64, corrected u32
-- out: @event_row
SELECT {event_row} FROM event WHERE ticket_id = ? AND (seq = 1 OR type = ? AND JSON_VALUE(CONVERT(canonical USING utf8mb4), '$.facts.fields') LIKE '%person')
ORDER BY seq DESC LIMIT 1;

-- Who did such a thing last.
-- name: event_last_actor
-- may: admin hotline
-- in: ticket_id u64, type u32, actor_kind u32
-- out: actor_id u32
SELECT actor_id FROM event WHERE ticket_id = ? AND type = ? AND actor_kind = ? ORDER BY seq DESC LIMIT 1;

-- name: event_text_insert
-- may: portal admin api worker hotline
-- in: ticket_id u64, seq u32, field str, salt bytes, body str
INSERT INTO event_text (ticket_id, seq, field, salt, body) VALUES (?, ?, ?, ?, ?);

-- name: event_text_of_ticket
-- may: portal admin audit api worker hotline
-- in: ticket_id u64
-- out: seq u32, field str, salt bytes, body str
SELECT seq, field, salt, body FROM event_text WHERE ticket_id = ? ORDER BY seq, field;

-- A ticket's events with their words in one answer: an event stands as often as it has texts, at least once.
-- name: event_told
-- may: portal admin audit
-- in: ticket_id u64
-- out: seq u32, at_ms i64, type u32, to_state u32, actor_kind u32, actor_id u32, unit str, hash bytes, canonical bytes, field str, body str
SELECT e.seq, e.at_ms, e.type, e.to_state, e.actor_kind, e.actor_id, e.unit, e.hash, e.canonical, COALESCE(t.field, ''), COALESCE(t.body, '')
FROM event e LEFT JOIN event_text t ON t.ticket_id = e.ticket_id AND t.seq = e.seq WHERE e.ticket_id = ? ORDER BY e.seq;

-- name: event_queue_insert
-- may: portal admin api worker hotline
-- in: ticket_id u64, seq u32
INSERT INTO event_queue (ticket_id, seq) VALUES (?, ?);

-- name: idempotency_insert
-- may: portal admin api worker hotline
-- in: k bytes, ticket_id u64, seq u32, at_ms i64
INSERT INTO idempotency (k, ticket_id, seq, at_ms) VALUES (?, ?, ?, ?);

-- name: idempotency_find
-- may: portal admin api worker hotline
-- in: k bytes
-- out: ticket_id u64, seq u32, at_ms i64
SELECT ticket_id, seq, at_ms FROM idempotency WHERE k = ?;

-- The view of migration 0130: the seal of a ticket for some seconds after the event that says who looks and why.
-- name: vault_open
-- may: admin
-- in: ticket_id u64, seq u32
-- out: suite u32, key_id str, wrapped bytes, sealed bytes
SELECT suite, key_id, wrapped, sealed FROM vault_open WHERE ticket_id = ? AND seq = ?;

-- The procedure of migration 0130: to a ticket that is just being split off another, its person, unopened.
-- name: vault_carry
-- may: admin
-- in: from_id u64, to_id u64
CALL vault_carry(?, ?);

-- name: attachment_insert
-- may: portal admin api hotline
-- in: ticket_id u64, seq u32, name str, type str, size u64, sha256 bytes, path str, thumb_width u32, thumb_height u32, checked u32
INSERT INTO attachment (ticket_id, seq, name, type, size, sha256, path, thumb_width, thumb_height, checked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: attachment_of_ticket
-- may: portal admin audit worker
-- in: ticket_id u64
-- out: id u64, seq u32, name str, type str, size u64, sha256 bytes, path str, thumb_width u32, thumb_height u32, checked u32, found str
SELECT id, seq, name, type, size, sha256, path, thumb_width, thumb_height, checked, found FROM attachment WHERE ticket_id = ? ORDER BY id;

-- name: attachment_decide
-- may: admin worker
-- in: checked u32, keeps u32, found str, id u64, ticket_id u64, was u32
UPDATE attachment SET checked = ?, found = IF(?, found, ?) WHERE id = ? AND ticket_id = ? AND checked = ?;
