/* select SOCKET ACCOUNT PASSWORD SQL: the floor for an export. Streams one SELECT, row by row, to standard output
 * with tabs between, and prints rows and seconds to standard error.
 */
#include <mysql.h>
#include <stdio.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	MYSQL *db = mysql_init(NULL);
	MYSQL_RES *result;
	MYSQL_ROW row;
	unsigned long rows = 0;
	double begin = now();

	if (argc != 5 || !db)
		return 2;
	if (!mysql_real_connect(db, NULL, argv[2], argv[3], "hotline", 0, argv[1], 0) ||
	    mysql_set_character_set(db, "utf8mb4") != 0 || mysql_query(db, "SET SESSION max_statement_time=0") != 0 ||
	    mysql_query(db, argv[4]) != 0 || !(result = mysql_use_result(db))) {
		fprintf(stderr, "%s\n", mysql_error(db));
		return 3;
	}
	while ((row = mysql_fetch_row(result))) {
		unsigned long *len = mysql_fetch_lengths(result);

		for (unsigned int i = 0; i < mysql_num_fields(result); i++) {
			if (row[i])
				fwrite(row[i], 1, len[i], stdout);
			putchar(i + 1 < mysql_num_fields(result) ? '\t' : '\n');
		}
		rows++;
	}
	if (mysql_errno(db) != 0)
		return 3;
	mysql_free_result(result);
	mysql_close(db);
	fprintf(stderr, "%lu %.3f\n", rows, now() - begin);
	return 0;
}
