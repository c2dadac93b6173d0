/* What is sourced and what is default, province by province; see cli_rules_table.h.
 *
 * A plugin's operations are functions, so its rules are those that its golden cases bring to speak. A test holds that
 * every rule of a plugin has a case.
 */
#include "pages/cli_rules_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "rules/ask.h"
#include "rules/cases.h"

/* A rule that spoke in some case. */
struct spoken {
	struct spoken *next;
	const char *rule;
	const char *source;	/* "": default, unverified */
};

struct tally {
	const struct province_rules *rules;
	struct spoken *first, **last;
	int sourced, unsourced;		/* rules of its own */
	int cases, cases_sourced;
};

struct table {
	struct arena *arena;
	struct tally *tallies;
	size_t count;
	bool unread;
};

/* ---- counting --------------------------------------------------------------------------------------------- */

/* Of whom the case asks; of its file's province where it asks the nation, as for a matter from before a rule was in force. */
static struct tally *tally_of(struct table *t, const struct rules_case_at *at)
{
	unsigned long province = strtoul(strrchr(at->path, '/') + 1, NULL, 10);

	for (size_t i = 0; i < t->count; i++)
		if (at->rules ? t->tallies[i].rules == at->rules : t->tallies[i].rules->province / 10000 == province)
			return &t->tallies[i];
	return &t->tallies[0];
}

static void remember(struct table *t, struct tally *tally, const struct rules_because *because)
{
	struct spoken *spoken = tally->first;

	while (spoken && strcmp(spoken->rule, because->rule) != 0)
		spoken = spoken->next;
	if (spoken)
		return;
	spoken = ARENA_NEW(t->arena, struct spoken);
	*spoken = (struct spoken){ NULL, arena_strdup(t->arena, because->rule), arena_strdup(t->arena, because->source) };
	*tally->last = spoken;
	tally->last = &spoken->next;
	if (because->verified)
		tally->sourced++;
	else
		tally->unsourced++;
}

static void count_case(void *context, const struct rules_case_at *at)
{
	struct table *t = context;
	struct tally *tally = tally_of(t, at);
	const struct rules_because *because;
	struct rules_answer answer;

	if (at->fault) {
		t->unread = true;
		fprintf(stderr, "%s line %d: %s\n", at->path, at->line, at->fault);
		return;
	}
	rules_ask(at->rules, &at->golden.question, NULL, &answer);
	because = rules_case_because(&at->golden, &answer);
	tally->cases++;
	if (answer.status != RULES_OK)
		return;
	tally->cases_sourced += because->verified != 0;
	/* What the nation said of a province is the nation's. */
	if (answer.province == tally->rules->province && !because->national)
		remember(t, tally, because);
}

/* ---- showing ---------------------------------------------------------------------------------------------- */

struct flag_word {
	uint32_t flag;
	const char *word;
};

static const struct flag_word waters[] = {
	{ RULES_SEA, "sea" }, { RULES_YANGTZE, "Yangtze" }, { RULES_HEILONGJIANG, "Heilongjiang" }, { 0, NULL },
};
static const struct flag_word tiers[] = {
	{ RULES_MUNICIPALITY, "municipality" }, { RULES_DIRECT_COUNTIES, "direct counties" }, { 0, NULL },
};
static const struct flag_word languages[] = {
	{ RULES_LANG_MONGOLIAN, "Mongolian" }, { RULES_LANG_TIBETAN, "Tibetan" }, { RULES_LANG_UYGHUR, "Uyghur" },
	{ RULES_LANG_ZHUANG, "Zhuang" }, { 0, NULL },
};
static const struct flag_word links[] = {
	{ RULES_LINK_PARALLEL, "parallel" }, { RULES_LINK_ABSORBED, "absorbed" }, { RULES_LINK_BRANCH, "branch" }, { 0, NULL },
};

/* A cell with the words of the flags that are set, or what to say of none. */
static void show_flags(uint32_t flags, const struct flag_word *words, const char *none)
{
	bool any = false;

	for (; words->word; words++) {
		if (!(flags & words->flag))
			continue;
		printf("%s%s", any ? ", " : "", words->word);
		any = true;
	}
	printf("%s | ", any ? "" : none);
}

static void show_row(struct arena *arena, const struct tally *tally)
{
	const struct province_rules *r = tally->rules;
	bool nation = r->province == 0;

	printf("| %06u %s %s | %s | ", r->province, r->name, r->name_en, r->effective_from ? day_text(arena, r->effective_from) : "-");
	show_flags(r->flags, waters, nation ? "-" : "local");
	show_flags(r->flags, tiers, "-");
	show_flags(r->flags, languages, "-");
	show_flags(r->flags, links, "-");
	printf("%d | %d | %u | %u | %u | %d | %d |\n", tally->sourced, tally->unsourced, r->word_count, r->unit_count, r->referral_count,
	       tally->cases, tally->cases_sourced);
}

static void show_sums(const struct table *t)
{
	struct tally all = { 0 };
	uint32_t words = 0, units = 0, referrals = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct tally *one = &t->tallies[i];

		all.sourced += one->sourced;
		all.unsourced += one->unsourced;
		all.cases += one->cases;
		all.cases_sourced += one->cases_sourced;
		words += one->rules->word_count;
		units += one->rules->unit_count;
		referrals += one->rules->referral_count;
	}
	printf("| all | | | | | | %d | %d | %u | %u | %u | %d | %d |\n", all.sourced, all.unsourced, words, units, referrals, all.cases,
	       all.cases_sourced);
}

static void show_sources(const struct table *t)
{
	puts("\n## Rules with a source\n\nEverything else is the national default. 待补: the document was read about, its number, title or "
	     "day\nis still to be found.\n\n| rule | source |\n|---|---|");
	for (size_t i = 0; i < t->count; i++)
		for (const struct spoken *s = t->tallies[i].first; s; s = s->next)
			if (*s->source)
				printf("| `%s` | %s |\n", s->rule, s->source);
}

static void show(const struct table *t)
{
	puts("# Provinces: what is sourced and what is default\n\n"
	     "Made by `HOTLINE_PLUGINS=build/plugins build/hotline rules list --markdown`, never by hand; a test refuses one that is not\n"
	     "current. Rules are those that the golden cases bring to speak, and every rule has a case. A default rule is used and shown\n"
	     "as \"default, unverified\". What a province does not say itself, the nation's row answers there too; - is none known.\n\n"
	     "| province | in force from | waters | tiers | languages | 12345 | sourced rules | default rules | words | units | referrals | "
	     "cases | of them sourced |\n"
	     "|---|---|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|");
	for (size_t i = 0; i < t->count; i++)
		show_row(t->arena, &t->tallies[i]);
	show_sums(t);
	show_sources(t);
}

enum status cli_rules_table(struct arena *arena, const struct rules_set *set, const char *plugin_dir)
{
	struct table t = { .arena = arena, .tallies = ARENA_ARRAY(arena, set->count + 1, struct tally), .count = 1 };

	t.tallies[0].rules = &national_rules;
	for (size_t i = 0; i < set->count; i++)
		if (set->plugins[i].rules)
			t.tallies[t.count++].rules = set->plugins[i].rules;
	for (size_t i = 0; i < t.count; i++)
		t.tallies[i].last = &t.tallies[i].first;
	TRY(rules_cases_each(arena, set, plugin_dir, "all", count_case, &t));
	if (t.unread)
		return ST_INVALID;
	show(&t);
	return ST_OK;
}
