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

-- Procedures with brackets after their name, as in grants.tsv.
-- name: granted_objects
-- may: hotline
-- in: schema_of_tables str, schema_of_procedures str
-- out: account str, object str
SELECT User, Table_name FROM mysql.tables_priv WHERE Db = ? AND User IN ('portal', 'status', 'admin', 'audit', 'api', 'worker')
UNION ALL
SELECT User, CONCAT(Routine_name, '()') FROM mysql.procs_priv WHERE Db = ? AND User IN ('portal', 'status', 'admin', 'audit', 'api', 'worker');

-- What doctor holds the server to; deploy/my.cnf says why.
-- name: server_settings
-- may: hotline
-- out: sql_mode str, charset str, collation str, isolation str, flush i32, doublewrite i32, min_token i32, stopwords i32
SELECT @@GLOBAL.sql_mode, @@GLOBAL.character_set_server, @@GLOBAL.collation_server, @@SESSION.tx_isolation, @@GLOBAL.innodb_flush_log_at_trx_commit, @@GLOBAL.innodb_doublewrite, @@GLOBAL.innodb_ft_min_token_size, @@GLOBAL.innodb_ft_enable_stopword;
