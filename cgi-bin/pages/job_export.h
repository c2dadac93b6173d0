/* Tickets as a job takes them away: the filter in its parameters, one consistent view, its progress told. */
#ifndef PAGES_JOB_EXPORT_H
#define PAGES_JOB_EXPORT_H

#include "domain/export.h"
#include "pages/job.h"
#include "pages/ticket_filter.h"

/* Counts run->rows. A row is a struct export_row, valid while the function runs. */
typedef enum status (*export_row_fn)(void *context, struct arena *row_arena, const void *row);
MUST_CHECK enum status export_each(struct job_run *run, export_row_fn fn, void *context);
struct ticket_filter export_filter(const struct job_run *run);
enum export_profile export_profile_of(const struct job_run *run);
bool export_in_english(const struct job_run *run);

/* CSV or JSON Lines. */
MUST_CHECK enum status export_lines(struct job_run *run, bool json);

#endif
