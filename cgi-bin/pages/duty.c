/* The worker's loop; see duty.h. SIGTERM stays blocked but while waiting, so a duty is never cut by it. */
#include "pages/duty.h"

#include <signal.h>
#include <time.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "statements.h"

#define WORKER_ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define DUTIES_MAX 24
#define BACK_OFF_FIRST_MS 200
#define BACK_OFF_MOST_MS 5000

struct loop {
	struct worker worker;
	const struct duty *duties;
	size_t count;
	int64_t next_ms[DUTIES_MAX];	/* monotonic */
	int64_t back_off_ms;		/* 0: all is well */
	bool waited_for_lock;
	sigset_t stop_signals;
};

/* Waits at most this long; true when it is time to end. */
static bool told_to_stop(const struct loop *loop, int64_t wait_ms)
{
	struct timespec wait = { wait_ms / 1000, wait_ms % 1000 * 1000000 };

	return sigtimedwait(&loop->stop_signals, NULL, &wait) > 0;
}

/* The database restarts, or another worker holds the lock: longer from time to time, said once. */
static void back_off(struct loop *loop, const char *why)
{
	if (loop->back_off_ms == 0)
		log_warn("waiting: %s", why);
	loop->back_off_ms = loop->back_off_ms == 0 ? BACK_OFF_FIRST_MS : loop->back_off_ms * 2;
	if (loop->back_off_ms > BACK_OFF_MOST_MS)
		loop->back_off_ms = BACK_OFF_MOST_MS;
}

static bool may_work(struct loop *loop)
{
	struct worker_lock_out lock;
	enum status status = worker_lock(loop->worker.site->db, loop->worker.arena, &lock);

	if (status != ST_OK) {
		back_off(loop, status_name(status));
		return false;
	}
	if (!lock.held) {
		back_off(loop, "another worker is at work");
		return false;
	}
	if (loop->back_off_ms > 0)
		log_info("at work again");
	loop->back_off_ms = 0;
	return true;
}

/* The world's failure ends the round; ours is logged and must not keep the other duties from theirs. */
static bool perform(struct loop *loop, size_t i)
{
	const struct duty *duty = &loop->duties[i];
	size_t done = 0;
	bool more = false;
	int64_t begun_ms = now_monotonic_ms();
	enum status status;

	loop->worker.now_ms = now_ms();
	status = duty->run(&loop->worker, &done, &more);
	arena_reset(loop->worker.arena);
	loop->next_ms[i] = begun_ms + (more && status == ST_OK ? 0 : duty->period_ms);
	if (status != ST_OK)
		log_write(status == ST_BUG ? LOG_ERROR : LOG_WARN, "duty '%s' failed: %s", duty->name, status_name(status));
	else if (done > 0)
		log_debug("duty '%s' did %zu in %lld ms", duty->name, done, (long long)(now_monotonic_ms() - begun_ms));
	return status != ST_UNAVAILABLE && status != ST_TIMEOUT;
}

/* Each duty that is due, once. Returns how long nothing is due. */
static int64_t perform_due(struct loop *loop)
{
	int64_t next_ms = INT64_MAX;
	int64_t wait_ms;

	for (size_t i = 0; i < loop->count; i++) {
		if (loop->next_ms[i] <= now_monotonic_ms() && !perform(loop, i)) {
			back_off(loop, "the database does not answer");
			return loop->back_off_ms;
		}
		if (told_to_stop(loop, 0))
			return -1;
	}
	for (size_t i = 0; i < loop->count; i++)
		if (loop->next_ms[i] < next_ms)
			next_ms = loop->next_ms[i];
	wait_ms = next_ms - now_monotonic_ms();
	return wait_ms > 0 ? wait_ms : 0;
}

static void run(struct loop *loop)
{
	int64_t wait_ms = 0;

	while (wait_ms >= 0 && !told_to_stop(loop, wait_ms)) {
		wait_ms = may_work(loop) ? perform_due(loop) : loop->back_off_ms;
		arena_reset(loop->worker.arena);
	}
}

/* Opens the database and loads the facts, as often as it takes. False: told to stop before that. */
static bool open_site(struct loop *loop, const struct config *config, struct arena *process)
{
	while (site_open(config, process, "worker", MAY_WORKER, 0, &loop->worker.site) != ST_OK) {
		arena_reset(process);
		back_off(loop, "the database does not answer, or its facts are not loaded");
		if (told_to_stop(loop, loop->back_off_ms))
			return false;
	}
	return true;
}

static int work(struct loop *loop, struct arena *settings, struct arena *process)
{
	const struct config *config;

	if (config_load(settings, NULL, &config) != ST_OK)
		return 1;
	log_open("worker", log_level_of(config_text(config, "log.level")));
	if (open_site(loop, config, process)) {
		log_info("began");
		run(loop);
	}
	log_info("ended");
	return 0;
}

int duty_loop(const struct duty *duties, size_t count)
{
	struct arena *settings = arena_new("settings", WORKER_ARENA_BYTES);
	struct arena *process = arena_new("worker", WORKER_ARENA_BYTES);
	struct loop loop = { .worker.arena = arena_new("duty", WORKER_ARENA_BYTES), .duties = duties, .count = count };
	int code;

	if (count > DUTIES_MAX)
		log_panic("too many duties", "duties", count);
	sigemptyset(&loop.stop_signals);
	sigaddset(&loop.stop_signals, SIGTERM);
	sigaddset(&loop.stop_signals, SIGINT);
	sigprocmask(SIG_BLOCK, &loop.stop_signals, NULL);
	code = work(&loop, settings, process);
	arena_free(loop.worker.arena);
	arena_free(process);
	arena_free(settings);
	return code;
}
