/* Likeness of texts; see alike.h. */
#include "domain/alike.h"

#include <stdlib.h>
#include <string.h>

#include "domain/grams.h"

static int rising(const void *left, const void *right)
{
	const uint32_t *a = left;
	const uint32_t *b = right;

	return (*a > *b) - (*a < *b);
}

/* FNV-1a: grams are short, and one false meeting in thousands changes no verdict. */
static uint32_t hash_gram(const char *gram, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)gram[i]) * 16777619u;
	return hash;
}

/* A run's last character stands alone in the index, for queries; it says nothing about likeness. */
static bool is_lone(const char *gram, size_t len)
{
	return len > 1 && len <= 4 && (uint8_t)gram[0] >= 0x80 && text_chars(gram) == 1;
}

struct alike alike_of(struct arena *arena, const char *text)
{
	struct buf grams = buf_new(arena, 1024);
	struct alike set = { 0 };
	size_t kept = 0;
	char *rest, *gram;

	grams_add(&grams, text);
	set.grams = ARENA_ARRAY(arena, grams.len / 2 + 1, uint32_t);
	for (rest = grams.text; (gram = strtok_r(rest, " ", &rest));)
		if (!is_lone(gram, strlen(gram)))
			set.grams[set.count++] = hash_gram(gram, strlen(gram));
	qsort(set.grams, set.count, sizeof(*set.grams), rising);
	for (size_t i = 0; i < set.count; i++)
		if (i == 0 || set.grams[i] != set.grams[i - 1])
			set.grams[kept++] = set.grams[i];
	set.count = kept;
	return set;
}

unsigned alike_permille(const struct alike *a, const struct alike *b)
{
	size_t common = 0;

	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		if (a->grams[i] == b->grams[k])
			common++;
		if (a->grams[i] <= b->grams[k]) {
			k += a->grams[i] == b->grams[k];
			i++;
		} else {
			k++;
		}
	}
	return a->count + b->count ? (unsigned)(2000 * common / (a->count + b->count)) : 0;
}
