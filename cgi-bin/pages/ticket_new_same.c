/* Joining what others have brought; see ticket_new_same.h. In the draft: "same" what was offered, "joins" which was chosen. */
#include "pages/ticket_new_same.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/flow.h"
#include "domain/join.h"
#include "domain/ticket.h"
#include "pages/ticket_new.h"
#include "statements.h"
#include "web/view.h"

#define WINDOW_MS (30 * MS_PER_DAY)	/* longer ago is another matter */
#define EACH_MAX 50			/* newest of one vehicle or line */
#define FOUND_MAX 20			/* of which those are shown that most have joined */
#define NONE "none"			/* in "joins": the person was asked and goes on alone */

const struct field new_same_fields[] = {
	{ "join", FIELD_NUMBER, 1, LIMIT_JOIN_SHOWN },	/* which of those offered; without it: none of them */
	{ 0 }
};

struct offer {
	struct joinable_row row;
	enum join_because because;
	uint64_t led;	/* how many it stands for already */
};

struct offers {
	struct offer list[FOUND_MAX];
	size_t count;
};

struct search {
	struct request *req;
	struct join_facts asked;
	struct offers *found;
};

/* ---- what may be joined ---------------------------------------------------------------------------------- */

static struct join_facts facts_of_draft(const struct request *req, const struct draft *d)
{
	int64_t happened_ms = strtoll(draft_get(d, "happened_ms"), NULL, 10);

	return (struct join_facts){
		.kind = (uint32_t)kind_from_word(draft_get(d, "kind")), .item = new_number(d, "item"), .region = new_number(d, "region"),
		.at_ms = happened_ms ? happened_ms : req->now_ms,
		.plate = draft_get(d, "plate"), .line = draft_get(d, "line"), .place = draft_get(d, "place"),
	};
}

static struct join_facts facts_of_row(const struct joinable_row *row)
{
	return (struct join_facts){ row->kind, row->item, row->region, row->happened_ms ? row->happened_ms : row->filed_ms,
				    row->plate, row->line, row->place };
}

static bool is_quiet(const struct draft *draft)
{
	return strcmp(draft_get(draft, "confidential"), "yes") == 0;
}

/* It can lead others, and is not answered yet. */
static bool is_open(uint32_t state)
{
	return flow_find((enum ticket_state)state, EVENT_GATHERED) && !flow_find((enum ticket_state)state, EVENT_RATED);
}

static bool is_offered(const struct offers *offers, uint64_t id)
{
	for (size_t i = 0; i < offers->count; i++)
		if (offers->list[i].row.id == id)
			return true;
	return false;
}

static enum status offer(struct search *s, struct joinable_row *row, enum join_because because)
{
	struct db *db = site_of(s->req)->db;
	struct tie_led_out led;

	if (row->leader) {
		enum status status = joinable_of(db, s->req->arena, &(struct joinable_of_in){ row->leader }, row);

		if (status != ST_OK)	/* a confidential one leads: nobody hears of it */
			return status == ST_NOT_FOUND ? ST_OK : status;
	}
	if (!is_open(row->state) || is_offered(s->found, row->id))
		return ST_OK;
	TRY(tie_led(db, s->req->arena, &(struct tie_led_in){ row->id }, &led));
	if (led.count < LIMIT_GROUP_TICKETS)
		s->found->list[s->found->count++] = (struct offer){ *row, because, led.count };
	return ST_OK;
}

static enum status consider(struct search *s, struct joinable_row *rows, size_t count)
{
	for (size_t i = 0; i < count && s->found->count < FOUND_MAX; i++) {
		const struct join_facts facts = facts_of_row(&rows[i]);
		enum join_because because = join_because(s->req->arena, &s->asked, &facts);

		if (because != JOIN_NOT)
			TRY(offer(s, &rows[i], because));
	}
	return ST_OK;
}

static enum status look_by_place(struct search *s)
{
	const struct join_facts *a = &s->asked;
	uint32_t province = region_province(a->region), city = region_city(a->region);
	struct joinable_row *rows;
	size_t count;

	if (!*a->place || *a->plate || *a->line)
		return ST_OK;
	TRY(joinable_by_item_list(site_of(s->req)->db, s->req->arena, &(struct joinable_by_item_in){
		province, a->item, s->req->now_ms - WINDOW_MS, city, city == province ? city + 9999 : city + 99, LIMIT_SAME_LOOKED }, &rows, &count));
	return consider(s, rows, count);
}

/* Where most are already, then the newest. */
static int best_first(const void *left, const void *right)
{
	const struct offer *a = left;
	const struct offer *b = right;

	return a->led != b->led ? (a->led < b->led) - (a->led > b->led) : (a->row.id < b->row.id) - (a->row.id > b->row.id);
}

static enum status look_everywhere(struct search *s)
{
	struct db *db = site_of(s->req)->db;
	int64_t from_ms = s->req->now_ms - WINDOW_MS;
	struct joinable_row *rows;
	size_t count;

	if (*s->asked.plate) {
		TRY(joinable_by_plate_list(db, s->req->arena, &(struct joinable_by_plate_in){ s->asked.plate, from_ms, EACH_MAX }, &rows, &count));
		TRY(consider(s, rows, count));
	}
	if (*s->asked.line) {
		TRY(joinable_by_line_list(db, s->req->arena, &(struct joinable_by_line_in){ region_province(s->asked.region), s->asked.line, from_ms, EACH_MAX },
					  &rows, &count));
		TRY(consider(s, rows, count));
	}
	return look_by_place(s);
}

static enum status find_offers(struct request *req, const struct draft *draft, struct offers *found)
{
	struct search s = { req, facts_of_draft(req, draft), found };

	found->count = 0;
	if (is_quiet(draft) || !s.asked.item || !s.asked.region)
		return ST_OK;
	TRY(look_everywhere(&s));
	qsort(found->list, found->count, sizeof(found->list[0]), best_first);
	if (found->count > LIMIT_JOIN_SHOWN)
		found->count = LIMIT_JOIN_SHOWN;
	return ST_OK;
}

/* ---- the draft's memory of it ---------------------------------------------------------------------------- */

/* "id:because" of each, so that the page shows the same again and a button means what it said. */
static const char *offers_text(struct arena *arena, const struct offers *offers)
{
	struct buf text = buf_new(arena, 64);

	for (size_t i = 0; i < offers->count; i++)
		buf_printf(&text, "%s%llu:%d", i ? " " : "", (unsigned long long)offers->list[i].row.id, (int)offers->list[i].because);
	return text.text;
}

/* at: the n-th of what was offered, from 1. ST_NOT_FOUND: it was not offered, or is nothing to join any more. */
static enum status offer_at(struct request *req, const struct draft *draft, int64_t at, struct offer *offer)
{
	const char *rest = draft_get(draft, "same");
	struct tie_led_out led;
	char *end;

	for (int64_t i = 1; i < at && rest; i++)
		rest = strchr(rest, ' ') ? strchr(rest, ' ') + 1 : NULL;
	if (!rest || !*rest)
		return ST_NOT_FOUND;
	TRY(joinable_of(site_of(req)->db, req->arena, &(struct joinable_of_in){ strtoull(rest, &end, 10) }, &offer->row));
	offer->because = (enum join_because)strtol(end + 1, NULL, 10);
	TRY(tie_led(site_of(req)->db, req->arena, &(struct tie_led_in){ offer->row.id }, &led));
	offer->led = led.count;
	return is_open(offer->row.state) && led.count < LIMIT_GROUP_TICKETS ? ST_OK : ST_NOT_FOUND;
}

static bool still_offers(const struct offers *offers, const char *joins)
{
	return is_offered(offers, strtoull(joins, NULL, 10));
}

enum status new_same_go_on(struct request *req, struct draft *draft)
{
	const char *before = draft_get(draft, "same"), *joins = draft_get(draft, "joins");
	struct offers offers;
	const char *now;

	TRY(find_offers(req, draft, &offers));
	now = offers_text(req->arena, &offers);
	if (*joins && (strcmp(before, now) == 0 || still_offers(&offers, joins)))	/* it was asked already */
		return new_go_on(req, draft);
	draft_remove(draft, "joins");
	TRY(draft_set(draft, "same", now));
	if (offers.count == 0)
		return new_go_on(req, draft);
	TRY(visit_save(req, draft));
	return response_redirect(req, "/ticket/new/same");
}

/* ---- the page ---------------------------------------------------------------------------------------------- */

/* What is shown of another's matter beside codes and its day: only words that the person typed as well. */
static void show_typed(struct request *req, size_t n, const char *name, const char *theirs, const char *typed)
{
	if (*typed && strcmp(theirs, typed) == 0)
		view_setf(req, typed, "Same.%zu.%s", n, name);
}

static void show_offer(struct request *req, const struct draft *draft, size_t n, const struct offer *o)
{
	static const char *const words[] = { [JOIN_NOT] = "place", [JOIN_PLATE] = "plate", [JOIN_LINE] = "line", [JOIN_PLACE] = "place" };

	view_setf(req, kind_word((int)o->row.kind), "Same.%zu.Kind", n);
	view_setf(req, site_item_name(req, o->row.item), "Same.%zu.Item", n);
	view_setf(req, state_word((int)o->row.state), "Same.%zu.State", n);
	view_setf(req, words[o->because], "Same.%zu.Because", n);
	view_intf(req, o->row.filed_ms, "Same.%zu.FiledMs", n);
	view_intf(req, (int64_t)o->led, "Same.%zu.Led", n);
	show_typed(req, n, "Plate", o->row.plate, draft_get(draft, "plate"));
	show_typed(req, n, "Line", o->row.line, draft_get(draft, "line"));
	show_typed(req, n, "Place", o->row.place, draft_get(draft, "place"));
}

enum status page_new_same_show(struct request *req)
{
	struct draft draft;
	size_t shown = 0;

	TRY(new_open(req, NEW_FILES, &draft));
	view_set(req, "Step.Back", new_path(NEW_CONTENT));
	for (int64_t i = 1; i <= LIMIT_JOIN_SHOWN; i++) {
		struct offer offer;
		enum status status = offer_at(req, &draft, i, &offer);

		if (status == ST_OK) {
			show_offer(req, &draft, shown, &offer);
			view_intf(req, i, "Same.%zu.At", shown++);
		} else if (status != ST_NOT_FOUND) {
			return status;
		}
	}
	return shown > 0 ? ST_OK : response_redirect(req, new_path(new_first_open(site_of(req), req->arena, &draft)));
}

enum status page_new_same_act(struct request *req)
{
	const char *joins = NONE;
	struct offer offer;
	struct draft draft;
	bool ready;

	TRY(new_begin(req, NEW_FILES, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (field_given(req, "join")) {
		enum status status = offer_at(req, &draft, field_number(req, "join"), &offer);

		if (status == ST_NOT_FOUND) {
			request_error(req, "", "join_over");
			return ST_INVALID;
		}
		TRY(status);
		joins = arena_printf(req->arena, "%llu", (unsigned long long)offer.row.id);
	}
	TRY(draft_set(&draft, "joins", joins));
	return new_go_on(req, &draft);
}

/* ---- what was chosen ---------------------------------------------------------------------------------------- */

/* ST_NOT_FOUND: none, or not any more; of what is answered meanwhile the answer comes at once. */
static enum status find_chosen(struct request *req, const struct draft *draft, struct joinable_row *row)
{
	const struct join_facts asked = facts_of_draft(req, draft);
	uint64_t id = strtoull(draft_get(draft, "joins"), NULL, 10);
	struct join_facts facts;

	if (!id || is_quiet(draft))
		return ST_NOT_FOUND;
	TRY(joinable_of(site_of(req)->db, req->arena, &(struct joinable_of_in){ id }, row));
	facts = facts_of_row(row);
	return join_same_kind(&asked, &facts) && flow_find((enum ticket_state)row->state, EVENT_GATHERED) ? ST_OK : ST_NOT_FOUND;
}

enum status new_same_show_choice(struct request *req, const struct draft *draft)
{
	const char *joins = draft_get(draft, "joins");
	struct joinable_row row;
	enum status status = find_chosen(req, draft, &row);

	view_flag(req, "Joins.Not", status == ST_NOT_FOUND && *joins && strcmp(joins, NONE) != 0);
	view_flag(req, "Joins.Asked", !is_quiet(draft) && *draft_get(draft, "same"));
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	view_set(req, "Joins.Item", site_item_name(req, row.item));
	view_set(req, "Joins.Kind", kind_word((int)row.kind));
	view_int(req, "Joins.FiledMs", row.filed_ms);
	return ST_OK;
}

enum status new_same_chosen(struct request *req, const struct draft *draft, uint64_t *id, const char **number)
{
	struct joinable_row row;
	enum status status = find_chosen(req, draft, &row);

	*id = 0;
	*number = "";
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	*id = row.id;
	*number = row.number;
	return ST_OK;
}
