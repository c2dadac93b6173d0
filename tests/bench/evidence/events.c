/* events RATE SECONDS PROCESSES: files matters and adds to them, so many events a second, by the ways that the portal's pages take.
 *
 * A matter in EVENTS_A_TICKET is filed (rules asked, person sealed, one transaction), the others are supplements of one that was. Nothing but HTTP is
 * left out. HOTLINE_CONF is the portal's. Each process keeps to a timetable of its own and begins late what it could not begin in
 * time. Prints "events  seconds  milliseconds that the last one began late".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/now.h"
#include "pages/decide.h"
#include "pages/intake.h"
#include "statements.h"

enum { EVENTS_A_TICKET = 5, MOST_PROCESSES = 64 };
#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

/* What one process has done. */
struct told { int64_t events, late_ms; };

static const uint32_t regions[] = { 110101, 310101, 320102, 330102, 370102, 420102, 430102, 440106, 440305, 510104, 610102, 650102 };

static enum status file(struct site *site, struct arena *arena, uint64_t *ticket_id)
{
	struct moved moved;
	const char *code;
	uint32_t dice[2];

	crypto_random(dice, sizeof(dice));
	struct intake intake = {
		.kind = KIND_COMPLAINT, .source = SOURCE_WEB, .item = 3102, .region = regions[dice[0] % (sizeof(regions) / sizeof(regions[0]))],
		.reply_by = REPLY_BY_WEB, .lang = "zh-CN", .wish = "退还多收的车费", .place = "机场出发层", .consent = "bench",
		.content = arena_printf(arena, "昨晚第%u次在机场打车，司机绕道多收了六十元，要求退还多收的车费。", dice[1] % 100000),
		.plate = arena_printf(arena, "粤B%05u", dice[1] % 100000),
		.person = { "测试", arena_printf(arena, "138%08u", dice[1] % 100000000), "" }, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON,
	};
	crypto_random(intake.key, HASH_BYTES);
	TRY(intake_file(site, arena, &intake, now_ms(), &moved, &code));
	*ticket_id = moved.ticket_id;
	return ST_OK;
}

/* As page_supplement_act and track_move do it. */
static enum status supplement(struct site *site, struct arena *arena, uint64_t ticket_id)
{
	struct event_text text = { .field = "supplement", .body = "当时乘坐的是出租车，车上还有一位同伴，保留了发票。" };
	struct move move = { .type = EVENT_SUPPLEMENTED, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON, .ticket_id = ticket_id, .texts = &text, .text_count = 1 };
	const struct flow_row *row;
	struct decided decided;
	struct ticket_row ticket;
	struct moved moved;

	TRY(ticket_by_id(site->db, arena, &(struct ticket_by_id_in){ ticket_id }, &ticket));
	TRY(flow_check((enum ticket_state)ticket.state, EVENT_SUPPLEMENTED, ROLE_PUBLIC, &row));
	TRY(decide_move(site, arena, &ticket, row, now_ms(), &decided));
	decide_onto(&decided, &move);
	crypto_random(move.key, HASH_BYTES);
	return move_ticket(site->db, arena, &move, &moved);
}

static void wait_until(int64_t due_ms)
{
	int64_t wait_ms = due_ms - now_monotonic_ms();

	if (wait_ms > 0)
		nanosleep(&(struct timespec){ wait_ms / 1000, wait_ms % 1000 * 1000000 }, NULL);
}

static enum status work(struct site *site, struct arena *arena, double rate, int64_t seconds, struct told *told)
{
	int64_t begin_ms = now_monotonic_ms(), due_ms = begin_ms;
	uint64_t ticket_id = 0;

	for (; due_ms < begin_ms + seconds * 1000; due_ms = begin_ms + (int64_t)((double)told->events * 1000 / rate)) {
		wait_until(due_ms);
		if (now_monotonic_ms() > begin_ms + 2 * seconds * 1000)	/* hopeless: what was done is said */
			break;
		told->late_ms = now_monotonic_ms() - due_ms;
		TRY(told->events % EVENTS_A_TICKET == 0 ? file(site, arena, &ticket_id) : supplement(site, arena, ticket_id));
		told->events++;
		arena_reset(arena);
	}
	return ST_OK;
}

static int child(double rate, int64_t seconds, int tell)
{
	struct arena *process = arena_new("process", ARENA_BYTES), *arena = arena_new("event", ARENA_BYTES);
	const struct config *config;
	struct told told = { 0 };
	struct site *site;
	bool well = config_load(process, NULL, &config) == ST_OK &&
		    site_open(config, process, "portal", MAY_PORTAL, SITE_KEY_CODE | SITE_KEY_PHONE | SITE_KEY_VAULT, &site) == ST_OK &&
		    work(site, arena, rate, seconds, &told) == ST_OK;

	return well && write(tell, &told, sizeof(told)) == (ssize_t)sizeof(told) ? 0 : 1;
}

int main(int argc, char **argv)
{
	double rate = argc == 4 ? atof(argv[1]) : 0, seconds = argc == 4 ? atof(argv[2]) : 0;
	int processes = argc == 4 ? atoi(argv[3]) : 0, failed = 0, status, tell[2];
	int64_t begin_ms = now_monotonic_ms();
	struct told all = { 0 }, one;

	log_open("events", LOG_ERROR);	/* a busy machine's rules answer late, and the default does */
	if (rate <= 0 || seconds < 1 || processes < 1 || processes > MOST_PROCESSES || pipe(tell) != 0) {
		fprintf(stderr, "usage: events RATE SECONDS PROCESSES\n");
		return 2;
	}
	for (int i = 0; i < processes; i++)
		if (fork() == 0)
			_exit(child(rate / processes, (int64_t)seconds, tell[1]));
	while (wait(&status) > 0)
		failed += status != 0;
	close(tell[1]);
	while (read(tell[0], &one, sizeof(one)) == (ssize_t)sizeof(one)) {
		all.events += one.events;
		all.late_ms = one.late_ms > all.late_ms ? one.late_ms : all.late_ms;
	}
	printf("%lld %.1f %lld\n", (long long)all.events, (double)(now_monotonic_ms() - begin_ms) / 1000, (long long)all.late_ms);
	return failed ? 1 : 0;
}
