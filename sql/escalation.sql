-- When the worker asks again who should hear of an open matter.

-- name: escalation_check_put
-- may: worker
-- in: ticket_id u64, check_ms i64
INSERT INTO escalation_check (ticket_id, check_ms) VALUES (?, ?) ON DUPLICATE KEY UPDATE check_ms = VALUES(check_ms);

-- name: escalation_check_drop
-- may: worker
-- in: ticket_id u64
DELETE FROM escalation_check WHERE ticket_id = ?;
