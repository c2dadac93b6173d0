/* Sealed files; see sealed.h. */
#include "base/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

#define BLOCK_BYTES ((size_t)65536)
#define SEAL_BYTES 28			/* nonce and tag of crypto_seal */
#define WRAP_BYTES (KEY_BYTES + SEAL_BYTES + KEY_BYTES)	/* of crypto_vault_wrap */
#define MAGIC "12328 sealed 1\n"
#define HEAD_BYTES (sizeof(MAGIC) - 1 + KEY_ID_CHARS + 1)

struct sealed_out {
	FILE *file;
	struct arena *block_arena;
	uint8_t key[KEY_BYTES];
	uint64_t number;
	size_t used;
	uint8_t block[BLOCK_BYTES];
};

struct sealed_in {
	FILE *file;
	struct arena *block_arena;
	uint8_t key[KEY_BYTES];
	uint64_t number;
	bool last;
	struct bytes block;	/* what is left of the block at hand */
	uint8_t sealed[BLOCK_BYTES + SEAL_BYTES];
};

/* What a block's seal is bound to. */
static void bind_block(uint8_t aad[9], uint64_t number, bool last)
{
	for (int i = 0; i < 8; i++)
		aad[i] = (uint8_t)(number >> (56 - 8 * i));
	aad[8] = last;
}

static void make_head(const uint8_t public_key[KEY_BYTES], char head[HEAD_BYTES + 1])
{
	char id[KEY_ID_CHARS + 1];

	crypto_key_id(public_key, id);
	snprintf(head, HEAD_BYTES + 1, "%s%s\n", MAGIC, id);
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static void close_out(void *handle)
{
	struct sealed_out *out = handle;

	if (out->file)
		fclose(out->file);
	arena_free(out->block_arena);
}

enum status sealed_create(struct arena *arena, const char *path, const uint8_t public_key[KEY_BYTES], struct sealed_out **result)
{
	struct sealed_out *out = ARENA_NEW(arena, struct sealed_out);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	char head[HEAD_BYTES + 1];
	struct bytes wrapped;

	out->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out->file) {
		log_error("cannot create '%s': %s", path, strerror(errno));
		return errno == EEXIST ? ST_DUPLICATE : ST_IO;
	}
	out->block_arena = arena_new("sealed block", 1u << 20);
	arena_on_reset(arena, close_out, out);
	*result = out;
	make_head(public_key, head);
	crypto_random(out->key, KEY_BYTES);
	wrapped = crypto_vault_wrap(arena, public_key, out->key, (struct bytes){ (const uint8_t *)head, HEAD_BYTES });
	if (fwrite(head, 1, HEAD_BYTES, out->file) != HEAD_BYTES || fwrite(wrapped.p, 1, wrapped.n, out->file) != wrapped.n)
		return ST_IO;
	return ST_OK;
}

static enum status write_block(struct sealed_out *out, bool last)
{
	struct bytes sealed;
	uint8_t aad[9];

	arena_reset(out->block_arena);
	bind_block(aad, out->number++, last);
	sealed = crypto_seal(out->block_arena, out->key, (struct bytes){ out->block, out->used }, (struct bytes){ aad, sizeof(aad) });
	out->used = 0;
	if (fwrite(sealed.p, 1, sealed.n, out->file) == sealed.n)
		return ST_OK;
	log_error("cannot write a sealed file: %s", strerror(errno));
	return ST_IO;
}

enum status sealed_write(struct sealed_out *out, const void *data, size_t n)
{
	const uint8_t *from = data;

	while (n > 0) {
		size_t part = BLOCK_BYTES - out->used < n ? BLOCK_BYTES - out->used : n;

		if (out->used == BLOCK_BYTES) {	/* only now is it known not to be the last */
			TRY(write_block(out, false));
			continue;
		}
		memcpy(out->block + out->used, from, part);
		out->used += part;
		from += part;
		n -= part;
	}
	return ST_OK;
}

enum status sealed_end(struct sealed_out *out)
{
	bool good;

	TRY(write_block(out, true));
	good = fflush(out->file) == 0 && fsync(fileno(out->file)) == 0;
	if (!good)
		log_error("cannot write a sealed file: %s", strerror(errno));
	return good ? ST_OK : ST_IO;
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

static void close_in(void *handle)
{
	struct sealed_in *in = handle;

	fclose(in->file);
	arena_free(in->block_arena);
}

enum status sealed_open(struct arena *arena, const char *path, const uint8_t public_key[KEY_BYTES],
			const uint8_t private_key[KEY_BYTES], struct sealed_in **result)
{
	struct sealed_in *in = ARENA_NEW(arena, struct sealed_in);
	char head[HEAD_BYTES + 1], wanted[HEAD_BYTES + 1];
	uint8_t wrapped[WRAP_BYTES];

	in->file = fopen(path, "re");
	if (!in->file) {
		log_error("cannot open '%s': %s", path, strerror(errno));
		return ST_NOT_FOUND;
	}
	in->block_arena = arena_new("sealed block", 1u << 20);
	arena_on_reset(arena, close_in, in);
	*result = in;
	make_head(public_key, wanted);
	if (fread(head, 1, HEAD_BYTES, in->file) != HEAD_BYTES || memcmp(head, MAGIC, sizeof(MAGIC) - 1) != 0)
		return ST_INVALID;
	if (memcmp(head, wanted, HEAD_BYTES) != 0)
		return ST_FORBIDDEN;
	if (fread(wrapped, 1, WRAP_BYTES, in->file) != WRAP_BYTES)
		return ST_INVALID;
	return crypto_vault_unwrap(arena, private_key, (struct bytes){ wrapped, WRAP_BYTES },
				   (struct bytes){ (const uint8_t *)head, HEAD_BYTES }, in->key);
}

static enum status next_block(struct sealed_in *in)
{
	size_t n = fread(in->sealed, 1, sizeof(in->sealed), in->file);
	int more = getc(in->file);
	uint8_t aad[9];

	if (in->last)
		return ST_INVALID;
	if (more != EOF)
		ungetc(more, in->file);
	in->last = more == EOF;
	arena_reset(in->block_arena);
	bind_block(aad, in->number++, in->last);
	return crypto_open(in->block_arena, in->key, (struct bytes){ in->sealed, n }, (struct bytes){ aad, sizeof(aad) }, &in->block);
}

enum status sealed_read(struct sealed_in *in, void *data, size_t n)
{
	uint8_t *into = data;

	while (n > 0) {
		size_t part = in->block.n < n ? in->block.n : n;

		if (part == 0) {
			TRY(next_block(in));
			continue;
		}
		memcpy(into, in->block.p, part);
		in->block.p += part;
		in->block.n -= part;
		into += part;
		n -= part;
	}
	return ST_OK;
}

enum status sealed_peek(struct sealed_in *in, struct bytes *data)
{
	if (in->block.n == 0 && !in->last)
		TRY(next_block(in));
	*data = in->block;
	return ST_OK;
}

enum status sealed_some(struct sealed_in *in, struct bytes *data)
{
	TRY(sealed_peek(in, data));
	in->block = (struct bytes){ NULL, 0 };
	return ST_OK;
}

enum status sealed_addressee(const char *path, char id[KEY_ID_CHARS + 1])
{
	FILE *file = fopen(path, "re");
	char head[HEAD_BYTES];
	size_t n = file ? fread(head, 1, HEAD_BYTES, file) : 0;

	if (file)
		fclose(file);
	if (n != HEAD_BYTES || memcmp(head, MAGIC, sizeof(MAGIC) - 1) != 0 || head[HEAD_BYTES - 1] != '\n')
		return ST_INVALID;
	memcpy(id, head + sizeof(MAGIC) - 1, KEY_ID_CHARS);
	id[KEY_ID_CHARS] = '\0';
	return strspn(id, "0123456789abcdef") == KEY_ID_CHARS ? ST_OK : ST_INVALID;
}

enum status sealed_at_end(struct sealed_in *in)
{
	if (in->block.n == 0 && !in->last)
		TRY(next_block(in));
	return in->block.n == 0 && in->last ? ST_OK : ST_INVALID;
}
