/* A file sealed to a public key (X25519), written and read as a stream in constant memory.
 *
 * "12328 sealed 1\n", the id of the key it is sealed to, "\n", the content key wrapped (crypto_vault_wrap), then blocks of 64 KiB, each
 * sealed with its number and whether it is the last: a changed, missing, moved or added block is seen at its place. Whoever
 * wrote the file cannot read it again.
 */
#ifndef BASE_SEALED_H
#define BASE_SEALED_H

#include "base/crypto_pair.h"

struct sealed_out;
/* The file must not exist. */
MUST_CHECK enum status sealed_create(struct arena *arena, const char *path, const uint8_t public_key[KEY_BYTES],
				     struct sealed_out **out);
MUST_CHECK enum status sealed_write(struct sealed_out *out, const void *data, size_t n);
/* The last block; on disk when this returns. */
MUST_CHECK enum status sealed_end(struct sealed_out *out);

struct sealed_in;
/* ST_FORBIDDEN: sealed to another key. ST_INVALID: no such file, or damaged. */
MUST_CHECK enum status sealed_open(struct arena *arena, const char *path, const uint8_t public_key[KEY_BYTES],
				   const uint8_t private_key[KEY_BYTES], struct sealed_in **in);
/* Exactly n bytes. ST_INVALID: damaged, or it ends before. */
MUST_CHECK enum status sealed_read(struct sealed_in *in, void *data, size_t n);
/* What comes next, as much as lies at hand (at the beginning 64 KiB, or all there is); n 0 at the end. Valid until the next call. peek: it comes
 * again. */
MUST_CHECK enum status sealed_peek(struct sealed_in *in, struct bytes *data);
MUST_CHECK enum status sealed_some(struct sealed_in *in, struct bytes *data);
/* The id of the key that a file is sealed to. ST_INVALID: it is no sealed file. */
MUST_CHECK enum status sealed_addressee(const char *path, char id[KEY_ID_CHARS + 1]);
/* After the last byte that is wanted: ST_INVALID when there are more. */
MUST_CHECK enum status sealed_at_end(struct sealed_in *in);

#endif
