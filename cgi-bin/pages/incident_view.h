/* A fault or planned work as people read it: with what was said, put right where it was, and what stood there before. */
#ifndef PAGES_INCIDENT_VIEW_H
#define PAGES_INCIDENT_VIEW_H

#include "domain/incident.h"
#include "statements.h"
#include "web/request.h"

struct incident_told {
	struct incident_row row;
	struct incident_words_out *words;	/* in the order they were said */
	size_t count;
};

MUST_CHECK enum status incident_load_words(struct request *req, struct incident_told *told);
/* When it was last spoken of: its newest word, else its begin. */
int64_t incident_told_ms(const struct incident_told *told);
/* The words that stand now in place of a first one, or that one itself. */
const struct incident_words_out *incident_standing(const struct incident_told *told, const struct incident_words_out *first);
/* AT.*: Id, Part, Title, Where, Phase, Kind, BeginsMs, EndsMs and Words.N.* in the order they were said: Id, AtMs, Text,
 * AmendedMs, Before.M.{AtMs,Text} of what stood there; of a new title: Title (the one before) alone. English where there is some. */
void incident_view(struct request *req, const struct incident_told *told, bool english, const char *at);

#endif
