/* What the public is told about faults and planned work: which parts there are, and when one of them is at hand. */
#ifndef DOMAIN_INCIDENT_H
#define DOMAIN_INCIDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INCIDENT_TITLE_CHARS 100	/* of Chinese; twice as many of English */
#define INCIDENT_WORDS_CHARS 1000

enum incident_phase { INCIDENT_COMING, INCIDENT_NOW, INCIDENT_OVER, INCIDENT_CANCELLED };

/* What a word of an incident is: about the matter, or the title from then on. */
enum incident_about { INCIDENT_SAID, INCIDENT_TITLE };

/* ends_ms 0: not over. Work that was to come and was ended before it began is cancelled. */
enum incident_phase incident_phase(int64_t begins_ms, int64_t ends_ms, int64_t now_ms);
const char *incident_phase_word(enum incident_phase phase);

/* The parts of the service, in the order they are shown. NULL behind the last. */
const char *incident_part(size_t n);
bool incident_is_part(const char *word);

#endif
