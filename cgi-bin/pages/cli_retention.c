/* hotline retention [--do N]: whose time to be known is over, by class and place, and what stands against erasing it.
 *
 * Without --do it changes nothing. N is how many it said it would erase: when that is no longer so, nothing is done. Each ticket is one
 * transaction, an event of its chain and the destruction of its key; a hold, or something the person added that nobody has read, stops it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/move.h"
#include "store/sign_in.h"

#define BATCH_ROWS 500
#define ROWS_ARENA_BYTES ((size_t)64 * 1024 * 1024)

struct retention {
	struct cli cli;
	struct arena *arena;			/* of a batch */
	struct retention_all_out *rules;
	size_t rule_count;
	int64_t now_ms;
	bool doing;
	bool quiet;	/* counted once more before it is done */
	uint64_t due, held, unread, erased, left;
};

/* ---- rules ----------------------------------------------------------------------------------------------------- */

/* The longest scope that fits. */
static const struct retention_all_out *rule_for(const struct retention *r, const char *class, uint32_t region)
{
	const char *code = arena_printf(r->arena, "%06u", region);
	const struct retention_all_out *best = NULL;

	for (size_t i = 0; i < r->rule_count; i++)
		if (strcmp(r->rules[i].class, class) == 0 && text_starts(code, r->rules[i].scope) &&
		    (!best || strlen(r->rules[i].scope) > strlen(best->scope)))
			best = &r->rules[i];
	return best;
}

static void print_rules(const struct retention *r)
{
	printf("class         scope   days   what it rests on\n");
	for (size_t i = 0; i < r->rule_count; i++) {
		const struct retention_all_out *rule = &r->rules[i];
		const char *days = rule->days ? arena_printf(r->cli.arena, "%d", rule->days) : "no end";

		printf("%-12s  %-6s  %-6s %s%s\n", rule->class, *rule->scope ? rule->scope : "-", days, rule->verified ? "" : "default, unverified: ",
		       rule->source);
	}
}

/* ---- one ticket -------------------------------------------------------------------------------------------------- */

static const struct retention_all_out ordered = { .class = "ordered", .scope = "", .source = "", .verified = 1 };

static enum status erase(struct retention *r, const struct kept_row *row, const struct retention_all_out *rule)
{
	const char *intent = arena_printf(r->arena, "retention %s %u", row->number, row->version);
	const struct event_rule said = {
		.op = "retain", .id = arena_printf(r->arena, "retention.%s", rule->class), .version = *rule->scope ? rule->scope : "-",
		.source = rule->source, .verified = rule->verified != 0,
	};
	const struct event_fact facts[] = {
		{ "erased", "person" }, { "kept_days", rule->days ? arena_printf(r->arena, "%d", rule->days) : "" },
	};
	struct moved moved;
	struct move move = {
		.type = EVENT_ERASED, .role = ROLE_SYSTEM, .actor = ACTOR_SYSTEM, .ticket_id = row->id, .expected_version = row->version,
		.rules = &said, .rule_count = 1, .facts = facts, .fact_count = 2, .erases = true,
	};

	crypto_sha256(intent, strlen(intent), move.key);
	return move_ticket(r->cli.db, r->arena, &move, &moved);
}

static void say(const struct retention *r, const struct kept_row *row, const struct retention_all_out *rule, const char *what)
{
	const char *when;

	if (r->quiet)
		return;
	when = row->archived_ms ? arena_printf(r->arena, "archived %s", day_text(r->arena, day_of_ms(row->archived_ms))) : "ordered";

	printf("%-12s  %s  %s, %s\n", what, row->number, rule->class, when);
}

static enum status take(struct retention *r, const struct kept_row *row, const struct retention_all_out *rule)
{
	enum status status;

	if (row->held || row->unread) {
		r->held += row->held != 0;
		r->unread += row->unread && !row->held;
		say(r, row, rule, row->held ? "held" : "not read");
		return ST_OK;
	}
	r->due++;
	if (!r->doing) {
		say(r, row, rule, "would erase");
		return ST_OK;
	}
	status = erase(r, row, rule);
	if (status != ST_OK && status != ST_CONFLICT)
		return status;
	/* Somebody was first: it changed, was held, or something was added. */
	say(r, row, rule, status == ST_OK ? "erased" : "left alone");
	r->erased += status == ST_OK;
	r->left += status != ST_OK;
	return ST_OK;
}

/* ---- all of them --------------------------------------------------------------------------------------------------- */

static int64_t shortest_ms(const struct retention *r)
{
	int32_t days = INT32_MAX;

	for (size_t i = 0; i < r->rule_count; i++)
		if ((strcmp(r->rules[i].class, "person") == 0 || strcmp(r->rules[i].class, "confidential") == 0) && r->rules[i].days > 0 &&
		    r->rules[i].days < days)
			days = r->rules[i].days;
	return days * (int64_t)MS_PER_DAY;
}

static enum status walk_archived(struct retention *r)
{
	struct kept_row *rows;
	size_t count;
	int64_t after_ms = 0;
	uint64_t after_id = 0;

	do {
		arena_reset(r->arena);
		TRY(people_archived_list(r->cli.db, r->arena, &(struct people_archived_in){
			r->now_ms - shortest_ms(r), after_ms, after_ms, after_id, BATCH_ROWS }, &rows, &count));
		for (size_t i = 0; i < count; i++) {
			const struct retention_all_out *rule = rule_for(r, rows[i].confidential ? "confidential" : "person", rows[i].region);

			after_ms = rows[i].archived_ms;
			after_id = rows[i].id;
			if (!rows[i].ordered && rule && rule->days > 0 && rows[i].archived_ms < r->now_ms - rule->days * (int64_t)MS_PER_DAY)
				TRY(take(r, &rows[i], rule));
		}
	} while (count == BATCH_ROWS);
	return ST_OK;
}

static enum status walk_ordered(struct retention *r)
{
	struct kept_row *rows;
	size_t count;
	uint64_t after_id = 0;

	do {
		arena_reset(r->arena);
		TRY(people_ordered_list(r->cli.db, r->arena, &(struct people_ordered_in){ after_id, BATCH_ROWS }, &rows, &count));
		for (size_t i = 0; i < count; i++) {
			after_id = rows[i].id;
			TRY(take(r, &rows[i], &ordered));
		}
	} while (count == BATCH_ROWS);
	return ST_OK;
}

static enum status walk(struct retention *r)
{
	r->due = r->held = r->unread = 0;
	TRY(walk_ordered(r));
	return walk_archived(r);
}

static enum status carry_out(struct retention *r)
{
	r->doing = true;
	r->quiet = false;
	TRY(walk(r));
	TRY(staff_acted(r->cli.db, &(struct staff){ 0 }, "hotline", "erased", "",
			arena_printf(r->cli.arena, "%llu people; %llu held, %llu with something unread", (unsigned long long)r->erased,
				     (unsigned long long)r->held, (unsigned long long)r->unread), now_ms()));
	printf("%llu erased, %llu left alone; %llu held, %llu with something that nobody has read\n", (unsigned long long)r->erased,
	       (unsigned long long)r->left, (unsigned long long)r->held, (unsigned long long)r->unread);
	return ST_OK;
}

static int run(struct retention *r, const char *wanted)
{
	int64_t most = -1;
	enum status status = retention_all_list(r->cli.db, r->cli.arena, &r->rules, &r->rule_count);

	if (wanted && text_to_int(wanted, 0, INT64_MAX, &most) != ST_OK)
		return CLI_USAGE;
	r->quiet = wanted != NULL;
	if (status == ST_OK && !wanted)
		print_rules(r);
	if (status == ST_OK)
		status = walk(r);
	if (status != ST_OK)
		return cli_exit(status, "retention");
	if (!wanted) {
		printf("%llu would be erased, %llu are held, %llu have something that nobody has read\n"
		       "nothing was changed: hotline retention --do %llu erases them\n", (unsigned long long)r->due, (unsigned long long)r->held,
		       (unsigned long long)r->unread, (unsigned long long)r->due);
		return CLI_DONE;
	}
	if ((uint64_t)most != r->due) {
		fprintf(stderr, "hotline: refused: %llu would be erased now, not %lld. Nothing was changed; look again without --do\n",
			(unsigned long long)r->due, (long long)most);
		return CLI_REFUSED;
	}
	return cli_exit(carry_out(r), "retention");
}

int cli_retention(int argc, char **argv)
{
	struct retention r = { .now_ms = now_ms() };
	int code;

	if (argc != 1 && !(argc == 3 && cli_option(argc, argv, "--do")))
		return CLI_USAGE;
	if (!cli_open_db(&r.cli))
		return CLI_WORLD;
	r.arena = arena_new("retention", ROWS_ARENA_BYTES);
	code = run(&r, cli_option(argc, argv, "--do"));
	arena_free(r.arena);
	cli_close(&r.cli);
	return code;
}
