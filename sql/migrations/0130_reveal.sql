-- The vault opens to nobody: what is sealed in it is shown by a view, ticket by ticket, for ten seconds after an event of the ticket's own
-- chain that says who looks and why (type 23), and only once that event is committed. A confidential ticket's first event says that it is
-- one, and cannot be changed: then somebody else must have agreed (type 56) within the hour, and nobody have looked since.

-- Not within a transaction, which could be rolled back after the look; and with a lock, which waits for one that is not committed yet,
-- whatever the caller's isolation level.
CREATE FUNCTION vault_may_open(p_ticket BIGINT UNSIGNED, p_seq INT UNSIGNED) RETURNS TINYINT
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_by INT UNSIGNED DEFAULT NULL;
	DECLARE v_at BIGINT DEFAULT NULL;
	DECLARE v_kept VARCHAR(8) DEFAULT NULL;
	DECLARE v_agreed INT UNSIGNED DEFAULT NULL;
	DECLARE v_used INT UNSIGNED DEFAULT NULL;
	IF @@in_transaction THEN
		RETURN 0;
	END IF;
	SELECT MAX(actor_id), MAX(at_ms) INTO v_by, v_at FROM event
		WHERE ticket_id = p_ticket AND seq = p_seq AND type = 23 AND at_ms > UNIX_TIMESTAMP(NOW(3)) * 1000 - 10000 LOCK IN SHARE MODE;
	IF v_by IS NULL THEN
		RETURN 0;
	END IF;
	SELECT MAX(JSON_VALUE(CONVERT(canonical USING utf8mb4), '$.facts.confidential')) INTO v_kept FROM event
		WHERE ticket_id = p_ticket AND seq = 1 LOCK IN SHARE MODE;
	IF v_kept = 'no' THEN
		RETURN 1;
	END IF;
	SELECT MAX(seq) INTO v_used FROM event WHERE ticket_id = p_ticket AND type = 23 AND seq < p_seq LOCK IN SHARE MODE;
	SELECT MAX(seq) INTO v_agreed FROM event WHERE ticket_id = p_ticket AND type = 56 AND seq < p_seq AND actor_id <> v_by
		AND at_ms > v_at - 3600000 LOCK IN SHARE MODE;
	RETURN v_agreed IS NOT NULL AND v_agreed > COALESCE(v_used, 0);
END;

CREATE SQL SECURITY DEFINER VIEW vault_open AS
	SELECT v.ticket_id, e.seq, v.suite, v.wrapped, v.sealed FROM vault v JOIN event e ON e.ticket_id = v.ticket_id
	WHERE e.type = 23 AND vault_may_open(e.ticket_id, e.seq) = 1;

-- A ticket that is split off another has the same person. The seal goes over as it is, in the transaction that files the new one, whose
-- first event names the old one and is as confidential as the old one's: nothing becomes easier to look at by splitting.
CREATE PROCEDURE vault_carry(IN p_from BIGINT UNSIGNED, IN p_to BIGINT UNSIGNED)
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
	INSERT INTO vault (ticket_id, suite, wrapped, sealed) SELECT p_to, suite, wrapped, sealed FROM vault WHERE ticket_id = p_from;
	UPDATE ticket t JOIN ticket o ON o.id = p_from SET t.phone_index = o.phone_index, t.phone_mask = o.phone_mask, t.name_mask = o.name_mask
		WHERE t.id = p_to;
END;

-- Who looked at whom is asked by act and time.
ALTER TABLE staff_act ADD KEY by_act (act, at_ms, id);
