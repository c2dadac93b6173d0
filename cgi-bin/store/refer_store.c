/* Trigger words from their table; see refer_store.h. */
#include "store/refer_store.h"

#include "statements.h"

/* A cell may hold several phrases between '|': each becomes a row. */
static size_t count_phrases(const char *cell)
{
	size_t n = 1;

	for (; *cell; cell++)
		n += *cell == '|';
	return n;
}

enum status refer_load(struct db *db, struct arena *arena, struct refer_table *table)
{
	struct trigger_all_out *rows;
	struct refer_trigger *copy;
	size_t count;
	size_t total = 0;
	size_t n = 0;

	TRY(trigger_all_list(db, arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		total += count_phrases(rows[i].phrase);
	copy = ARENA_ARRAY(arena, total, struct refer_trigger);
	for (size_t i = 0; i < count; i++) {
		const char *rest = rows[i].phrase;

		for (;;) {
			size_t len = 0;

			while (rest[len] && rest[len] != '|')
				len++;
			copy[n++] = (struct refer_trigger){ text_fold(arena, arena_strndup(arena, rest, len)), rows[i].outcome,
							    rows[i].numbers, rows[i].item, rows[i].weight, rows[i].scope };
			if (!rest[len])
				break;
			rest += len + 1;
		}
	}
	refer_table_make(arena, copy, n, table);
	return ST_OK;
}
