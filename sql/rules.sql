-- What hotline rules diff reads: matters as they were when they were filed.

-- name: rules_replay
-- may: hotline
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32
-- out: number str, kind u32, source u32, item u32, region u32, confidential u32, urgent u32, filed_ms i64
SELECT number, kind, source, item, region, confidential, urgent, filed_ms FROM ticket
WHERE filed_ms >= ? AND filed_ms < ? AND region BETWEEN ? AND ? ORDER BY filed_ms, id;
