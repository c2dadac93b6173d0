/* The result of a job, plain or sealed; see job_out.h. */
#include "pages/job_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sealed.h"

struct job_out {
	struct job_run *run;
	FILE *file;			/* plain … */
	struct sealed_out *sealed;	/* … or this */
	struct crypto_hash *hash;
};

static void close_out(void *handle)
{
	struct job_out *out = handle;

	if (out->file)
		fclose(out->file);
	out->file = NULL;
}

bool job_is_sealed(const struct job_run *run)
{
	return *job_text(run, "seal") != '\0';
}

enum status job_seal_key(struct job_run *run, const uint8_t **public_key)
{
	const char *id = job_text(run, "seal");
	struct auditor_key_row key;
	enum status status;

	*public_key = NULL;
	if (!job_is_sealed(run))
		return ST_OK;
	status = auditor_key_named(run->progress_db, run->arena, &(struct auditor_key_named_in){ run->job->staff_id, id }, &key);
	if (status == ST_NOT_FOUND || (status == ST_OK && key.public_key.n != KEY_BYTES)) {
		log_error("job %llu is to be sealed to key '%s', which its asker has not registered", (unsigned long long)run->job->id, id);
		return ST_NOT_FOUND;
	}
	*public_key = key.public_key.p;
	return status;
}

static enum status open_plain(struct job_out *out)
{
	int fd = open(out->run->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	out->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (out->file)
		return ST_OK;
	log_error("cannot create '%s': %s", out->run->path, strerror(errno));
	return ST_IO;
}

enum status job_out_open(struct job_run *run, struct job_out **result)
{
	struct job_out *out = ARENA_NEW(run->arena, struct job_out);
	const uint8_t *seal_to;

	*out = (struct job_out){ .run = run, .hash = crypto_hash_begin(run->arena) };
	*result = out;
	arena_on_reset(run->arena, close_out, out);
	TRY(job_seal_key(run, &seal_to));
	return seal_to ? sealed_create(run->arena, run->path, seal_to, &out->sealed) : open_plain(out);
}

enum status job_out_write(struct job_out *out, const void *data, size_t n)
{
	crypto_hash_update(out->hash, data, n);
	if (out->sealed)
		return sealed_write(out->sealed, data, n);
	return fwrite(data, 1, n, out->file) == n ? ST_OK : ST_IO;
}

enum status job_out_copy(struct job_out *out, int fd)
{
	static uint8_t part[64 * 1024];
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return ST_IO;
	while ((n = read(fd, part, sizeof(part))) > 0)
		TRY(job_out_write(out, part, (size_t)n));
	return n == 0 ? ST_OK : ST_IO;
}

enum status job_out_end(struct job_out *out)
{
	crypto_hash_end(out->hash, out->run->sha256);
	if (out->sealed) {
		out->run->hash_of = " of the content, which is sealed";
		return sealed_end(out->sealed);
	}
	if (fflush(out->file) == 0 && fsync(fileno(out->file)) == 0)
		return ST_OK;
	log_error("cannot write '%s': %s", out->run->path, strerror(errno));
	return ST_IO;
}

static void close_fd(void *fd)
{
	close((int)(intptr_t)fd);
}

enum status job_nameless(struct arena *arena, const char *dir, int *fd, const char **path)
{
	*fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (*fd < 0) {
		log_error("cannot begin a file without a name in '%s': %s", dir, strerror(errno));
		return ST_IO;
	}
	arena_on_reset(arena, close_fd, (void *)(intptr_t)*fd);
	*path = arena_printf(arena, "/proc/self/fd/%d", *fd);
	return ST_OK;
}
