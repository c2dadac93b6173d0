-- Who a filing is from may be put right by its person for ten minutes, as long as nobody has begun on it. The program that takes the
-- correction may put people into the vault and nothing else; so that it need not be let at all of it, this does it, for such a ticket.
CREATE PROCEDURE contact_correct(IN p_ticket BIGINT UNSIGNED, IN p_suite TINYINT UNSIGNED, IN p_vault_key VARBINARY(16), IN p_wrapped VARBINARY(200), IN p_sealed VARBINARY(4096))
	SQL SECURITY DEFINER
BEGIN
	-- LIMIT_CORRECTION_MS, and what a transaction may take after the program looked at the clock.
	IF NOT EXISTS (SELECT 1 FROM ticket WHERE id = p_ticket AND state = 1 AND filed_ms > UNIX_TIMESTAMP(NOW(3)) * 1000 - 605000) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the time to correct is over';
	END IF;
	IF p_sealed = '' THEN
		DELETE FROM vault_key WHERE ticket_id = p_ticket;
		DELETE FROM vault WHERE ticket_id = p_ticket;
	ELSE
		INSERT INTO vault (ticket_id, suite, sealed) VALUES (p_ticket, p_suite, p_sealed)
		ON DUPLICATE KEY UPDATE suite = VALUES(suite), sealed = VALUES(sealed);
		INSERT INTO vault_key (ticket_id, key_id, wrapped) VALUES (p_ticket, p_vault_key, p_wrapped)
		ON DUPLICATE KEY UPDATE key_id = VALUES(key_id), wrapped = VALUES(wrapped);
	END IF;
END;
