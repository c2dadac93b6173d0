-- What machines may do: each has a key of its own, kept as a hash, for named rights in one province. Made and revoked by `hotline api`.
CREATE TABLE api_key (
	id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(60) NOT NULL UNIQUE,	-- whose it is: 广州话务平台
	key_hash VARBINARY(32) NOT NULL UNIQUE,
	rights VARBINARY(60) NOT NULL,		-- words between spaces: call
	province INT UNSIGNED NOT NULL,
	made_by INT UNSIGNED NOT NULL,
	made_ms BIGINT NOT NULL,
	revoked_ms BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

-- A call as the telephone exchange tells it, for as long as somebody may have to call back. The number is sealed for the vault's key, which the
-- program that writes it does not have, and found by the same blind index as tickets are.
CREATE TABLE call_in (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	province INT UNSIGNED NOT NULL,
	key_id INT UNSIGNED NOT NULL,
	call_id VARBINARY(64) NOT NULL,		-- the exchange's own name for it
	staff_id INT UNSIGNED NOT NULL,		-- at whose desk; 0: at nobody's
	suite TINYINT UNSIGNED NOT NULL,
	phone_index VARBINARY(16) NOT NULL,	-- '' when the number is withheld
	phone_mask VARCHAR(24) NOT NULL,
	vault_key VARBINARY(16) NOT NULL,	-- the id of the vault's key that it is wrapped for
	wrapped VARBINARY(200) NOT NULL,
	sealed VARBINARY(200) NOT NULL,
	rang_ms BIGINT NOT NULL,
	answered_ms BIGINT NOT NULL,		-- 0: not yet, or never
	ended_ms BIGINT NOT NULL,
	back_by INT UNSIGNED NOT NULL DEFAULT 0,	-- of one that nobody answered: who calls back
	back_ms BIGINT NOT NULL DEFAULT 0,
	tries INT UNSIGNED NOT NULL DEFAULT 0,	-- calls back that nobody took
	number VARBINARY(23) NOT NULL DEFAULT '',	-- of the ticket it became
	UNIQUE KEY by_call (key_id, call_id),
	KEY by_staff (staff_id, rang_ms),
	KEY by_back (back_by, back_ms),
	KEY by_missed (province, answered_ms, back_ms, ended_ms),
	KEY by_phone (phone_index, rang_ms),
	KEY by_age (rang_ms)
) ENGINE=InnoDB;
