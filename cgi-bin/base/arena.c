/* Memory that ends all at once; see arena.h. Blocks are malloc'd and chained, newest first. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define ARENA_BLOCK_BYTES ((size_t)64 * 1024)	/* one block serves most requests */
#define ARENA_ALIGN alignof(max_align_t)

struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char data[];
};

struct cleanup {
	struct cleanup *next;
	arena_cleanup_fn fn;
	void *handle;
};

struct arena {
	const char *name;
	size_t cap;
	size_t used;
	struct block *first;	/* kept over resets */
	struct block *current;
	struct cleanup *cleanups;
	jmp_buf *recovery;
};

static struct block *block_new(size_t size)
{
	struct block *block = malloc(sizeof(*block) + size);

	if (!block)
		log_panic("out of memory", "bytes", size);
	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *arena_new(const char *name, size_t cap)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		log_panic("out of memory", "bytes", sizeof(*arena));
	arena->name = name;
	arena->cap = cap;
	arena->first = block_new(ARENA_BLOCK_BYTES);
	arena->current = arena->first;
	return arena;
}

static void run_cleanups(struct arena *arena)
{
	while (arena->cleanups) {
		struct cleanup *c = arena->cleanups;

		arena->cleanups = c->next;
		c->fn(c->handle);
	}
}

void arena_reset(struct arena *arena)
{
	run_cleanups(arena);
	for (struct block *b = arena->current; b != arena->first;) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
	arena->current = arena->first;
	arena->first->used = 0;
	arena->used = 0;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	arena_reset(arena);
	free(arena->first);
	free(arena);
}

/* The cap is a property of the request, not of the machine: the loop turns it into an answer. */
static void over_cap(struct arena *arena, size_t size)
{
	if (arena->recovery)
		longjmp(*arena->recovery, 1);
	log_panic("arena over its cap", "bytes", size);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct block *block = arena->current;
	void *result;

	if (size > arena->cap || arena->used > arena->cap - size)
		over_cap(arena, size);
	size = (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
	if (block->size - block->used < size) {
		block = block_new(size > ARENA_BLOCK_BYTES ? size : ARENA_BLOCK_BYTES);
		block->next = arena->current;
		arena->current = block;
	}
	result = block->data + block->used;
	block->used += size;
	arena->used += size;
	return memset(result, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		total = SIZE_MAX;
	return arena_alloc(arena, total);
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	memcpy(copy, text, len);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

void *arena_memdup(struct arena *arena, const void *data, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size)
		memcpy(copy, data, size);
	return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	char most[256];	/* what nearly every text fits in, so that it is formatted once */
	va_list again;
	int len;
	char *text;

	va_copy(again, args);
	len = vsnprintf(most, sizeof(most), format, args);
	if (len < 0)
		log_panic("cannot format text", "status", (size_t)ST_BUG);
	if ((size_t)len < sizeof(most)) {
		text = arena_strndup(arena, most, (size_t)len);
	} else {
		text = arena_alloc(arena, (size_t)len + 1);
		vsnprintf(text, (size_t)len + 1, format, again);
	}
	va_end(again);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void arena_on_reset(struct arena *arena, arena_cleanup_fn fn, void *handle)
{
	struct cleanup *c = ARENA_NEW(arena, struct cleanup);

	c->fn = fn;
	c->handle = handle;
	c->next = arena->cleanups;
	arena->cleanups = c;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}

void arena_guard(struct arena *arena, jmp_buf *recovery)
{
	arena->recovery = recovery;
}
