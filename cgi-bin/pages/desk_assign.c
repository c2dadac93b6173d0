/* Assignments on pages; see desk_assign.h. */
#include "pages/desk_assign.h"

#include <string.h>

#include "base/limits.h"
#include "domain/hands.h"
#include "domain/rank.h"
#include "store/callback_store.h"
#include "web/view.h"

/* Whom a form has offered so far. */
struct offer { uint32_t *ids; size_t count; };

/* place: of those at the centre, in whose area it lies; 0 all of them. */
static enum status offer_those(struct request *req, const char *unit, uint32_t province, unsigned roles, uint32_t place, struct offer *offer)
{
	bool of_unit = *unit != '\0';
	struct colleague_told *people;
	size_t count;

	TRY(colleagues_list(site_of(req)->db, req->arena, &(struct colleagues_in){
		.now_ms = req->now_ms, .same_ms = req->now_ms, .unit = unit, .province_from = of_unit ? 0 : province,
		.province_until = of_unit ? 999999 : province, .roles = roles,
		.place = of_unit ? 0 : place, .county = place, .city = region_city(place), .whole = region_province(place), .most = LIMIT_COLLEAGUES },
		&people, &count));
	for (size_t i = 0; i < count && offer->count < LIMIT_COLLEAGUES; i++) {
		size_t k = 0;

		while (k < offer->count && offer->ids[k] != people[i].id)
			k++;
		if (k < offer->count)
			continue;
		view_intf(req, people[i].id, "People.%zu.Id", k);
		view_setf(req, people[i].name, "People.%zu.Name", k);
		if (!of_unit)
			view_setf(req, role_word((int)people[i].role), "People.%zu.Role", k);
		view_setf(req, people[i].deputy, "People.%zu.Deputy", k);
		offer->ids[offer->count++] = people[i].id;
	}
	return ST_OK;
}

static struct offer new_offer(struct request *req)
{
	return (struct offer){ ARENA_ARRAY(req->arena, LIMIT_COLLEAGUES, uint32_t), 0 };
}

/* Tickets of one place and hands have the same people: they are asked for once. */
static bool is_alike(const struct ticket_row *a, const struct ticket_row *b)
{
	return hands_of((enum ticket_state)a->state) == hands_of((enum ticket_state)b->state) && a->region == b->region && strcmp(a->unit, b->unit) == 0;
}

enum status assign_show_people(struct request *req, const struct ticket_row *tickets, size_t count)
{
	struct offer offer = new_offer(req);

	for (size_t i = 0; i < count; i++) {
		const struct ticket_row *t = &tickets[i];
		unsigned roles = hands_of((enum ticket_state)t->state);
		size_t k = 0;

		while (k < i && !is_alike(&tickets[k], t))
			k++;
		if (k == i && roles && (roles != ROLE_UNIT || *t->unit))
			TRY(offer_those(req, roles == ROLE_UNIT ? t->unit : "", t->province, roles, t->region, &offer));
	}
	return ST_OK;
}

enum status assign_show_colleagues(struct request *req)
{
	const struct viewer *v = req->viewer;
	const char *unit = field_text(req, "unit");
	unsigned roles = v->role == ROLE_AGENT ? ROLE_AGENT | ROLE_SUPERVISOR : v->role == ROLE_REVIEWER ? ROLE_REVIEWER | ROLE_SUPERVISOR :
			 v->role == ROLE_FOLLOWUP ? ROLE_FOLLOWUP | ROLE_SUPERVISOR : ROLE_AGENT | ROLE_REVIEWER | ROLE_FOLLOWUP | ROLE_SUPERVISOR;
	struct offer offer = new_offer(req);

	if (v->role == ROLE_UNIT)
		return offer_those(req, v->unit, 0, ROLE_UNIT, 0, &offer);
	if (*unit && !request_error_of(req, "unit"))
		TRY(offer_those(req, unit, 0, ROLE_UNIT, 0, &offer));
	return v->province ? offer_those(req, "", v->province, roles, 0, &offer) : ST_OK;
}

enum status assign_can(struct request *req, const struct ticket_row *t, uint32_t id, bool *can)
{
	struct staff_row p;
	enum status status = staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ id }, &p);

	*can = status == ST_OK &&
	       hands_fit(&(struct hands_person){ p.active, p.role, p.region, p.unit }, (enum ticket_state)t->state, t->region, t->unit);
	if (*can)
		return callback_open_to(site_of(req)->db, req->arena, t, id, can);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status show_deputy(struct request *req, uint32_t id)
{
	struct absence_now_out deputy;
	enum status status = absence_now(site_of(req)->db, req->arena, &(struct absence_now_in){ id, req->now_ms, req->now_ms }, &deputy);

	if (status == ST_OK)
		view_set(req, "Assignee.Deputy", deputy.name);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status assign_show(struct request *req, const struct ticket_row *t)
{
	bool can;

	TRY(assign_can(req, t, req->viewer->id, &can));
	view_flag(req, "Take", can && t->assignee != req->viewer->id);
	view_flag(req, "Hands", hands_of((enum ticket_state)t->state) != 0);
	if (t->assignee) {
		struct staff_row p;
		enum status status = staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ t->assignee }, &p);

		if (status == ST_NOT_FOUND)
			return ST_OK;
		TRY(status);
		view_int(req, "Assignee.Id", p.id);
		view_set(req, "Assignee.Name", p.name);
		view_flag(req, "Assignee.Gone", !p.active);
		view_flag(req, "Assignee.Mine", p.id == req->viewer->id);
		TRY(show_deputy(req, p.id));
	}
	return ST_OK;
}
