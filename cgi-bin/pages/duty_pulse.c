/* Asks each part that the public sees whether it answers, as somebody outside would: through nginx. The status page shows it. */
#include "base/fetch.h"
#include "pages/duty.h"
#include "statements.h"

#define ANSWER_MS 3000

enum status duty_pulse(struct worker *w, size_t *done, bool *more)
{
	static const struct { const char *part, *program; } parts[] = { { "portal", "portal" }, { "desk", "admin" } };
	long long port = (long long)config_int(w->site->config, "site.port");

	(void)more;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *url = arena_printf(w->arena, "http://127.0.0.1:%lld/healthz/%s", port, parts[i].program);

		TRY(pulse_put(w->site->db, &(struct pulse_put_in){ parts[i].part, fetch_answers(url, ANSWER_MS), w->now_ms, w->now_ms }));
		++*done;
	}
	return ST_OK;
}
