-- What backup and restore ask. The table unverified_restore stands only while a restored database has not proven itself.

-- name: restore_unverified
-- may: hotline
-- in: schema str
-- out: count u64
SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = 'unverified_restore';

-- name: ticket_count
-- may: hotline
-- out: count u64
SELECT COUNT(*) FROM ticket;

-- What cannot be made again from the checked-in facts.
-- name: table_counts
-- may: hotline
-- out: name str, count u64
SELECT 'ticket', COUNT(*) FROM ticket
UNION ALL SELECT 'event', COUNT(*) FROM event
UNION ALL SELECT 'event_text', COUNT(*) FROM event_text
UNION ALL SELECT 'demand', COUNT(*) FROM demand
UNION ALL SELECT 'order_number', COUNT(*) FROM order_number
UNION ALL SELECT 'attachment', COUNT(*) FROM attachment
UNION ALL SELECT 'vault', COUNT(*) FROM vault
UNION ALL SELECT 'api_key', COUNT(*) FROM api_key
UNION ALL SELECT 'auditor_key', COUNT(*) FROM auditor_key
UNION ALL SELECT 'call_in', COUNT(*) FROM call_in
UNION ALL SELECT 'vault_key', COUNT(*) FROM vault_key
UNION ALL SELECT 'notice_contact', COUNT(*) FROM notice_contact
UNION ALL SELECT 'notice', COUNT(*) FROM notice
UNION ALL SELECT 'recovery', COUNT(*) FROM recovery
UNION ALL SELECT 'phone_check', COUNT(*) FROM phone_check
UNION ALL SELECT 'erasure_wish', COUNT(*) FROM erasure_wish
UNION ALL SELECT 'idempotency', COUNT(*) FROM idempotency
UNION ALL SELECT 'tie', COUNT(*) FROM tie
UNION ALL SELECT 'event_queue', COUNT(*) FROM event_queue
UNION ALL SELECT 'archive', COUNT(*) FROM archive
UNION ALL SELECT 'log_entry', COUNT(*) FROM log_entry
UNION ALL SELECT 'log_node', COUNT(*) FROM log_node
UNION ALL SELECT 'log_checkpoint', COUNT(*) FROM log_checkpoint
UNION ALL SELECT 'log_pending', COUNT(*) FROM log_pending
UNION ALL SELECT 'reading', COUNT(*) FROM reading
UNION ALL SELECT 'sample_period', COUNT(*) FROM sample_period
UNION ALL SELECT 'sample_secret', COUNT(*) FROM sample_secret
UNION ALL SELECT 'sample_draw', COUNT(*) FROM sample_draw
UNION ALL SELECT 'finding', COUNT(*) FROM finding
UNION ALL SELECT 'finding_step', COUNT(*) FROM finding_step
UNION ALL SELECT 'inspection', COUNT(*) FROM inspection
UNION ALL SELECT 'inspection_ticket', COUNT(*) FROM inspection_ticket
UNION ALL SELECT 'article', COUNT(*) FROM article
UNION ALL SELECT 'article_use', COUNT(*) FROM article_use
UNION ALL SELECT 'reply_template', COUNT(*) FROM reply_template
UNION ALL SELECT 'holiday', COUNT(*) FROM holiday
UNION ALL SELECT 'holiday_change', COUNT(*) FROM holiday_change
UNION ALL SELECT 'unit_duty', COUNT(*) FROM unit_duty
UNION ALL SELECT 'calendar_plan', COUNT(*) FROM calendar_plan
UNION ALL SELECT 'office_change', COUNT(*) FROM office_change
UNION ALL SELECT 'brand_change', COUNT(*) FROM brand_change
UNION ALL SELECT 'notice_wording', COUNT(*) FROM notice_wording
UNION ALL SELECT 'unit', COUNT(*) FROM unit
UNION ALL SELECT 'staff', COUNT(*) FROM staff
UNION ALL SELECT 'invitation', COUNT(*) FROM invitation
UNION ALL SELECT 'absence', COUNT(*) FROM absence
UNION ALL SELECT 'staff_act', COUNT(*) FROM staff_act
UNION ALL SELECT 'rollup', COUNT(*) FROM rollup
UNION ALL SELECT 'rollup_month', COUNT(*) FROM rollup_month
UNION ALL SELECT 'queue_view', COUNT(*) FROM queue_view
UNION ALL SELECT 'queue_column', COUNT(*) FROM queue_column
UNION ALL SELECT 'job', COUNT(*) FROM job
UNION ALL SELECT 'package_order', COUNT(*) FROM package_order
UNION ALL SELECT 'package_word', COUNT(*) FROM package_word
UNION ALL SELECT 'legacy_system', COUNT(*) FROM legacy_system
UNION ALL SELECT 'legacy_import', COUNT(*) FROM legacy_import
UNION ALL SELECT 'legacy_ticket', COUNT(*) FROM legacy_ticket
UNION ALL SELECT 'measure_mark', COUNT(*) FROM measure_mark
UNION ALL SELECT 'measure_month', COUNT(*) FROM measure_month
UNION ALL SELECT 'reply_print', COUNT(*) FROM reply_print
UNION ALL SELECT 'ticket_rule', COUNT(*) FROM ticket_rule
UNION ALL SELECT 'open_change', COUNT(*) FROM open_change
UNION ALL SELECT 'open_count', COUNT(*) FROM open_count
UNION ALL SELECT 'topic_week', COUNT(*) FROM topic_week
UNION ALL SELECT 'topic_mark', COUNT(*) FROM topic_mark
UNION ALL SELECT 'incident', COUNT(*) FROM incident
UNION ALL SELECT 'incident_word', COUNT(*) FROM incident_word;

-- The list of grants counts as not applied, so that the next init applies it.
-- name: grants_forget
-- may: hotline
DELETE FROM seed_file WHERE name = 'grants.tsv';

-- What lists show of people, and their phones' index: of a backup it lies apart.
-- name: people_named
-- may: hotline
-- out: id u64, phone_index bytes, phone_mask str, name_mask str
SELECT id, phone_index, phone_mask, name_mask FROM ticket WHERE phone_index <> '' OR phone_mask <> '' OR name_mask <> '';
