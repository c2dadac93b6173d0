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

/* The words of so many, which lie one behind the other; the array belongs to the request. */
MUST_CHECK enum status incident_load_words(struct request *req, const struct incident_row *rows, size_t count, struct incident_told **told);
/* When it was last spoken of: its newest word, else its begin. */
int64_t incident_told_ms(const struct incident_told *told);
/* What is said of the matter, one wording after the other in the order they were first said: *at is 0 before the first. false: that was all. */
struct incident_wording {
	const struct incident_words_out *first;
	const struct incident_words_out *standing;	/* what stands there now; first itself where nothing was put right */
};
bool incident_next(const struct incident_told *told, size_t *at, struct incident_wording *wording);
/* AT.*: Id, Part, Title, Where, Phase, Kind, BeginsMs, EndsMs and Words.N.* in the order they were said: Id, AtMs, Text,
 * AmendedMs, Before.M.{AtMs,Text} of what stood there; of a new title: Title (the one before) alone. English where there is some. */
void incident_view(struct request *req, const struct incident_told *told, bool english, const char *at);

#endif
