/* The two ways to the same tickets; see ticket_filter.h. */
#include "pages/ticket_filter.h"

#include <string.h>

#include "domain/ticket.h"

/* The statements by a rule take what those without take, and then the rule. */
_Static_assert(offsetof(struct export_rule_tickets_in, rule) == sizeof(struct export_tickets_in), "the same filter, and the rule");
_Static_assert(sizeof(struct inspection_pool_in) == sizeof(struct export_tickets_in) &&
	       sizeof(struct inspection_rule_pool_in) == sizeof(struct export_rule_tickets_in), "the same filters");
_Static_assert(offsetof(struct export_rule_page_in, rule) == sizeof(struct export_tickets_in), "the same filter, and the rule");
_Static_assert(offsetof(struct export_rule_count_in, rule) == sizeof(struct export_tickets_in), "the same filter, and the rule");

struct ticket_filter ticket_filter_make(int64_t from_ms, int64_t until_ms, uint32_t region, uint32_t kind, uint32_t state, const char *unit,
					uint32_t item, const char *rule)
{
	const uint32_t province = region_province(region);
	const uint32_t span = region == 0 ? 999999 : region % 10000 == 0 ? 9999 : region % 100 == 0 ? 99 : 0;

	return (struct ticket_filter){ .rule = rule, .in = {
		.from_ms = from_ms, .until_ms = until_ms, .region_from = region, .region_until = region + span,
		.province = province, .province_again = province, .kind = kind, .kind_again = kind, .state = state, .state_again = state,
		.unit = unit, .unit_again = unit, .item = item, .item_again = item } };
}

static enum status each(struct db *db, struct arena *row_arena, const struct ticket_filter *f, enum sql_id plain, enum sql_id by_rule, db_row_fn fn,
			void *context)
{
	struct export_rule_tickets_in in = { .rule = f->rule };

	if (!*f->rule)
		return db_each(db, row_arena, plain, &f->in, fn, context);
	memcpy(&in, &f->in, sizeof(f->in));
	return db_each(db, row_arena, by_rule, &in, fn, context);
}

enum status ticket_filter_each(struct db *db, struct arena *row_arena, const struct ticket_filter *f, db_row_fn fn, void *context)
{
	return each(db, row_arena, f, SQL_export_tickets, SQL_export_rule_tickets, fn, context);
}

enum status ticket_filter_pool(struct db *db, struct arena *row_arena, const struct ticket_filter *f, db_row_fn fn, void *context)
{
	return each(db, row_arena, f, SQL_inspection_pool, SQL_inspection_rule_pool, fn, context);
}

enum status ticket_filter_page(struct db *db, struct arena *arena, const struct ticket_filter *f, uint32_t most, struct export_row **rows, size_t *count)
{
	struct export_page_in in = { .most = most };
	struct export_rule_page_in by_rule = { .rule = f->rule, .most = most };

	memcpy(&in, &f->in, sizeof(f->in));
	memcpy(&by_rule, &f->in, sizeof(f->in));
	return *f->rule ? export_rule_page_list(db, arena, &by_rule, rows, count) : export_page_list(db, arena, &in, rows, count);
}

enum status ticket_filter_count(struct db *db, struct arena *arena, const struct ticket_filter *f, uint32_t most, uint64_t *count)
{
	struct export_count_in in = { .most = most };
	struct export_rule_count_in by_rule = { .rule = f->rule, .most = most };
	struct export_rule_count_out counted_by_rule = { 0 };
	struct export_count_out counted = { 0 };

	memcpy(&in, &f->in, sizeof(f->in));
	memcpy(&by_rule, &f->in, sizeof(f->in));
	if (*f->rule)
		TRY(export_rule_count(db, arena, &by_rule, &counted_by_rule));
	else
		TRY(export_count(db, arena, &in, &counted));
	*count = counted.count + counted_by_rule.count;
	return ST_OK;
}

const char *ticket_filter_text(struct arena *arena, const struct ticket_filter *f)
{
	return arena_printf(arena, "filed %lld..%lld region %06u..%06u kind %u state %u item %u unit '%s' rule '%s'", (long long)f->in.from_ms,
			    (long long)f->in.until_ms, f->in.region_from, f->in.region_until, f->in.kind, f->in.state, f->in.item, f->in.unit, f->rule);
}
