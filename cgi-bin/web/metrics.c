/* Counts shared by the processes of a program; see metrics.h. */
#include "web/metrics.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"

#define METRICS_MAKE UINT64_C(0x3132333238000001)	/* of the layout below */

static const int64_t bounds_us[] = { 500,   1000,   2500,   5000,   10000,   25000,
				     50000, 100000, 250000, 500000, 1000000, 5000000 };
#define BOUNDS (sizeof(bounds_us) / sizeof(bounds_us[0]))

struct metrics {
	_Atomic uint64_t make;
	_Atomic uint64_t by_class[6];		/* 2xx at 2 … */
	_Atomic uint64_t faster[BOUNDS + 1];	/* not cumulative; the last is slower than all bounds */
	_Atomic uint64_t total_us;
	_Atomic uint64_t arena_high_bytes;
};

static struct metrics *map(int fd, int flags)
{
	void *memory = mmap(NULL, sizeof(struct metrics), PROT_READ | PROT_WRITE, flags, fd, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

struct metrics *metrics_open(const char *path)
{
	int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640) : -1;
	struct metrics *metrics = NULL;

	if (fd >= 0) {
		if (ftruncate(fd, sizeof(struct metrics)) == 0)
			metrics = map(fd, MAP_SHARED);
		close(fd);
	}
	if (metrics && atomic_load(&metrics->make) != METRICS_MAKE) {
		for (size_t i = 0; i < sizeof(*metrics) / sizeof(_Atomic uint64_t); i++)
			atomic_store((_Atomic uint64_t *)metrics + i, 0);
		atomic_store(&metrics->make, METRICS_MAKE);
	}
	if (!metrics)
		metrics = map(-1, MAP_PRIVATE | MAP_ANONYMOUS);
	if (!metrics)
		log_panic("out of memory", "bytes", sizeof(*metrics));
	return metrics;
}

void metrics_close(struct metrics *metrics)
{
	munmap(metrics, sizeof(*metrics));
}

void metrics_count(struct metrics *metrics, int code, int64_t us, size_t arena_bytes)
{
	uint64_t high = atomic_load(&metrics->arena_high_bytes);
	size_t slot = 0;

	while (slot < BOUNDS && us > bounds_us[slot])
		slot++;
	atomic_fetch_add(&metrics->by_class[code >= 100 && code < 600 ? code / 100 : 5], 1);
	atomic_fetch_add(&metrics->faster[slot], 1);
	atomic_fetch_add(&metrics->total_us, us > 0 ? (uint64_t)us : 0);
	while (arena_bytes > high &&
	       !atomic_compare_exchange_weak(&metrics->arena_high_bytes, &high, arena_bytes))
		;
}

/* ---- text --------------------------------------------------------------------------------------- */

static void histogram(const struct metrics *metrics, const char *program, struct buf *out)
{
	uint64_t sum = 0;

	buf_text(out, "# HELP hotline_request_seconds Time from reading a request to having answered it.\n"
		      "# TYPE hotline_request_seconds histogram\n");
	for (size_t i = 0; i < BOUNDS; i++) {
		sum += atomic_load(&metrics->faster[i]);
		buf_printf(out, "hotline_request_seconds_bucket{program=\"%s\",le=\"%g\"} %" PRIu64 "\n",
			   program, (double)bounds_us[i] / 1e6, sum);
	}
	sum += atomic_load(&metrics->faster[BOUNDS]);
	buf_printf(out, "hotline_request_seconds_bucket{program=\"%s\",le=\"+Inf\"} %" PRIu64 "\n", program,
		   sum);
	buf_printf(out, "hotline_request_seconds_sum{program=\"%s\"} %.6f\n", program,
		   (double)atomic_load(&metrics->total_us) / 1e6);
	buf_printf(out, "hotline_request_seconds_count{program=\"%s\"} %" PRIu64 "\n", program, sum);
}

static long resident_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	long pages = 0;

	if (!file)
		return 0;
	if (fscanf(file, "%*d %ld", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

void metrics_text(const struct metrics *metrics, const char *program, struct buf *out)
{
	buf_text(out, "# HELP hotline_requests_total Requests answered, by the first digit of the status.\n"
		      "# TYPE hotline_requests_total counter\n");
	for (int class = 2; class <= 5; class++)
		buf_printf(out, "hotline_requests_total{program=\"%s\",class=\"%dxx\"} %" PRIu64 "\n",
			   program, class, atomic_load(&metrics->by_class[class]));
	histogram(metrics, program, out);
	buf_printf(out,
		   "# HELP hotline_arena_high_bytes The most memory one request has taken.\n"
		   "# TYPE hotline_arena_high_bytes gauge\nhotline_arena_high_bytes{program=\"%s\"} %" PRIu64
		   "\n",
		   program, atomic_load(&metrics->arena_high_bytes));
	buf_printf(
		out,
		"# HELP hotline_resident_bytes Resident memory of the process that answers this.\n"
		"# TYPE hotline_resident_bytes gauge\nhotline_resident_bytes{program=\"%s\",pid=\"%d\"} %ld\n",
		program, (int)getpid(), resident_bytes());
}
