/* Memory that ends all at once: one arena a request, one a process for what start-up builds.
 *
 * Allocation never returns NULL. Memory is zeroed. An arena has a cap; an allocation over it
 * jumps to the recovery point (arena_guard) that the request loop has set, which answers 413,
 * or panics where none is set. Foreign handles (files, result sets) are registered as cleanups
 * and released, last first, by arena_reset. Nothing is freed singly.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
typedef void (*arena_cleanup_fn)(void *handle);

/* cap: bytes that may be in use at once. name: for logs, kept by reference. Panics when out of memory. */
struct arena *arena_new(const char *name, size_t cap);
/* Runs cleanups, keeps the first block for the next request and returns the rest to the system. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

/* Zeroed, aligned for any type, valid until arena_reset. size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((returns_nonnull, malloc));
/* count * size, checked for overflow (an overflow counts as over the cap). */
void *arena_array(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));
#define ARENA_NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array(arena, count, sizeof(type)))

/* Copies; the result is NUL-terminated. arena_strdup(NULL) is NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
void *arena_memdup(struct arena *arena, const void *data, size_t size);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* fn(handle) will run at arena_reset or arena_free, last registered first. */
void arena_on_reset(struct arena *arena, arena_cleanup_fn fn, void *handle);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/* Where an allocation over the cap lands (longjmp with value 1). NULL: panic. Valid while the
 * frame that called setjmp is alive; that frame must not rely on non-volatile locals. */
void arena_guard(struct arena *arena, jmp_buf *recovery);

#endif
