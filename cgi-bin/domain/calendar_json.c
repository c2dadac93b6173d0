/* Reading the JSON of npm packages; see calendar_json.h. */
#include "domain/calendar_json.h"

#include <jansson.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"

bool calendar_is_json(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '{';
}

/* name: copied. */
static void add(struct calendar_table *t, const char *date, const char *name, bool worked, const char *source)
{
	struct calendar_entry entry = { .source = source };

	if (!date || !day_from_text(date, &entry.row.day)) {
		calendar_table_complain(t, 0, arena_printf(t->arena, "'%s' is no day", date ? date : ""));
		return;
	}
	entry.row.scope = "";
	entry.row.worked = worked;
	entry.row.announced = true;
	entry.row.name = arena_strdup(t->arena, name ? name : "");
	calendar_table_add(t, &entry);
}

/* ---- holiday-calendar ----------------------------------------------------------------------------------- */

static void read_dates(struct calendar_table *t, const json_t *root, const char *source)
{
	const char *region = json_string_value(json_object_get(root, "region"));
	const json_t *one;
	size_t i;

	if (!region || strcmp(region, "CN") != 0) {
		calendar_table_complain(t, 0, "its region is not CN: take the file of data/CN");
		return;
	}
	json_array_foreach(json_object_get(root, "dates"), i, one) {
		const char *date = json_string_value(json_object_get(one, "date"));
		const char *type = json_string_value(json_object_get(one, "type"));
		const char *name = json_string_value(json_object_get(one, "name_cn"));

		if (text_equal(type, "public_holiday") || text_equal(type, "transfer_workday"))
			add(t, date, name ? name : json_string_value(json_object_get(one, "name")), text_equal(type, "transfer_workday"), source);
		else
			calendar_table_complain(t, 0, arena_printf(t->arena, "%s: the type '%s' is not known: write a table by hand",
								   date ? date : "", type ? type : ""));
	}
}

/* ---- chinese-days --------------------------------------------------------------------------------------- */

/* "New Year's Day,元旦,1" → 元旦; 清明 → 清明节, as people and the other package call it; 元旦补班 for a make-up day. */
static const char *chinese_name(struct arena *arena, const char *text, bool worked)
{
	static const char *const short_names[] = { "清明", "端午", "中秋" };
	const char *from = text ? strchr(text, ',') : NULL;
	const char *name = from ? arena_strndup(arena, from + 1, strcspn(from + 1, ",")) : "";

	for (size_t i = 0; i < sizeof(short_names) / sizeof(short_names[0]); i++)
		if (strcmp(name, short_names[i]) == 0)
			name = arena_printf(arena, "%s节", name);
	return worked && *name ? arena_printf(arena, "%s补班", name) : name;
}

static void read_days(struct calendar_table *t, json_t *days, bool worked, const char *source)
{
	const char *date;
	json_t *text;

	json_object_foreach(days, date, text)
		add(t, date, chinese_name(t->arena, json_string_value(text), worked), worked, source);
}

void calendar_json_read(struct arena *arena, const char *text, const char *source, struct calendar_table *table)
{
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	json_t *holidays = json_object_get(root, "holidays");
	json_t *workdays = json_object_get(root, "workdays");

	*table = (struct calendar_table){ .arena = arena };
	if (!root) {
		calendar_table_complain(table, (size_t)(error.line > 0 ? error.line : 0),
					arena_printf(arena, "this is no JSON: %s", error.text));
	} else if (json_is_array(json_object_get(root, "dates"))) {
		read_dates(table, root, source);
	} else if (json_is_object(holidays) && json_is_object(workdays)) {
		read_days(table, holidays, false, source);
		read_days(table, workdays, true, source);
	} else {
		calendar_table_complain(table, 0, "this is the JSON of neither holiday-calendar nor chinese-days: write a table by hand");
	}
	json_decref(root);
	calendar_table_finish(table);
}
