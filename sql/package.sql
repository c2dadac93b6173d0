-- What goes into a signed package: tickets and their events in the order of ids, which is that of filing.

-- name: package_tickets
-- may: hotline
-- in: id_from u64, id_until u64, region_from u32, region_until u32
-- out: @export_row
SELECT {export_row} FROM ticket WHERE id >= ? AND id < ? AND region BETWEEN ? AND ? ORDER BY id;

-- Along the events' own key, so that nothing is sorted whatever their number.
-- name: package_events
-- may: hotline
-- in: id_from u64, id_until u64, region_from u32, region_until u32
-- out: ticket_id u64, number str, seq u32, suite u32, prev_hash bytes, hash bytes, canonical bytes
SELECT e.ticket_id, t.number, e.seq, e.suite, e.prev_hash, e.hash, e.canonical
FROM event e STRAIGHT_JOIN ticket t ON t.id = e.ticket_id
WHERE e.ticket_id >= ? AND e.ticket_id < ? AND t.region BETWEEN ? AND ? ORDER BY e.ticket_id, e.seq;

-- Words that were not erased; who the person is lies in the vault and never here.
-- name: package_texts
-- may: hotline
-- in: id_from u64, id_until u64, region_from u32, region_until u32
-- out: ticket_id u64, number str, seq u32, field str, salt bytes, body str
SELECT x.ticket_id, t.number, x.seq, x.field, x.salt, x.body
FROM event_text x STRAIGHT_JOIN ticket t ON t.id = x.ticket_id
WHERE x.ticket_id >= ? AND x.ticket_id < ? AND t.region BETWEEN ? AND ? ORDER BY x.ticket_id, x.seq, x.field;
