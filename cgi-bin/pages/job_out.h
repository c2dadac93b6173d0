/* What a job makes, as it grows: a plain file, or one sealed (base/sealed.h) to the key its asker registered, so that nothing of it lies on
 * disk in clear. What is hashed is the plain content either way.
 */
#ifndef PAGES_JOB_OUT_H
#define PAGES_JOB_OUT_H

#include "pages/job.h"

struct job_out;
/* Begins run->path; the parameter "seal" names the key. ST_NOT_FOUND: its asker has no such key (logged). */
MUST_CHECK enum status job_out_open(struct job_run *run, struct job_out **out);
MUST_CHECK enum status job_out_write(struct job_out *out, const void *data, size_t n);
/* All that a file of ours holds, from its beginning. */
MUST_CHECK enum status job_out_copy(struct job_out *out, int fd);
/* On disk when this returns; of a sealed one run->sha256 is known. */
MUST_CHECK enum status job_out_end(struct job_out *out);

bool job_is_sealed(const struct job_run *run);
/* The key it is to be sealed to, in the job's arena; NULL: in clear. ST_NOT_FOUND as above. */
MUST_CHECK enum status job_seal_key(struct job_run *run, const uint8_t **key);

/* For libraries that write to a path: a file in dir without a name, which is gone when fd is closed or this process ends. */
MUST_CHECK enum status job_nameless(struct arena *arena, const char *dir, int *fd, const char **path);

#endif
