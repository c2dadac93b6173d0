/* The loop of a process that answers; see serve.h. */
#include "rules/serve.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/now.h"
#include "rules/ask.h"
#include "rules/brand.h"
#include "rules/form.h"
#include "rules/sandbox.h"

#define CLIENTS_MAX 128
#define ANSWER_TIME_US 20000	/* of processor, for one message; whoever asks waits 50 ms */

static const struct serving *self;
static struct pollfd clients[CLIENTS_MAX + 1];	/* 0: the listening socket */
static size_t client_count = 1;
static volatile sig_atomic_t told_to_end;

/* ---- one message ----------------------------------------------------------------------------------------- */

static uint32_t why_aside(const struct rules_plugin *plugin, uint32_t region)
{
	if (!plugin)
		return rules_refused(self->set, region) ? RULES_ASIDE_REFUSED : RULES_NOT_ASIDE;
	return faults_is_aside(self->faults, self->records[plugin - self->set->plugins]) ? RULES_ASIDE_QUARANTINED : RULES_NOT_ASIDE;
}

static void ask_plugin(const struct rules_plugin *plugin, const struct rules_question *q, const struct rules_days *days,
		       struct rules_answer *a)
{
	struct fault_seat *seat = &self->faults->seats[self->seat];
	uint32_t record = self->records[plugin - self->set->plugins];
	const char *fault;

	seat->op = q->op;
	seat->turn++;
	seat->record = record + 1;
	/* Who dies in here is blamed by what stands in the seat: not a word of it may come later or earlier. */
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	fault = rules_ask(plugin->rules, q, days, a);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	seat->record = 0;
	if (fault)
		faults_blame(self->faults, record, q->op, fault);
}

static void answer_one(struct rules_question *q, const struct rules_days *days, struct rules_answer *a)
{
	const struct rules_plugin *plugin;
	uint32_t aside;

	q->version[sizeof(q->version) - 1] = '\0';
	plugin = rules_for(self->set, q->facts.region, q->version, day_of_ms(q->facts.filed_ms));
	aside = why_aside(plugin, q->facts.region);
	if (q->op == RULES_ASK_FIELD || q->op == RULES_ASK_BRAND) {
		const struct province_rules *rules = plugin && !aside ? plugin->rules : NULL;

		if (q->op == RULES_ASK_FIELD)
			rules_field_answer(rules, q->nth, a);
		else
			rules_brand_answer(rules, a);
		a->aside = aside;
		return;
	}
	if (plugin && !aside) {
		ask_plugin(plugin, q, days, a);
		return;
	}
	rules_ask_national(q, days, a);
	a->aside = aside;
}

static bool answer_client(int fd)
{
	static struct rules_request request;
	static struct rules_reply reply;
	ssize_t n = recv(fd, &request, sizeof(request), MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n < (ssize_t)rules_request_bytes(0) || request.magic != RULES_MESSAGE_MAGIC || request.count > RULES_QUESTIONS_MAX ||
	    n != (ssize_t)rules_request_bytes(request.count))
		return false;
	memset(&reply, 0, rules_reply_bytes(request.count));
	reply.magic = RULES_MESSAGE_MAGIC;
	reply.id = request.id;
	reply.count = request.count;
	sandbox_limit_time(ANSWER_TIME_US);
	for (uint32_t i = 0; i < request.count; i++)
		answer_one(&request.questions[i], &request.days, &reply.answers[i]);
	sandbox_limit_time(0);
	return send(fd, &reply, rules_reply_bytes(reply.count), MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)rules_reply_bytes(reply.count);
}

/* ---- the loop ---------------------------------------------------------------------------------------------- */

static void take_client(void)
{
	int fd = accept4(clients[0].fd, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return;
	if (client_count == CLIENTS_MAX + 1) {
		close(fd);
		return;
	}
	clients[client_count++] = (struct pollfd){ .fd = fd, .events = POLLIN };
}

static void turn(const sigset_t *waiting)
{
	/* The signal to end is let in only here, where no message is in hand. */
	if (ppoll(clients, client_count, NULL, waiting) < 0)
		return;
	for (size_t i = client_count; i-- > 1;) {
		if (!clients[i].revents || (clients[i].revents & POLLIN && answer_client(clients[i].fd)))
			continue;
		close(clients[i].fd);
		clients[i] = clients[--client_count];
	}
	if (clients[0].revents)
		take_client();
}

static void on_end(int signal)
{
	(void)signal;
	told_to_end = 1;
}

void rules_serve(const struct serving *serving)
{
	const struct sigaction end = { .sa_handler = on_end };
	sigset_t waiting, working;

	self = serving;
	clients[0] = (struct pollfd){ .fd = serving->listener, .events = POLLIN };
	sigfillset(&working);
	sigdelset(&working, SIGPROF);
	sigfillset(&waiting);
	sigdelset(&waiting, SIGPROF);
	sigdelset(&waiting, SIGTERM);
	sigaction(SIGTERM, &end, NULL);
	sigprocmask(SIG_SETMASK, &working, NULL);
	if (!sandbox_enter()) {
		log_error("cannot lock in: %s", strerror(errno));
		exit(EXIT_FAILURE);
	}
	while (!told_to_end)
		turn(&waiting);
	_exit(EXIT_SUCCESS);
}
