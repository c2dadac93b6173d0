/* Faults and planned work; see incident.h. */
#include "domain/incident.h"

#include <string.h>

static const char *const parts[] = { "portal", "desk", "notice", "phone" };
#define PARTS (sizeof(parts) / sizeof(parts[0]))

enum incident_phase incident_phase(int64_t begins_ms, int64_t ends_ms, int64_t now_ms)
{
	if (ends_ms && ends_ms <= begins_ms)
		return INCIDENT_CANCELLED;
	if (begins_ms > now_ms)
		return INCIDENT_COMING;
	return ends_ms == 0 || ends_ms > now_ms ? INCIDENT_NOW : INCIDENT_OVER;
}

const char *incident_phase_word(enum incident_phase phase)
{
	static const char *const words[] = { "coming", "now", "over", "cancelled" };

	return words[phase];
}

const char *incident_part(size_t n)
{
	return n < PARTS ? parts[n] : NULL;
}

bool incident_is_part(const char *word)
{
	for (size_t i = 0; i < PARTS; i++)
		if (strcmp(parts[i], word) == 0)
			return true;
	return false;
}
