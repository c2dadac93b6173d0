/* hotline deadline NUMBER: every clock in a ticket's events, counted again from the rule it carries and compared. */
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/due.h"
#include "domain/number.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/calendar_store.h"

struct telling {
	struct arena *arena;
	struct calendar_past past;
	struct due_trail trail;
	int differ;
};

static const struct due_fault *fault_of(const struct due_fault *faults, size_t count, enum stage stage)
{
	for (size_t i = 0; i < count; i++)
		if (faults[i].stage == stage)
			return &faults[i];
	return NULL;
}

static void tell_proof(const char *proof)
{
	while (*proof) {
		size_t len = strcspn(proof, "\n");

		printf("    %.*s\n", (int)len, proof);
		proof += len + (proof[len] == '\n');
	}
}

static void tell_clock(struct telling *t, const struct said_clock *said, const struct due_fault *fault)
{
	struct event_clock clock = event_clock_from(t->arena, said);

	t->differ += fault != NULL;
	printf("%s  from %s  due %s  %s %s%s\n  %s\n  counted again: %s%s\n", stage_word((int)clock.stage),
	       time_text(t->arena, clock.from_ms), time_text(t->arena, clock.due_ms), clock.rule.id, clock.rule.version,
	       clock.rule.verified ? "" : " (default, unverified)", clock.rule.source,
	       time_text(t->arena, fault ? fault->counted_ms : clock.due_ms), fault ? "  DIFFERS" : "");
	tell_proof(clock.proof);
}

static enum status tell_event(struct telling *t, const struct event_row *event)
{
	struct due_fault faults[EVENT_CLOCKS_MAX + 1];
	struct event_said said;
	size_t count;

	TRY(event_read(event->canonical, &said));
	count = due_check(&t->trail, &t->past, &said, faults);
	if (fault_of(faults, count, STAGE_NONE)) {
		t->differ++;
		printf("event %u cannot follow the one before it\n", event->seq);
	}
	for (size_t i = 0; i < said.clock_count; i++)
		tell_clock(t, &said.clocks[i], fault_of(faults, count, said.clocks[i].stage));
	due_follow(&t->trail, &said);
	return ST_OK;
}

static enum status tell(struct cli *cli, struct telling *t, const char *typed)
{
	struct event_row *events;
	struct ticket_row ticket;
	const char *number;
	size_t count;

	TRY(number_parse(cli->arena, typed, &number));
	TRY(ticket_by_number(cli->db, cli->arena, &(struct ticket_by_number_in){ number }, &ticket));
	TRY(event_of_ticket_list(cli->db, cli->arena, &(struct event_of_ticket_in){ ticket.id }, &events, &count));
	TRY(calendar_past_load(cli->db, cli->arena, &t->past));
	for (size_t i = 0; i < count; i++)
		TRY(tell_event(t, &events[i]));
	return ST_OK;
}

int cli_deadline(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct telling t = { 0 };
	enum status status;

	if (argc != 2)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	t.arena = cli.arena;
	status = tell(&cli, &t, argv[1]);
	cli_close(&cli);
	if (status == ST_OK && t.differ > 0)
		return CLI_REFUSED;
	return cli_exit(status, "deadline");
}
