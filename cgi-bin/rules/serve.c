/* The loop of the rules program; see serve.h.
 *
 * What is running stands in a shared file (province and question), so that the next process knows whom the last one
 * died of. A province that killed it RULES_FAULTS_MAX times within RULES_FAULTS_MS is in quarantine until its
 * file changes or an operator removes the fault file.
 */
#include "rules/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/config.h"
#include "base/log.h"
#include "base/now.h"
#include "rules/ask.h"
#include "rules/load.h"

#define CLIENTS_MAX 64
#define ANSWER_TIME_US 30000		/* one message; call.c waits 50 ms */
#define MEMORY_BYTES (256u << 20)
#define RULES_FAULTS_MAX 3
#define RULES_FAULTS_MS (10 * 60 * 1000)

/* Survives a crash in a mapped file. */
struct faults {
	uint32_t running;	/* two digits of the province at work; 0 none */
	uint32_t op;
	struct { uint32_t count; uint32_t reserved; int64_t first_ms; } of[100];
};

static struct rules_set loaded;
static struct faults *faults;
static struct pollfd clients[CLIENTS_MAX + 1];	/* 0: the listening socket */
static size_t client_count = 1;

/* ---- faults ------------------------------------------------------------------------------------------- */

static bool open_faults(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);

	if (fd < 0 || ftruncate(fd, sizeof(*faults)) != 0)
		return false;
	faults = mmap(NULL, sizeof(*faults), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return faults != MAP_FAILED;
}

/* The last process died while this province's code was running. */
static void blame_last(void)
{
	uint32_t province = faults->running;

	if (province == 0 || province >= 100)
		return;
	if (now_ms() - faults->of[province].first_ms > RULES_FAULTS_MS)
		faults->of[province].count = 0;
	if (faults->of[province].count++ == 0)
		faults->of[province].first_ms = now_ms();
	log_error("rules of %02u0000 ended the last process at question %u: fault %u", province, faults->op,
		  faults->of[province].count);
	faults->running = 0;
}

static bool is_quarantined(uint32_t province)
{
	return faults->of[province / 10000].count >= RULES_FAULTS_MAX;
}

/* ---- one message ----------------------------------------------------------------------------------------- */

static void limit_time(int us)
{
	struct itimerval timer = { .it_value = { 0, us } };

	setitimer(ITIMER_REAL, &timer, NULL);	/* SIGALRM ends the process: a loop is a fault like any other */
}

static void answer_one(const struct rules_question *q, struct rules_answer *a)
{
	const struct province_rules *rules = rules_for(&loaded, q->facts.region, day_of_ms(q->facts.filed_ms));

	if (rules && is_quarantined(rules->province))
		rules = NULL;
	if (rules) {
		faults->op = q->op;
		faults->running = rules->province / 10000;
	}
	rules_ask(rules, q, a);
	faults->running = 0;
}

static bool answer_client(int fd)
{
	static struct rules_request request;
	static struct rules_reply reply;
	ssize_t n = recv(fd, &request, sizeof(request), MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n != sizeof(request) || request.magic != RULES_MESSAGE_MAGIC || request.count > RULES_QUESTIONS_MAX)
		return false;
	memset(&reply, 0, sizeof(reply));
	reply.magic = RULES_MESSAGE_MAGIC;
	reply.id = request.id;
	reply.count = request.count;
	limit_time(ANSWER_TIME_US);
	for (uint32_t i = 0; i < request.count; i++)
		answer_one(&request.questions[i], &reply.answers[i]);
	limit_time(0);
	return send(fd, &reply, sizeof(reply), MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof(reply);
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

static void loop(void)
{
	for (;;) {
		if (poll(clients, client_count, -1) < 0)
			continue;
		for (size_t i = client_count; i-- > 1;) {
			if (!clients[i].revents)
				continue;
			if (clients[i].revents & POLLIN && answer_client(clients[i].fd))
				continue;
			close(clients[i].fd);
			clients[i] = clients[--client_count];
		}
		if (clients[0].revents)
			take_client();
	}
}

/* ---- locking in --------------------------------------------------------------------------------------------- */

static bool lock_in(void)
{
	static const int allowed[] = {
		SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(accept4), SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(close),
		SCMP_SYS(write), SCMP_SYS(setitimer), SCMP_SYS(clock_gettime), SCMP_SYS(getpid), SCMP_SYS(exit_group),
		SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(gettid), SCMP_SYS(tgkill),
	};
	struct rlimit memory = { MEMORY_BYTES, MEMORY_BYTES };
	struct rlimit none = { 0, 0 };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok = filter != NULL;

	for (size_t i = 0; ok && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
	setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_NPROC, &none);
	ok = ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && seccomp_load(filter) == 0;
#else
	(void)memory;	/* the sanitizer needs its shadow and its own calls */
#endif
	seccomp_release(filter);
	return ok;
}

/* A new socket beside the old one, then renamed over it: whoever connects meets one or the other. */
static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char fresh[sizeof(address.sun_path)];
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	if (fd < 0 || snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh))
		return -1;
	memcpy(address.sun_path, fresh, sizeof(fresh));
	unlink(fresh);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || chmod(fresh, 0660) != 0 ||
	    listen(fd, 64) != 0 || rename(fresh, path) != 0)
		return -1;
	return fd;
}

static enum status start(struct arena *arena)
{
	const struct config *config;
	const char *path;

	TRY(config_load(arena, NULL, &config));
	if (!open_faults(arena_printf(arena, "%s/rules.faults", config_text(config, "run.dir")))) {
		log_error("cannot open the fault file: %s", strerror(errno));
		return ST_IO;
	}
	blame_last();
	TRY(rules_load(arena, config_text(config, "plugin.dir"), &loaded));
	path = config_text(config, "rules.socket");
	clients[0] = (struct pollfd){ .fd = listen_at(path), .events = POLLIN };
	if (clients[0].fd < 0) {
		log_error("cannot listen at '%s': %s", path, strerror(errno));
		return ST_IO;
	}
	log_info("%zu provinces loaded, %zu refused", loaded.count, loaded.refused);
	return ST_OK;
}

int rules_serve(void)
{
	struct arena *arena = arena_new("rules", 64u << 20);

	log_open("rules", LOG_INFO);
	if (start(arena) != ST_OK)
		return EXIT_FAILURE;
	if (!lock_in()) {
		log_error("cannot lock in: %s", strerror(errno));
		return EXIT_FAILURE;
	}
	loop();
	return EXIT_FAILURE;
}
