-- Tickets: the present of a matter.

-- row: ticket_row: id u64, number str, kind u32, source u32, item u32, region u32, province u32, state u32, stage u32, unit str, assignee u32, confidential u32, urgent u32, reply_by u32, lang str, filed_ms i64, due_ms i64, answer_due_ms i64, paused_ms i64, answered_ms i64, closed_ms i64, updated_ms i64, happened_ms i64, instant u32, returns u32, reworks u32, rating u32, followed_up u32, sampled u32, step u32, step_stage u32, step_level u32, card u32, phone_mask str, name_mask str, summary str, place str, company str, plate str, line str, external_number str, rules_version str, files u32, last_seq u32, last_hash bytes, version u32, code_hash bytes, code_tries u32, code_locked_until_ms i64

-- name: ticket_by_number
-- may: portal admin audit api worker hotline
-- in: number str
-- out: @ticket_row
SELECT {ticket_row} FROM ticket WHERE number = ?;

-- What the tracking page shows, in one answer and no more than that: of the ticket that a number names what its person sees and what opens it, beside each of its
-- events, which stand as often as they have texts (event_told). It is the page that is asked for most: the order of the tables is said, since finding it anew costs a
-- tenth of the answer.
-- name: ticket_shown
-- may: portal
-- in: number str
-- out: id u64, number str, kind u32, item u32, region u32, state u32, unit str, confidential u32, filed_ms i64, due_ms i64, answer_due_ms i64, paused_ms i64, answered_ms i64, returns u32, phone_mask str, name_mask str, rules_version str, files u32, code_hash bytes, code_tries u32, code_locked_until_ms i64, seq u32, at_ms i64, type u32, actor_kind u32, canonical bytes, field str, body str
SELECT STRAIGHT_JOIN k.id, k.number, k.kind, k.item, k.region, k.state, k.unit, k.confidential, k.filed_ms, k.due_ms, k.answer_due_ms, k.paused_ms, k.answered_ms, k.returns, k.phone_mask, k.name_mask, k.rules_version, k.files, k.code_hash, k.code_tries, k.code_locked_until_ms, e.seq, e.at_ms, e.type, e.actor_kind, e.canonical, COALESCE(t.field, ''), COALESCE(t.body, '')
FROM ticket k JOIN event e FORCE INDEX (PRIMARY) ON e.ticket_id = k.id LEFT JOIN event_text t FORCE INDEX (PRIMARY) ON t.ticket_id = e.ticket_id AND t.seq = e.seq
WHERE k.number = ? ORDER BY e.seq;

-- name: ticket_by_id
-- may: portal admin audit api worker hotline
-- in: id u64
-- out: @ticket_row
SELECT {ticket_row} FROM ticket WHERE id = ?;

-- name: ticket_lock
-- may: portal admin api worker hotline
-- in: id u64
-- out: @ticket_row
SELECT {ticket_row} FROM ticket WHERE id = ? FOR UPDATE;

-- name: ticket_code_failed
-- may: portal
-- in: limit u32, until_ms i64, id u64
UPDATE ticket SET code_locked_until_ms = IF(code_tries + 1 >= ?, ?, code_locked_until_ms), code_tries = code_tries + 1 WHERE id = ?;

-- name: ticket_code_passed
-- may: portal
-- in: id u64
UPDATE ticket SET code_tries = 0, code_locked_until_ms = 0 WHERE id = ?;

-- The procedure of migration 0131: key, event, queue entry, ticket and sealed person in one round trip.
-- name: ticket_file
-- may: portal admin api worker hotline
-- in: k bytes, id u64, number str, code_hash bytes, kind u32, source u32, item u32, region u32, province u32, state u32, stage u32
-- in: confidential u32, urgent u32, reply_by u32, lang str, filed_ms i64, due_ms i64, answer_due_ms i64, happened_ms i64
-- in: phone_index bytes, phone_mask str, name_mask str, summary str, place str, company str, plate str, line str
-- in: external_number str, consent str, rules_version str, files u32
-- in: type u32, actor_kind u32, actor_id u32, event_unit str, suite u32, prev_hash bytes, hash bytes, canonical bytes
-- in: vault_suite u32, vault_key str, wrapped bytes, sealed bytes
CALL ticket_file(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: ticket_update
-- may: portal admin api worker hotline
-- in: region u32, province u32, state u32, stage u32, unit str, assignee u32, due_ms i64, answer_due_ms i64, paused_ms i64, answered_ms i64, closed_ms i64, instant u32, returns u32, reworks u32, rating u32, followed_up u32, sampled u32, step u32, step_stage u32, step_level u32, card u32, files u32, updated_ms i64, last_seq u32, last_hash bytes, id u64, version u32
UPDATE ticket SET region = ?, province = ?, state = ?, stage = ?, unit = ?, assignee = ?, due_ms = ?, answer_due_ms = ?, paused_ms = ?, answered_ms = ?, closed_ms = ?, instant = ?, returns = ?, reworks = ?, rating = ?, followed_up = ?, sampled = ?, step = ?, step_stage = ?, step_level = ?, card = ?, files = ?, updated_ms = ?, last_seq = ?, last_hash = ?, version = version + 1
WHERE id = ? AND version = ?;
