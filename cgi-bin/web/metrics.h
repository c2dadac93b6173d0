/* Counts over all processes of one program, in a small file they share in memory.
 *
 * nginx hands each request for /metrics to any one of them; counters of their own would jump back and forth.
 * What is one process's own (memory) carries its pid.
 */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct metrics;

/* path: the shared file, made when missing or of another make. NULL or unusable: this process's counts alone. */
struct metrics *metrics_open(const char *path);
void metrics_close(struct metrics *metrics);
/* us: from the request's first byte to the answer's last. arena_bytes: what it took of its arena. */
void metrics_count(struct metrics *metrics, int code, int64_t us, size_t arena_bytes);
/* Prometheus text, labelled program="…". */
void metrics_text(const struct metrics *metrics, const char *program, struct buf *out);

#endif
