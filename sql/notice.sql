-- Notices: where to, and the outbox.

-- name: notice_contact_insert
-- may: portal admin api hotline
-- in: ticket_id u64, channels u32, token_hash bytes, key_id str, wrapped bytes, sealed bytes
INSERT INTO notice_contact (ticket_id, channels, token_hash, key_id, wrapped, sealed) VALUES (?, ?, ?, ?, ?, ?);

-- name: notice_contact_stop
-- may: portal
-- in: token_hash bytes
DELETE FROM notice_contact WHERE token_hash = ?;

-- name: notice_contact_drop
-- may: worker
-- in: ticket_id u64
DELETE FROM notice_contact WHERE ticket_id = ?;

-- name: notice_channels
-- may: worker
-- in: ticket_id u64
-- out: channels u32
SELECT channels FROM notice_contact WHERE ticket_id = ?;

-- name: notice_put
-- may: worker
-- in: ticket_id u64, seq u32, channel u32, kind u32, k bytes, next_ms i64, made_ms i64
INSERT INTO notice (ticket_id, seq, channel, kind, state, k, next_ms, made_ms) VALUES (?, ?, ?, ?, 1, ?, ?, ?);

-- Where to: what the ticket keeps for its notices, or what came with an ask for a new query code or with a code, which are worth nothing after until_ms.
-- name: notice_due
-- may: worker
-- in: now_ms i64, most u32
-- out: id u64, ticket_id u64, seq u32, channel u32, kind u32, k bytes, tries u32, made_ms i64, number str, lang str, province u32, confidential u32, answer_due_ms i64, until_ms i64, key_id str, wrapped bytes, sealed bytes
SELECT n.id, n.ticket_id, n.seq, n.channel, n.kind, n.k, n.tries, n.made_ms, COALESCE(t.number, ''), COALESCE(t.lang, p.lang, ''), COALESCE(t.province, p.province, 0),
	COALESCE(t.confidential, 0), COALESCE(t.answer_due_ms, 0), COALESCE(r.until_ms, p.until_ms, 0), COALESCE(r.key_id, p.key_id, c.key_id, ''),
	COALESCE(r.wrapped, p.wrapped, c.wrapped, ''), COALESCE(r.sealed, p.sealed, c.sealed, '')
FROM notice n LEFT JOIN ticket t ON t.id = n.ticket_id LEFT JOIN recovery r ON r.id = n.recovery LEFT JOIN phone_check p ON p.id = n.phone_check
	LEFT JOIN notice_contact c ON c.ticket_id = n.ticket_id AND n.recovery = 0
WHERE n.state = 1 AND n.next_ms <= ? ORDER BY n.next_ms LIMIT ?;

-- Why an extension was asked for: the words of that event and of no other.
-- name: notice_reason
-- may: worker
-- in: ticket_id u64, before_seq u32, asked u32
-- out: body str
SELECT t.body FROM event e JOIN event_text t ON t.ticket_id = e.ticket_id AND t.seq = e.seq AND t.field = 'reason'
WHERE e.ticket_id = ? AND e.seq < ? AND e.type = ? ORDER BY e.seq DESC LIMIT 1;

-- name: notices_of_ticket
-- may: portal
-- in: ticket_id u64
-- out: channel u32, kind u32, state u32, made_ms i64, done_ms i64
SELECT channel, kind, state, made_ms, done_ms FROM notice WHERE ticket_id = ? ORDER BY id DESC LIMIT 50;

-- name: notice_any_of
-- may: portal
-- in: contact_ticket u64, noticed_ticket u64
-- out: contact u32, noticed u32
SELECT EXISTS (SELECT 1 FROM notice_contact WHERE ticket_id = ?), EXISTS (SELECT 1 FROM notice WHERE ticket_id = ?);

-- name: notice_contact_erase
-- may: portal
-- in: ticket_id u64
DELETE FROM notice_contact WHERE ticket_id = ?;

-- name: filed_by_phone
-- may: portal
-- in: phone_index bytes, since_ms i64, most u32
-- out: count u64
SELECT COUNT(*) FROM (SELECT 1 FROM ticket WHERE phone_index = ? AND filed_ms > ? LIMIT ?) AS newest;

-- Written before it is sent: whoever dies meanwhile does not come back to it at once.
-- name: notice_begun
-- may: worker
-- in: next_ms i64, id u64
UPDATE notice SET tries = tries + 1, next_ms = ? WHERE id = ?;

-- name: notice_over
-- may: worker
-- in: state u32, done_ms i64, id u64
UPDATE notice SET state = ?, done_ms = ? WHERE id = ? AND state = 1;

-- name: notice_channel_off
-- may: worker
-- in: done_ms i64, channel u32
UPDATE notice SET state = 4, done_ms = ? WHERE state = 1 AND channel = ? LIMIT 1000;

-- Whatever became of them; those that wait have no done_ms.
-- name: notice_sweep
-- may: worker
-- in: before_ms i64
DELETE FROM notice WHERE done_ms BETWEEN 1 AND ? ORDER BY done_ms LIMIT 1000;
