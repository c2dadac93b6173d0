/* The client of the rules program; see call.h. */
#include "rules/call.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "rules/ask.h"

#define DAYS_BACK 14
#define DAYS_KEPT_MS 5000

struct rules_client {
	const char *path;
	int fd;		/* -1: not connected */
	uint32_t next_id;
	struct rules_days days;		/* of days_of in days_region */
	const struct calendar *days_of;
	uint32_t days_region;
	int64_t days_ms;		/* when they were looked up: the calendar may change in place */
	struct rules_request request;
	struct rules_reply reply;
};

static void hang_up(void *handle)
{
	struct rules_client *client = handle;

	if (client->fd >= 0)
		close(client->fd);
	client->fd = -1;
}

struct rules_client *rules_client_new(struct arena *arena, const char *socket_path)
{
	struct rules_client *client = ARENA_NEW(arena, struct rules_client);

	client->path = socket_path;
	client->fd = -1;
	arena_on_reset(arena, hang_up, client);
	return client;
}

static bool connect_to(struct rules_client *client)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (client->fd >= 0)
		return true;
	if (strlen(client->path) >= sizeof(address.sun_path))
		return false;
	strcpy(address.sun_path, client->path);
	client->fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (client->fd < 0)
		return false;
	if (connect(client->fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return true;
	hang_up(client);
	return false;
}

/* Waits for the reply to this very message; an older one that came late is passed over. */
static bool receive(struct rules_client *client)
{
	int64_t until = now_monotonic_ms() + LIMIT_RULES_MS;

	for (;;) {
		int64_t left = until - now_monotonic_ms();
		struct pollfd poll_fd = { .fd = client->fd, .events = POLLIN };
		ssize_t n;

		if (left <= 0 || poll(&poll_fd, 1, (int)left) <= 0)
			return false;
		n = recv(client->fd, &client->reply, sizeof(client->reply), 0);
		if (n < (ssize_t)rules_reply_bytes(0))
			return false;
		if (client->reply.magic == RULES_MESSAGE_MAGIC && client->reply.id == client->request.id)
			return client->reply.count == client->request.count && n == (ssize_t)rules_reply_bytes(client->reply.count);
	}
}

static bool exchange(struct rules_client *client)
{
	size_t bytes = rules_request_bytes(client->request.count);

	if (!connect_to(client))
		return false;
	if (send(client->fd, &client->request, bytes, MSG_NOSIGNAL) == (ssize_t)bytes && receive(client))
		return true;
	hang_up(client);
	return false;
}

/* ---- the calendar that goes along --------------------------------------------------------------------------- */

void rules_days_fill(const struct calendar *calendar, uint32_t region, int64_t filed_ms, struct rules_days *days)
{
	*days = (struct rules_days){ .from = day_of_ms(filed_ms) - DAYS_BACK, .count = calendar ? sizeof(days->worked) * 8 : 0 };
	for (uint32_t i = 0; i < days->count; i++)
		if (calendar_day(calendar, region, days->from + (int32_t)i).worked)
			days->worked[i / 8] |= (uint8_t)(1u << i % 8);
}

/* Kept for a moment, since those who ask often ask of one region. */
static void look_up_days(struct rules_client *client, const struct calendar *calendar, const struct rules_facts *facts)
{
	int64_t now = now_monotonic_ms();

	if (client->days_of == calendar && client->days_region == facts->region && now - client->days_ms < DAYS_KEPT_MS &&
	    client->days.from == day_of_ms(facts->filed_ms) - DAYS_BACK)
		return;
	rules_days_fill(calendar, facts->region, facts->filed_ms, &client->days);
	client->days_of = calendar;
	client->days_region = facts->region;
	client->days_ms = now;
}

/* ---- asking --------------------------------------------------------------------------------------------------- */

/* What comes back is untrusted: an answer out of its ranges is replaced by the national one. */
static void take_answers(struct rules_client *client, struct rules_answer *answers)
{
	for (uint32_t i = 0; i < client->request.count; i++) {
		const struct rules_answer *a = &client->reply.answers[i];
		const struct rules_question *q = &client->request.questions[i];

		answers[i] = *a;
		answers[i].version[sizeof(answers[i].version) - 1] = '\0';
		if (a->status == RULES_NO_OPINION || (a->status == RULES_OK && rules_is_sane(q->op, &a->any)))
			continue;
		rules_ask_national(q, &client->days, &answers[i]);
		answers[i].aside = a->aside;
	}
}

void rules_call(struct rules_client *client, const struct calendar *calendar, const struct rules_question *questions,
		uint32_t count, struct rules_answer *answers)
{
	if (count == 0 || count > RULES_QUESTIONS_MAX)
		log_panic("too many questions at once", "count", count);
	look_up_days(client, calendar, &questions[0].facts);
	memset(&client->request, 0, rules_request_bytes(0));
	client->request.magic = RULES_MESSAGE_MAGIC;
	client->request.id = ++client->next_id;
	client->request.count = count;
	client->request.days = client->days;
	memcpy(client->request.questions, questions, count * sizeof(*questions));
	if (exchange(client) || exchange(client)) {
		take_answers(client, answers);
		return;
	}
	log_warn("the rules do not answer; the national default does");
	for (uint32_t i = 0; i < count; i++) {
		rules_ask_national(&questions[i], &client->days, &answers[i]);
		answers[i].aside = RULES_ASIDE_AWAY;
	}
}
