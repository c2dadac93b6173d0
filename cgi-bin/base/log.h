/* One JSON line each to stderr, with the request's id.
 *
 * Never a name, phone, query code or text of a ticket: pass ids, counts and statuses. The subject
 * is quoted, the text lower case. The supervisor (svlogd) adds the time and rotates.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>

#include "base/status.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* program: kept by reference, stands in each line. Lines below the level are dropped. */
void log_open(const char *program, enum log_level level);
/* "debug", "info", "warn" or "error"; LOG_INFO for any other word. */
enum log_level log_level_of(const char *word);
/* The id of the request at work, kept by reference until the next call; NULL: none. */
void log_request(const char *request_id);
/* message: one printf-formatted sentence. A line is at most LIMIT_LOG_LINE_BYTES; the rest is cut. */
void log_write(enum log_level level, const char *message, ...) PRINTF_LIKE(2, 3);

#define log_debug(...) log_write(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_write(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_write(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_write(LOG_ERROR, __VA_ARGS__)

/* Our own promise is broken and going on would do harm: says so and aborts; the supervisor restarts. */
void log_panic(const char *what, const char *name, size_t value) __attribute__((noreturn));

#endif
