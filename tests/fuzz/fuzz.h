/* fuzz.h: what the harnesses share. MUST names the promise that did not hold and stops, so libFuzzer keeps the input. */
#ifndef FUZZ_H
#define FUZZ_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

#define MUST(promise) \
	do { \
		if (!(promise)) { \
			fprintf(stderr, "broken: %s\n", #promise); \
			abort(); \
		} \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One arena for all inputs, reset for each, as a request does. Whoever runs over its cap is back where GUARD stands. */
static inline struct arena *fuzz_arena(void)
{
	static struct arena *arena;

	if (!arena)
		arena = arena_new("fuzz", (size_t)16 << 20);
	arena_guard(arena, NULL);
	arena_reset(arena);
	return arena;
}

#endif
