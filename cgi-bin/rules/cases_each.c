/* Walking through the .cases files of a folder; see cases.h. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/now.h"
#include "base/text.h"
#include "rules/cases.h"

struct walk {
	struct arena *arena;
	const struct rules_set *set;
	void (*each)(void *context, const struct rules_case_at *at);
	void *context;
};

/* 44_guangdong.2027.cases are the cases of 44_guangdong.2027.so; before it begins and after it ends, and for the nation's own
 * cases, the national default answers. */
static const struct province_rules *asked_by(const struct walk *w, const char *path, int32_t day)
{
	const char *name = strrchr(path, '/') + 1;
	size_t base = strlen(name) - strlen(".cases");

	for (size_t i = 0; i < w->set->count; i++) {
		const struct rules_plugin *p = &w->set->plugins[i];

		if (p->rules && strncmp(p->file, name, base) == 0 && strcmp(p->file + base, ".so") == 0)
			return rules_in_force(p->rules, day) ? p->rules : NULL;
	}
	return NULL;
}

static void walk_line(const struct walk *w, const char *path, int line, const char *text)
{
	struct rules_case_at at = { .path = path, .line = line };
	const char *fault;

	if (rules_case_read(w->arena, text, now_ms(), &at.golden, &fault) != ST_OK)
		at.fault = fault;
	else
		at.rules = asked_by(w, path, day_of_ms(at.golden.question.facts.filed_ms));
	w->each(w->context, &at);
}

static enum status walk_file(const struct walk *w, const char *path)
{
	struct bytes file;
	int line = 0;

	TRY(file_read(w->arena, path, &file));
	for (const char *at = (const char *)file.p; *at;) {
		size_t len = strcspn(at, "\n");
		const char *text = arena_strndup(w->arena, at, len);

		line++;
		at += len + (at[len] == '\n');
		if (*text != '#' && *text != '\0')
			walk_line(w, path, line, text);
	}
	return ST_OK;
}

enum status rules_cases_file(struct arena *arena, const struct rules_set *set, const char *dir, const char *file,
			     void (*each)(void *context, const struct rules_case_at *at), void *context)
{
	const struct walk w = { arena, set, each, context };

	return walk_file(&w, arena_printf(arena, "%s/%s", dir, file));
}

static int is_cases(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".cases") == 0;
}

enum status rules_cases_each(struct arena *arena, const struct rules_set *set, const char *dir, const char *which,
			     void (*each)(void *context, const struct rules_case_at *at), void *context)
{
	const struct walk w = { arena, set, each, context };
	struct dirent **entries;
	int count = scandir(dir, &entries, is_cases, alphasort);
	enum status status = count < 0 ? ST_NOT_FOUND : ST_OK;

	for (int i = 0; i < count; i++) {
		if (status == ST_OK && (strcmp(which, "all") == 0 || strncmp(entries[i]->d_name, which, 2) == 0))
			status = walk_file(&w, arena_printf(arena, "%s/%s", dir, entries[i]->d_name));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return status;
}
