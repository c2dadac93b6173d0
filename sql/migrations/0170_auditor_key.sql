-- Public keys of auditors (X25519), to which what they ask for is sealed on wish. Only added to: the newest row of a person counts, and one
-- without a key says that it was taken back.

CREATE TABLE auditor_key (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	staff_id INT UNSIGNED NOT NULL,
	key_id VARBINARY(16) NOT NULL,		-- first 16 hex digits of SHA-256 over the key; '' none
	public_key VARBINARY(32) NOT NULL,
	at_ms BIGINT NOT NULL,
	KEY by_staff (staff_id, id)
) ENGINE=InnoDB;
