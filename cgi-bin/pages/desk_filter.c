/* The queue's filter; see desk_filter.h. */
#include "pages/desk_filter.h"

#include <stdlib.h>
#include <string.h>

#include "pages/desk_list.h"
#include "pages/rule_view.h"

#define DAY_MS 86400000

/* The names of a filter, in the order they stand in its URL. */
static const char *const filter_names[] = { "q", "kind", "source", "domain", "item", "region", "unit", "due", "card", "person" };

/* A range of one, or all up to most. */
static void only(uint32_t value, uint32_t most, uint32_t *from, uint32_t *until)
{
	*from = value;
	*until = value ? value : most;
}

/* Every wildcard as itself: a unit's code is compared, not matched. */
static const char *like_exactly(struct arena *arena, const char *text)
{
	struct buf out = buf_new(arena, 40);

	for (; *text; text++) {
		if (strchr("%_\\", *text))
			buf_char(&out, '\\');
		buf_char(&out, *text);
	}
	return out.text;
}

static void due_range(const struct request *req, struct desk_filter *f)
{
	const char *due = field_text(req, "due");

	f->due_from = 0;
	f->due_until = INT64_MAX;
	if (strcmp(due, "late") == 0) {
		f->due_from = 1;
		f->due_until = req->now_ms - 1;
	} else if (strcmp(due, "soon") == 0) {
		f->due_from = req->now_ms;
		f->due_until = req->now_ms + DAY_MS - 1;
	} else if (strcmp(due, "fine") == 0) {
		f->due_from = req->now_ms + DAY_MS;
	}
}

/* A domain, or one item of it; an item of another domain stands by itself. */
static void item_range(const struct request *req, struct desk_filter *f)
{
	uint32_t domain = (uint32_t)field_number(req, "domain");
	uint32_t item = (uint32_t)field_number(req, "item");

	f->item_from = item ? item : domain * 100;
	f->item_until = item ? item : domain ? domain * 100 + 99 : 65535;
}

/* One colour, or what the wall counts: yellow and red. */
static bool is_raised(const struct request *req)
{
	return text_equal(field_text(req, "card"), "raised");
}

static void card_range(const struct request *req, struct desk_filter *f)
{
	uint32_t card = RULES_CARD_RED;

	while (card != RULES_CARD_NONE && !text_equal(card_word(card), field_text(req, "card")))
		card--;
	only(card, 255, &f->card_from, &f->card_until);
	if (is_raised(req)) {
		f->card_from = RULES_CARD_YELLOW;
		f->card_until = RULES_CARD_RED;
	}
}

const char *desk_check_person(struct request *req, const char *text)
{
	(void)req;
	return strcmp(text, "mine") == 0 || strcmp(text, "nobody") == 0 || text[strspn(text, "0123456789")] == '\0' ? NULL : "choice";
}

static void person_range(const struct request *req, struct desk_filter *f)
{
	const char *person = field_text(req, "person");

	only(strcmp(person, "mine") == 0 ? req->viewer->id : (uint32_t)strtoul(person, NULL, 10), UINT32_MAX, &f->assignee_from, &f->assignee_until);
	if (strcmp(person, "nobody") == 0)
		f->assignee_until = 0;
}

static bool is_of_person(const struct desk_filter *f)
{
	return f->assignee_from != 0 && f->assignee_from == f->assignee_until;
}

/* A unit sees its own tickets; to others a unit is one more thing to filter for. Within a province the nation's rows of an item are too many. */
static void find_way(const struct request *req, struct desk_filter *f)
{
	f->owner = req->viewer->role == ROLE_UNIT ? req->viewer->unit : field_text(req, "unit");
	f->province = region_province(f->place);
	f->way = is_of_person(f) ? WAY_PERSON : *f->owner ? WAY_UNIT : f->province ? WAY_PROVINCE : f->item_from == f->item_until ? WAY_ITEM : WAY_NATION;
}

static void cut_by(struct desk_filter *f, enum open_cut cut, const char *value)
{
	if (!value || !*value)
		return;
	f->counted = f->counted && f->cut == OPEN_CUT_NONE;
	f->cut = cut;
	f->value = value;
}

static const char *number_of(struct arena *arena, uint32_t from, uint32_t until)
{
	return from == until ? arena_printf(arena, "%u", from) : NULL;
}

/* How much of it the counters know; nothing of when something is due, of who has it, nor of two colours at once. */
static void find_counters(struct request *req, struct desk_filter *f)
{
	const char *unit = field_text(req, "unit");
	bool domain = f->item_from != f->item_until && field_number(req, "domain");

	f->counted = !*field_text(req, "due") && !*field_text(req, "person") && !is_raised(req) && (!*f->owner || !*unit || text_equal(unit, f->owner));
	f->cut = OPEN_CUT_NONE;
	f->value = "";
	cut_by(f, OPEN_CUT_KIND, number_of(req->arena, f->kind_from, f->kind_until));
	cut_by(f, OPEN_CUT_SOURCE, number_of(req->arena, f->source_from, f->source_until));
	cut_by(f, OPEN_CUT_ITEM, number_of(req->arena, f->item_from, f->item_until));
	cut_by(f, OPEN_CUT_DOMAIN, domain ? arena_printf(req->arena, "%u", f->item_from / 100) : NULL);
	cut_by(f, OPEN_CUT_UNIT, f->owner);
	cut_by(f, OPEN_CUT_CARD, number_of(req->arena, f->card_from, f->card_until));
}

/* A region outside the viewer's reach narrows nothing: the reach itself bounds every statement. */
void desk_filter_read(struct request *req, struct desk_filter *f)
{
	uint32_t region = (uint32_t)field_number(req, "region");

	f->place = region && region_covers(req->viewer->region, region) ? region : req->viewer->region;
	region_range(f->place, &f->region_from, &f->region_until);
	only((uint32_t)kind_from_word(field_text(req, "kind")), 255, &f->kind_from, &f->kind_until);
	only((uint32_t)source_from_word(field_text(req, "source")), 255, &f->source_from, &f->source_until);
	item_range(req, f);
	card_range(req, f);
	f->units = *field_text(req, "unit") ? like_exactly(req->arena, field_text(req, "unit")) : "%";
	person_range(req, f);
	due_range(req, f);
	find_way(req, f);
	find_counters(req, f);
}

const char *desk_filter_query(struct request *req)
{
	struct buf out = buf_new(req->arena, 128);

	for (size_t i = 0; i < sizeof(filter_names) / sizeof(filter_names[0]); i++) {
		const char *value = field_text(req, filter_names[i]);

		if (!*value)
			continue;
		buf_printf(&out, "&%s=", filter_names[i]);
		buf_url(&out, value);
	}
	return out.text;
}
