/* worker: what must happen without anybody asking. A table of duties; each is pages/duty_WHAT.c. */
#include "base/log.h"
#include "pages/duty.h"
#include "store/wall_store.h"

#define SECONDS 1000
#define MINUTES (60 * SECONDS)

static const struct duty duties[] = {
	{ "queue", 1 * SECONDS, duty_queue },
	{ "count", 1 * SECONDS, duty_count },
	{ "recovery", 1 * SECONDS, duty_recovery },
	{ "notice", 1 * SECONDS, duty_notice },
	{ "log", 10 * SECONDS, duty_log },
	{ "sample", 10 * SECONDS, duty_sample },
	{ "group", 1 * SECONDS, duty_group },
	{ "scan", 1 * SECONDS, duty_scan },
	{ "job", 1 * SECONDS, duty_job },
	{ "wall", WALL_EVERY_MS, duty_wall },
	{ "pulse", 20 * SECONDS, duty_pulse },
	{ "resume", 30 * SECONDS, duty_resume },
	{ "lapse", 30 * SECONDS, duty_lapse },
	{ "release", 30 * SECONDS, duty_release },
	{ "escalate", 10 * SECONDS, duty_escalate },
	{ "close", 30 * SECONDS, duty_close },
	{ "archive", 30 * SECONDS, duty_archive },
	{ "sweep rows", 5 * MINUTES, duty_sweep_rows },
	{ "sweep files", 10 * MINUTES, duty_sweep_files },
};

int main(void)
{
	log_open("worker", LOG_INFO);
	return duty_loop(duties, sizeof(duties) / sizeof(duties[0]));
}
