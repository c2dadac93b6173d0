/* hotline deadline NUMBER: every clock in a ticket's events, counted again from the rule it carries and compared. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/clock.h"
#include "domain/number.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/calendar_store.h"

#define PAUSES_MAX 64

struct telling {
	struct cli *cli;
	struct ticket_row ticket;
	struct event_row *events;
	size_t count;
	struct calendar calendar;
	int differ;
};

/* Waiting for the person, as it was when this event was written. */
static size_t pauses_before(const struct telling *t, size_t event, int64_t since_ms, struct clock_pause *pauses)
{
	size_t n = 0;

	for (size_t i = 0; i < event && n < PAUSES_MAX; i++) {
		if (t->events[i].at_ms < since_ms || t->events[i].to_state != STATE_WAITING || t->events[i].from_state == STATE_WAITING)
			continue;
		pauses[n] = (struct clock_pause){ t->events[i].at_ms, t->events[event].at_ms };
		for (size_t k = i + 1; k <= event; k++) {
			if (t->events[k].to_state == STATE_WAITING)
				continue;
			pauses[n].until_ms = t->events[k].at_ms;
			break;
		}
		n++;
	}
	return n;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static void tell_clock(struct telling *t, size_t event, const json_t *clock)
{
	struct arena *arena = t->cli->arena;
	const json_t *rule = json_object_get(clock, "rule");
	int64_t from = json_integer_value(json_object_get(clock, "from_ms"));
	int64_t due = json_integer_value(json_object_get(clock, "due_ms"));
	struct clock_rule counted = { (int32_t)json_integer_value(json_object_get(clock, "amount")),
				      (enum clock_unit)clock_unit_from_word(text_of(clock, "unit")),
				      (enum clock_start)clock_start_from_word(text_of(clock, "start")) };
	struct clock_pause pauses[PAUSES_MAX];
	const char *proof;
	int64_t again = 0;
	bool same = clock_due(arena, &t->calendar, t->ticket.region, &counted, from, pauses,
			      pauses_before(t, event, from, pauses), &again, &proof) == ST_OK && llabs(again - due) < 1000;

	t->differ += !same;
	printf("%s  from %s  due %s  %s %s%s\n  %s\n  counted again: %s%s\n", text_of(clock, "stage"), time_text(arena, from),
	       time_text(arena, due), text_of(rule, "id"), text_of(rule, "version"),
	       json_is_true(json_object_get(rule, "verified")) ? "" : " (default, unverified)", text_of(rule, "source"),
	       time_text(arena, again), same ? "" : "  DIFFERS");
	for (const char *line = text_of(clock, "proof"); *line;) {
		size_t len = strcspn(line, "\n");

		printf("    %.*s\n", (int)len, line);
		line += len + (line[len] == '\n');
	}
}

static void tell_event(struct telling *t, size_t event)
{
	const struct event_row *e = &t->events[event];
	json_t *root = json_loadb((const char *)e->canonical.p, e->canonical.n, 0, NULL);
	size_t i;
	json_t *clock;

	json_array_foreach(json_object_get(root, "clocks"), i, clock)
		tell_clock(t, event, clock);
	json_decref(root);
}

static enum status tell(struct telling *t, const char *typed)
{
	struct cli *cli = t->cli;
	const char *number;

	TRY(number_parse(cli->arena, typed, &number));
	TRY(ticket_by_number(cli->db, cli->arena, &(struct ticket_by_number_in){ number }, &t->ticket));
	TRY(event_of_ticket_list(cli->db, cli->arena, &(struct event_of_ticket_in){ t->ticket.id }, &t->events, &t->count));
	TRY(calendar_load(cli->db, cli->arena, &t->calendar));
	for (size_t i = 0; i < t->count; i++)
		tell_event(t, i);
	return ST_OK;
}

int cli_deadline(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct telling t = { .cli = &cli };
	enum status status;

	if (argc != 2)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	status = tell(&t, argv[1]);
	cli_close(&cli);
	if (status == ST_OK && t.differ > 0)
		return CLI_REFUSED;
	return cli_exit(status, "deadline");
}
