/* Names of the outcomes in status.h, for logs and label keys. */
#include "base/status.h"

static const char *const names[ST_COUNT] = {
	[ST_OK] = "ok",
	[ST_INVALID] = "invalid",
	[ST_NOT_FOUND] = "not_found",
	[ST_FORBIDDEN] = "forbidden",
	[ST_CONFLICT] = "conflict",
	[ST_TOO_LARGE] = "too_large",
	[ST_TOO_MANY] = "too_many",
	[ST_EXPIRED] = "expired",
	[ST_DUPLICATE] = "duplicate",
	[ST_UNAVAILABLE] = "unavailable",
	[ST_TIMEOUT] = "timeout",
	[ST_RETRY] = "retry",
	[ST_IO] = "io",
	[ST_BUG] = "bug",
};

const char *status_name(enum status status)
{
	if ((unsigned)status >= ST_COUNT || !names[status])
		return "unknown";
	return names[status];
}
