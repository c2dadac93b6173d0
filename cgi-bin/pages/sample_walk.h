/* A drawn sample out of the database: its head, each of its closings as the seed draws it, and what they come to by stratum. For the
 * shell (cli_sample.c) and the auditor (audit_sample.c).
 */
#ifndef PAGES_SAMPLE_WALK_H
#define PAGES_SAMPLE_WALK_H

#include "domain/estimate.h"
#include "domain/sample_list.h"
#include "statements.h"
#include "store/db.h"

#define SAMPLE_STRATA_MAX 64

struct sample_strata {
	struct sample_stratum_of {
		char rule[SAMPLE_RULE_CHARS + 1];
		uint32_t per_mille;
		struct stratum s;
	} of[SAMPLE_STRATA_MAX];
	size_t count;
	uint64_t outside;	/* closings of which no rule of sampling spoke */
};

/* "committed", "waiting" (for the log), "drawn", or "void": committed to after the period had begun. */
const char *sample_standing(const struct sample_row *row);

MUST_CHECK enum status sample_head_load(struct db *db, struct arena *arena, const struct sample_row *row, struct sample_head *head);

typedef void (*sample_told_fn)(void *context, const struct sample_line *line, const struct sample_frame_out *row);
/* told may be NULL. Constant memory. */
MUST_CHECK enum status sample_walk(struct db *db, const struct sample_head *head, struct sample_strata *strata, sample_told_fn told, void *context);
/* All strata as one; false: too few answers somewhere for a share. */
bool sample_sum(const struct sample_strata *strata, struct stratum *sum, struct estimate *estimate);

#endif
