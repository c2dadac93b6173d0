-- The key of each seal lies apart from the seal, so that a backup can hold the one without the other: keys that are destroyed open no
-- backup either, however old it is.

CREATE TABLE vault_key (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	key_id VARBINARY(16) NOT NULL,		-- of the vault's key that it is wrapped for; '': the one before there were ids
	wrapped VARBINARY(200) NOT NULL,
	KEY by_key (key_id, ticket_id)
) ENGINE=InnoDB;
INSERT INTO vault_key (ticket_id, key_id, wrapped) SELECT ticket_id, '', wrapped FROM vault WHERE wrapped <> '';

CREATE OR REPLACE SQL SECURITY DEFINER VIEW vault_open AS
	SELECT v.ticket_id, e.seq, v.suite, k.key_id, k.wrapped, v.sealed FROM vault v JOIN vault_key k ON k.ticket_id = v.ticket_id
	JOIN event e ON e.ticket_id = v.ticket_id WHERE e.type = 23 AND vault_may_open(e.ticket_id, e.seq) = 1;
ALTER TABLE vault DROP COLUMN wrapped;

CREATE OR REPLACE PROCEDURE vault_carry(IN p_from BIGINT UNSIGNED, IN p_to BIGINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_fits INT DEFAULT 0;
	SELECT COUNT(*) INTO v_fits FROM ticket o JOIN event f ON f.ticket_id = o.id AND f.seq = 1 JOIN event n ON n.ticket_id = p_to AND n.seq = 1
		JOIN ticket t ON t.id = p_to AND t.last_seq = 1 WHERE o.id = p_from
		AND JSON_VALUE(CONVERT(n.canonical USING utf8mb4), '$.facts.ticket') = CONVERT(o.number USING utf8mb4)
		AND JSON_VALUE(CONVERT(n.canonical USING utf8mb4), '$.facts.confidential') = JSON_VALUE(CONVERT(f.canonical USING utf8mb4), '$.facts.confidential');
	IF v_fits <> 1 THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a person goes only to a ticket that is being split off';
	END IF;
	INSERT INTO vault (ticket_id, suite, sealed) SELECT p_to, suite, sealed FROM vault WHERE ticket_id = p_from;
	INSERT INTO vault_key (ticket_id, key_id, wrapped) SELECT p_to, key_id, wrapped FROM vault_key WHERE ticket_id = p_from;
	UPDATE ticket t JOIN ticket o ON o.id = p_from SET t.phone_index = o.phone_index, t.phone_mask = o.phone_mask, t.name_mask = o.name_mask
		WHERE t.id = p_to;
END;

-- As in migration 0009, with the key apart and its id.
CREATE OR REPLACE PROCEDURE ticket_file(
	IN p_key VARBINARY(32),
	IN p_id BIGINT UNSIGNED, IN p_number VARBINARY(23), IN p_code_hash VARBINARY(32),
	IN p_kind TINYINT UNSIGNED, IN p_source TINYINT UNSIGNED, IN p_item SMALLINT UNSIGNED,
	IN p_region INT UNSIGNED, IN p_province INT UNSIGNED, IN p_state TINYINT UNSIGNED, IN p_stage TINYINT UNSIGNED,
	IN p_confidential TINYINT UNSIGNED, IN p_urgent TINYINT UNSIGNED, IN p_reply_by TINYINT UNSIGNED,
	IN p_lang VARBINARY(5), IN p_filed_ms BIGINT, IN p_due_ms BIGINT, IN p_answer_due_ms BIGINT,
	IN p_happened_ms BIGINT, IN p_phone_index VARBINARY(16), IN p_phone_mask VARCHAR(24),
	IN p_name_mask VARCHAR(20), IN p_summary VARCHAR(200), IN p_place VARCHAR(200), IN p_company VARCHAR(200),
	IN p_plate VARCHAR(40), IN p_line VARCHAR(200), IN p_external_number VARCHAR(60), IN p_consent VARBINARY(16),
	IN p_rules_version VARBINARY(64), IN p_files TINYINT UNSIGNED,
	IN p_type TINYINT UNSIGNED, IN p_actor_kind TINYINT UNSIGNED, IN p_actor_id INT UNSIGNED,
	IN p_event_unit VARBINARY(16), IN p_suite TINYINT UNSIGNED, IN p_prev_hash VARBINARY(32),
	IN p_hash VARBINARY(32), IN p_canonical BLOB,
	IN p_vault_suite TINYINT UNSIGNED, IN p_vault_key VARBINARY(16), IN p_wrapped VARBINARY(200), IN p_sealed VARBINARY(4096))
	SQL SECURITY INVOKER
BEGIN
	INSERT INTO idempotency (k, ticket_id, seq, at_ms) VALUES (p_key, p_id, 1, p_filed_ms);
	INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, unit, suite,
		prev_hash, hash, canonical)
	VALUES (p_id, 1, p_filed_ms, p_type, 0, p_state, p_actor_kind, p_actor_id, p_event_unit, p_suite,
		p_prev_hash, p_hash, p_canonical);
	INSERT INTO event_queue (ticket_id, seq) VALUES (p_id, 1);
	INSERT INTO ticket (id, number, code_hash, kind, source, item, region, province, state, stage, confidential,
		urgent, reply_by, lang, filed_ms, due_ms, answer_due_ms, updated_ms, happened_ms, phone_index, phone_mask,
		name_mask, summary, place, company, plate, line, external_number, consent, rules_version, files,
		last_seq, last_hash)
	VALUES (p_id, p_number, p_code_hash, p_kind, p_source, p_item, p_region, p_province, p_state, p_stage, p_confidential,
		p_urgent, p_reply_by, p_lang, p_filed_ms, p_due_ms, p_answer_due_ms, p_filed_ms, p_happened_ms, p_phone_index,
		p_phone_mask, p_name_mask, p_summary, p_place, p_company, p_plate, p_line, p_external_number, p_consent,
		p_rules_version, p_files, 1, p_hash);
	IF p_sealed <> '' THEN
		INSERT INTO vault (ticket_id, suite, sealed) VALUES (p_id, p_vault_suite, p_sealed);
		INSERT INTO vault_key (ticket_id, key_id, wrapped) VALUES (p_id, p_vault_key, p_wrapped);
	END IF;
END;
