-- What `hotline init` itself needs.

-- name: migration_applied
-- may: hotline
-- in: name str
-- out: at_ms i64
SELECT at_ms FROM schema_migration WHERE name = ?;

-- name: migration_done
-- may: hotline
-- in: name str, at_ms i64
INSERT INTO schema_migration (name, at_ms) VALUES (?, ?);

-- name: granted_tables
-- may: hotline
-- in: schema str
-- out: account str, table_name str
SELECT User, Table_name FROM mysql.tables_priv WHERE Db = ? AND User IN ('portal', 'status', 'admin', 'audit', 'api', 'worker');
