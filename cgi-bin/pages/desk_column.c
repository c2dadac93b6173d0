/* Columns; see desk_column.h. Number and matter are always there. */
#include "pages/desk_column.h"

#include <string.h>

#include "pages/desk_filter.h"
#include "pages/desk_list.h"
#include "web/response.h"

static const struct { const char *name; bool usual; } columns[] = {
	{ "due", true }, { "region", true }, { "state", true }, { "unit", true }, { "person", true },
	{ "source", false }, { "filed", false }, { "place", false }, { "plate", false },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

const struct field queue_column_fields[] = {
	DESK_FILTER_FIELDS,
	{ "column", FIELD_CHOICE, .choices = "due region state unit person source filed place plate", .flags = FIELD_MANY },
	{ 0 }
};

/* Is the word one of those between blanks? */
static bool holds(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = strstr(words, word); at; at = strstr(at + 1, word))
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

enum status desk_columns(struct request *req)
{
	struct queue_columns_out kept = { .columns = "" };
	enum status status = queue_columns(site_of(req)->db, req->arena, &(struct queue_columns_in){ req->viewer->id }, &kept);

	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	for (size_t i = 0; i < COLUMNS; i++) {
		bool chosen = *kept.columns ? holds(kept.columns, columns[i].name) : columns[i].usual;

		view_setf(req, columns[i].name, "Columns.%zu.Name", i);
		if (chosen)
			view_setf(req, "1", "Columns.%zu.Chosen", i);
		if (chosen != columns[i].usual)
			view_setf(req, "1", "%s.%s", chosen ? "Show" : "Hide", columns[i].name);
	}
	return ST_OK;
}

enum status page_columns_act(struct request *req)
{
	struct buf words = buf_new(req->arena, 80);
	size_t count;
	const struct param *sent = params_all(&req->form, "column", &count);

	for (size_t i = 0; i < COLUMNS; i++)	/* each once, and no others */
		for (size_t k = 0; k < count; k++)
			if (strcmp(sent[k].value, columns[i].name) == 0 && !holds(words.text, columns[i].name))
				buf_printf(&words, "%s%s", words.len ? " " : "", columns[i].name);
	TRY(queue_columns_put(site_of(req)->db, &(struct queue_columns_put_in){ req->viewer->id, words.text }));
	return response_redirectf(req, "/admin/?state=%s%s", field_text(req, "state"), desk_filter_query(req));
}
