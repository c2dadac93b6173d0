-- Groups about the same matter (kind 2: other_id leads ticket_id). What the worker has still to do for a member is its phase:
-- 2 asked to join, 3 the leader's reply is owed to it, 4 to leave; 5 refused (why says for what), 6 told the reply.

ALTER TABLE tie
	ADD role INT UNSIGNED NOT NULL DEFAULT 0,	-- in which staff_id acted; 0: nobody, the leader ended
	ADD why VARBINARY(24) NOT NULL DEFAULT '',
	ADD KEY by_phase (kind, phase, ticket_id);
