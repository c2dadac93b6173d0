/* gzip inside backups; see pack.h. */
#include "pages/pack.h"

#include "base/log.h"

#define WINDOW_BITS (15 + 16)	/* the largest window, in gzip's frame */
#define LEVEL 1			/* a dump in hex shrinks tenfold already */

void pack_begin(struct pack *pack, struct sealed_out *out)
{
	pack->out = out;
	pack->z = (z_stream){ .zalloc = NULL };
	if (deflateInit2(&pack->z, LEVEL, Z_DEFLATED, WINDOW_BITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		log_panic("out of memory", "deflateInit2", 0);
}

static enum status drain(struct pack *pack, int flush)
{
	do {
		size_t n;

		pack->z.next_out = pack->room;
		pack->z.avail_out = sizeof(pack->room);
		deflate(&pack->z, flush);
		n = sizeof(pack->room) - pack->z.avail_out;
		if (n > 0)
			TRY(backup_add_block(pack->out, pack->room, n));
	} while (pack->z.avail_out == 0);
	return ST_OK;
}

enum status pack_add(struct pack *pack, const void *data, size_t n)
{
	pack->z.next_in = (Bytef *)(uintptr_t)data;
	pack->z.avail_in = (uInt)n;
	return drain(pack, Z_NO_FLUSH);
}

enum status pack_end(struct pack *pack)
{
	enum status status;

	pack->z.avail_in = 0;
	status = drain(pack, Z_FINISH);
	deflateEnd(&pack->z);
	return status;
}

/* One block as far as it goes; ended: its stream is complete. */
static enum status inflate_block(z_stream *z, unpack_fn fn, void *context, bool *ended)
{
	uint8_t room[BACKUP_BLOCK_BYTES];

	do {
		int how;

		z->next_out = room;
		z->avail_out = sizeof(room);
		how = inflate(z, Z_NO_FLUSH);
		if (how != Z_OK && how != Z_STREAM_END && how != Z_BUF_ERROR)
			return ST_INVALID;
		*ended = how == Z_STREAM_END;
		if (z->avail_out < sizeof(room))
			TRY(fn(context, room, sizeof(room) - z->avail_out));
	} while (z->avail_out == 0 && !*ended);
	return z->avail_in == 0 ? ST_OK : ST_INVALID;
}

static enum status unpack_with(z_stream *z, struct sealed_in *in, unpack_fn fn, void *context)
{
	uint8_t block[BACKUP_BLOCK_BYTES];
	bool ended = false;
	size_t n;

	for (;;) {
		TRY(backup_block(in, block, &n));
		if (n == 0)
			return ended ? ST_OK : ST_INVALID;
		if (ended)
			return ST_INVALID;
		z->next_in = block;
		z->avail_in = (uInt)n;
		TRY(inflate_block(z, fn, context, &ended));
	}
}

enum status unpack(struct sealed_in *in, unpack_fn fn, void *context)
{
	z_stream z = { .zalloc = NULL };
	enum status status;

	if (inflateInit2(&z, WINDOW_BITS) != Z_OK)
		log_panic("out of memory", "inflateInit2", 0);
	status = unpack_with(&z, in, fn, context);
	inflateEnd(&z);
	return status;
}
