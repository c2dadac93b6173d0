/* Counts in a mapped file; see rate.h. */
#include "base/rate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"

#define BUCKET 8	/* slots that one key may take */
#define BUCKETS (LIMIT_RATE_KEYS / BUCKET)

/* Of a slot the count and the end of its window are one word, so that no reader sees the one without the other. */
struct slot {
	_Atomic uint64_t key;
	_Atomic uint64_t word;
};

struct rate {
	struct slot slots[BUCKETS][BUCKET];
};

static uint32_t until_of(uint64_t word) { return (uint32_t)(word >> 32); }
static uint32_t count_of(uint64_t word) { return (uint32_t)word; }

struct rate *rate_open(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	void *mapped = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, sizeof(struct rate)) == 0)
		mapped = mmap(NULL, sizeof(struct rate), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (mapped == MAP_FAILED)
		log_error("cannot count in '%s': %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return mapped == MAP_FAILED ? NULL : mapped;
}

uint32_t rate_seen(const struct rate *rate, uint64_t key, uint32_t now_s)
{
	const struct slot *bucket = rate->slots[key % BUCKETS];
	uint32_t seen = 0;

	for (int i = 0; i < BUCKET; i++) {
		uint64_t word = atomic_load(&bucket[i].word);

		if (atomic_load(&bucket[i].key) == key && until_of(word) > now_s)
			seen += count_of(word);
	}
	return seen;
}

/* The slot to begin a key in: one whose window is over, else the one of the smallest count. */
static struct slot *room_in(struct slot *bucket, uint32_t now_s)
{
	struct slot *least = &bucket[0];

	for (int i = 0; i < BUCKET; i++) {
		uint64_t word = atomic_load(&bucket[i].word);

		if (until_of(word) <= now_s)
			return &bucket[i];
		if (count_of(word) < count_of(atomic_load(&least->word)))
			least = &bucket[i];
	}
	return least;
}

/* What is over is not kept either. */
static void forget_old(struct slot *bucket, uint32_t now_s)
{
	for (int i = 0; i < BUCKET; i++) {
		if (until_of(atomic_load(&bucket[i].word)) > now_s)
			continue;
		atomic_store(&bucket[i].key, 0);
		atomic_store(&bucket[i].word, 0);
	}
}

void rate_count(struct rate *rate, uint64_t key, uint32_t until_s, uint32_t now_s)
{
	struct slot *bucket = rate->slots[key % BUCKETS];
	struct slot *slot;

	for (int i = 0; i < BUCKET; i++) {
		if (atomic_load(&bucket[i].key) == key && until_of(atomic_load(&bucket[i].word)) > now_s) {
			atomic_fetch_add(&bucket[i].word, 1);
			return;
		}
	}
	forget_old(bucket, now_s);
	slot = room_in(bucket, now_s);
	atomic_store(&slot->word, (uint64_t)until_s << 32 | 1);
	atomic_store(&slot->key, key);
}
