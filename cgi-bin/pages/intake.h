/* One intake for every channel: the public's form, an agent's screen, Open311, the demo's matters.
 *
 * Takes checked values, asks the rules, seals the person, and files the ticket. Knows nothing of HTTP.
 */
#ifndef PAGES_INTAKE_H
#define PAGES_INTAKE_H

#include "domain/person.h"
#include "pages/site.h"
#include "store/move.h"

struct intake {
	enum kind kind;
	enum source source;
	uint32_t item;
	uint32_t region;
	enum reply_by reply_by;
	bool confidential;
	bool urgent;
	const char *lang;
	int64_t happened_ms;	/* 0: not told */
	const char *content;
	const char *wish;
	const char *place;
	const char *company;
	const char *plate;
	const char *line;
	const struct event_text *extra;	/* the province's own fields; at most RULES_FIELDS_MAX */
	size_t extra_count;
	const char *external_number;
	const char *consent;	/* version of the privacy notice */
	struct person person;
	const uint8_t *person_committed;	/* HASH_BYTES, of a split: what the ticket it is split off says of its person; NULL: nothing */
	bool quiet;		/* the person wants no messages and mails about it */
	const struct move_file *files;
	size_t file_count;
	enum role role;
	enum actor_kind actor;
	uint32_t actor_id;
	struct move *split_from;	/* the move of the ticket this is split off; NULL: of none */
	const char *split_number;	/* … and its number */
	struct move *instead_of;	/* the move that withdraws what was filed wrong before; NULL: none */
	const char *instead_number;	/* … and of which ticket */
	const struct legacy_filing *legacy;	/* taken over from an older system; NULL: it is new */
	const struct event_fact *legacy_facts;	/* … and what is told of it there */
	size_t legacy_fact_count;
	bool ended;		/* … where it had an end: nobody owes anything */
	uint64_t joins;			/* the ticket it is to be handled with; 0: none */
	const char *joins_number;
	uint8_t key[HASH_BYTES];	/* of this intent; repeats give the same ticket and code */
};

/* code: what the person needs to ask again; derived from key, so a repeat gives the same. */
MUST_CHECK enum status intake_file(struct site *site, struct arena *arena, const struct intake *intake, int64_t now_ms,
				   struct moved *moved, const char **code);

/* What lists show of the content: its beginning, in one line. */
const char *intake_summary(struct arena *arena, const char *content);

#endif
