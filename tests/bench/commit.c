/* commit SOCKET ACCOUNT PASSWORD CONNECTIONS SECONDS: the floor for a submit. Commits the rows that the latest
 * filed ticket left behind, again and again under new keys, into twins of the tables without triggers, by
 * prepared statements and nothing else. Prints commits a second and the rows of each.
 */
#include <mysql.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_COLUMNS = 64, MOST_ROWS = 32, MOST_CONNECTIONS = 64, SQL_BYTES = 4096 };

/* One row to repeat: its INSERT, its values, and which columns must be new each time. */
struct row {
	char sql[SQL_BYTES];
	unsigned int columns;
	char *value[MOST_COLUMNS];
	unsigned long length[MOST_COLUMNS];
	int fresh[MOST_COLUMNS];
};

static const char *const tables[] = { "ticket", "event", "event_text", "event_queue", "open_change", "vault", "vault_key", "idempotency" };
static struct row rows[MOST_ROWS];
static int row_count;
static atomic_int commits, failures;
static atomic_ullong next_key = 1;
static volatile int stop;
static char **args;

static MYSQL *open_db(void)
{
	MYSQL *db = mysql_init(NULL);

	if (!db || !mysql_real_connect(db, NULL, args[2], args[3], "hotline", 0, args[1], 0)) {
		fprintf(stderr, "cannot connect: %s\n", db ? mysql_error(db) : "no memory");
		exit(3);
	}
	mysql_set_character_set(db, "utf8mb4");
	return db;
}

static void must(MYSQL *db, const char *sql)
{
	if (mysql_query(db, sql) != 0) {
		fprintf(stderr, "%s: %s\n", sql, mysql_error(db));
		exit(3);
	}
}

/* Keys of a row: the ticket's id and number, and the idempotency key. An automatic id stays out. */
static int is_key(const char *table, const char *column)
{
	return strcmp(column, "ticket_id") == 0 || strcmp(column, "number") == 0 || strcmp(column, "k") == 0 ||
	       (strcmp(table, "ticket") == 0 && strcmp(column, "id") == 0);
}

static void add_row(const char *table, MYSQL_FIELD *fields, unsigned int count, MYSQL_ROW values, unsigned long *lengths)
{
	struct row *row = &rows[row_count++];
	size_t at = (size_t)snprintf(row->sql, SQL_BYTES, "INSERT INTO bench_%s (", table);

	for (unsigned int i = 0; i < count; i++) {
		if (fields[i].flags & AUTO_INCREMENT_FLAG)
			continue;
		at += (size_t)snprintf(row->sql + at, SQL_BYTES - at, "%s%s", row->columns ? "," : "", fields[i].name);
		row->value[row->columns] = values[i] ? memcpy(malloc(lengths[i] + 1), values[i], lengths[i] + 1) : NULL;
		row->length[row->columns] = lengths[i];
		row->fresh[row->columns++] = is_key(table, fields[i].name);
	}
	at += (size_t)snprintf(row->sql + at, SQL_BYTES - at, ") VALUES (?");
	for (unsigned int i = 1; i < row->columns; i++)
		at += (size_t)snprintf(row->sql + at, SQL_BYTES - at, ",?");
	snprintf(row->sql + at, SQL_BYTES - at, ")");
}

static void learn(MYSQL *db, const char *table)
{
	char sql[SQL_BYTES];
	MYSQL_RES *result;
	MYSQL_ROW values;

	snprintf(sql, sizeof(sql), "DROP TABLE IF EXISTS bench_%s", table);
	must(db, sql);
	snprintf(sql, sizeof(sql), "CREATE TABLE bench_%s LIKE %s", table, table);
	must(db, sql);
	/* What the worker takes away may be gone: any row of the queue looks the same, and what came is the ticket's own. */
	if (strcmp(table, "event_queue") == 0)
		snprintf(sql, sizeof(sql), "SELECT 1 AS ticket_id, 1 AS seq");
	else if (strcmp(table, "open_change") == 0)
		snprintf(sql, sizeof(sql), "SELECT 1 AS n, state, region, kind, source, item, unit, card FROM ticket WHERE source = 2 ORDER BY filed_ms DESC LIMIT 1");
	else
		snprintf(sql, sizeof(sql), "SELECT t.* FROM %s t JOIN (SELECT id AS latest FROM ticket WHERE source = 2 "
			 "ORDER BY filed_ms DESC LIMIT 1) x ON t.%s = x.latest%s", table,
			 strcmp(table, "ticket") == 0 ? "id" : "ticket_id", strcmp(table, "ticket") != 0 && strncmp(table, "vault", 5) != 0 ? " AND t.seq = 1" : "");
	must(db, sql);
	result = mysql_store_result(db);
	while (result && (values = mysql_fetch_row(result)) && row_count < MOST_ROWS)
		add_row(table, mysql_fetch_fields(result), mysql_num_fields(result), values, mysql_fetch_lengths(result));
	mysql_free_result(result);
}

static MYSQL_STMT *prepare(MYSQL *db, const char *sql)
{
	MYSQL_STMT *statement = mysql_stmt_init(db);

	if (mysql_stmt_prepare(statement, sql, strlen(sql)) != 0) {
		fprintf(stderr, "%s: %s\n", sql, mysql_stmt_error(statement));
		exit(3);
	}
	return statement;
}

static int insert(MYSQL_STMT *statement, struct row *row, char *key)
{
	MYSQL_BIND bind[MOST_COLUMNS];

	memset(bind, 0, sizeof(bind));
	for (unsigned int i = 0; i < row->columns; i++) {
		bind[i].buffer_type = row->value[i] || row->fresh[i] ? MYSQL_TYPE_STRING : MYSQL_TYPE_NULL;
		bind[i].buffer = row->fresh[i] ? key : row->value[i];
		bind[i].buffer_length = row->fresh[i] ? strlen(key) : row->length[i];
	}
	return mysql_stmt_bind_param(statement, bind) || mysql_stmt_execute(statement);
}

static void *connection(void *unused)
{
	MYSQL *db = open_db();
	MYSQL_STMT *statements[MOST_ROWS];
	char key[24];

	for (int i = 0; i < row_count; i++)
		statements[i] = prepare(db, rows[i].sql);
	while (!stop) {
		int bad = mysql_query(db, "START TRANSACTION");

		snprintf(key, sizeof(key), "%llu", (unsigned long long)next_key++);
		for (int i = 0; i < row_count && !bad; i++)
			bad = insert(statements[i], &rows[i], key);
		bad = bad || mysql_query(db, "COMMIT");
		if (bad && failures++ == 0)
			fprintf(stderr, "commit failed: %s\n", mysql_error(db));
		commits += !bad;
	}
	for (int i = 0; i < row_count; i++)
		mysql_stmt_close(statements[i]);
	mysql_close(db);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t threads[MOST_CONNECTIONS];
	int connections = argc == 6 ? atoi(argv[4]) : 0;
	int seconds = argc == 6 ? atoi(argv[5]) : 0;
	MYSQL *db;

	if (connections < 1 || connections > MOST_CONNECTIONS || seconds < 1) {
		fprintf(stderr, "usage: commit SOCKET ACCOUNT PASSWORD CONNECTIONS SECONDS\n");
		return 2;
	}
	args = argv;
	mysql_library_init(0, NULL, NULL);
	db = open_db();
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		learn(db, tables[i]);
	for (int i = 0; i < connections; i++)
		if (pthread_create(&threads[i], NULL, connection, NULL) != 0)
			return 3;
	nanosleep(&(struct timespec){ .tv_sec = seconds }, NULL);
	stop = 1;
	for (int i = 0; i < connections; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		char sql[128];

		snprintf(sql, sizeof(sql), "DROP TABLE bench_%s", tables[i]);
		must(db, sql);
	}
	mysql_close(db);
	printf("%.1f %d\n", (double)commits / seconds, row_count);
	return failures > 0;
}
