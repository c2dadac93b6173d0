/* hotline unseal FILE --key PRIVATE --out NEW: what was sealed (base/sealed.h) to an auditor's key, in clear again.
 *
 * A file becomes a file, a package in one (package_out.h) its directory. NEW must not be there. Nothing is left of what turns out to be damaged.
 * Needs no settings and no database.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "pages/cli.h"
#include "pages/package_out.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define MAGIC_BYTES (sizeof(PACKAGE_IN_ONE) - 1)
#define NAMES (PACKAGE_PARTS + 2)

struct unsealing {
	struct arena *arena;
	const char *path, *out;
	struct sealed_in *in;
	FILE *files[NAMES];	/* of a package */
};

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

/* ---- a file ------------------------------------------------------------------------------------------------- */

static FILE *create(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (!file)
		log_error("cannot create '%s': %s", path, strerror(errno));
	return file;
}

static enum status end(FILE *file)
{
	bool good = fflush(file) == 0 && fsync(fileno(file)) == 0;

	return fclose(file) == 0 && good ? ST_OK : ST_IO;
}

static enum status copy(struct unsealing *u, FILE *file)
{
	struct bytes data;

	do {
		TRY(sealed_some(u->in, &data));
		if (data.n > 0 && fwrite(data.p, 1, data.n, file) != data.n)
			return ST_IO;
	} while (data.n > 0);
	return ST_OK;
}

static enum status write_file(struct unsealing *u)
{
	const char *part = arena_printf(u->arena, "%s.part", u->out);
	FILE *file = create(part);
	enum status status, ended;

	if (!file)
		return ST_IO;
	status = copy(u, file);
	ended = end(file);
	if (status == ST_OK)
		status = ended;
	if (status == ST_OK && rename(part, u->out) != 0)
		status = ST_IO;
	if (status != ST_OK)
		unlink(part);
	return status;
}

/* ---- a package ---------------------------------------------------------------------------------------------- */

static const char *name_of(int i)
{
	return i < PACKAGE_PARTS ? package_part_name((enum package_part)i) : i == PACKAGE_PARTS ? PACKAGE_MANIFEST : PACKAGE_SIGNATURE;
}

static const char *path_of(const struct unsealing *u, const char *name)
{
	return arena_printf(u->arena, "%s/%s", u->out, name);
}

/* No other names than those of a package, so that nothing leads out of the directory. ST_NOT_FOUND: the end. */
static enum status next_name(struct unsealing *u, int *which)
{
	char name[256];
	uint8_t len;

	TRY(sealed_read(u->in, &len, 1));
	if (len == 0)
		return ST_NOT_FOUND;
	TRY(sealed_read(u->in, name, len));
	name[len] = '\0';
	for (*which = 0; *which < NAMES; (*which)++)
		if (strcmp(name_of(*which), name) == 0)
			return ST_OK;
	return ST_INVALID;
}

static enum status take_piece(struct unsealing *u, int which)
{
	uint8_t length[4], piece[16 * 1024];
	size_t left;

	if (!u->files[which] && !(u->files[which] = create(path_of(u, name_of(which)))))
		return ST_IO;
	TRY(sealed_read(u->in, length, sizeof(length)));
	left = (size_t)length[0] << 24 | (size_t)length[1] << 16 | (size_t)length[2] << 8 | length[3];
	while (left > 0) {
		size_t n = left < sizeof(piece) ? left : sizeof(piece);

		TRY(sealed_read(u->in, piece, n));
		if (fwrite(piece, 1, n, u->files[which]) != n)
			return ST_IO;
		left -= n;
	}
	return ST_OK;
}

static enum status take_all(struct unsealing *u)
{
	enum status status;
	int which;

	while ((status = next_name(u, &which)) == ST_OK)
		TRY(take_piece(u, which));
	return status == ST_NOT_FOUND ? sealed_at_end(u->in) : status;
}

/* A damaged one leaves nothing: half a package would only be misread. */
static void remove_directory(const struct unsealing *u)
{
	for (int i = 0; i < NAMES; i++)
		unlink(path_of(u, name_of(i)));
	unlink(path_of(u, PACKAGE_UNFINISHED));
	rmdir(u->out);
}

static enum status write_package(struct unsealing *u)
{
	static const char text[] = "This package is being unsealed, or that was cut short. It proves nothing.\n";
	enum status status;

	if (mkdir(u->out, 0700) != 0) {
		log_error("cannot make '%s': %s", u->out, strerror(errno));
		return ST_IO;
	}
	status = file_create(path_of(u, PACKAGE_UNFINISHED), (struct bytes){ (const uint8_t *)text, sizeof(text) - 1 }, 0600);
	if (status == ST_OK)
		status = take_all(u);
	for (int i = 0; i < NAMES; i++)
		if (u->files[i] && end(u->files[i]) != ST_OK && status == ST_OK)
			status = ST_IO;
	if (status == ST_OK && unlink(path_of(u, PACKAGE_UNFINISHED)) != 0)
		status = ST_IO;
	if (status != ST_OK)
		remove_directory(u);
	return status;
}

/* ---- either ----------------------------------------------------------------------------------------------------- */

static enum status unseal_all(struct unsealing *u, bool *package)
{
	uint8_t head[MAGIC_BYTES];
	struct bytes first;

	TRY(sealed_peek(u->in, &first));
	*package = first.n >= MAGIC_BYTES && memcmp(first.p, PACKAGE_IN_ONE, MAGIC_BYTES) == 0;
	if (!*package)
		return write_file(u);
	TRY(sealed_read(u->in, head, MAGIC_BYTES));
	return write_package(u);
}

static int unseal(struct unsealing *u, const uint8_t public_key[KEY_BYTES], const uint8_t private_key[KEY_BYTES])
{
	char sealed_to[KEY_ID_CHARS + 1], id[KEY_ID_CHARS + 1];
	enum status status;
	bool package;

	if (access(u->out, F_OK) == 0)
		return refuse(arena_printf(u->arena, "'%s' is there already", u->out));
	if (sealed_addressee(u->path, sealed_to) != ST_OK)
		return refuse(arena_printf(u->arena, "'%s' is not a sealed file", u->path));
	crypto_key_id(public_key, id);
	if (strcmp(id, sealed_to) != 0)
		return refuse(arena_printf(u->arena, "'%s' is sealed to key %s, and this is the private half of key %s", u->path, sealed_to, id));
	status = sealed_open(u->arena, u->path, public_key, private_key, &u->in);
	if (status == ST_OK)
		status = unseal_all(u, &package);
	if (status == ST_INVALID)
		return refuse(arena_printf(u->arena, "'%s' is damaged or was cut short; nothing was written", u->path));
	if (status == ST_OK)
		printf("%s: %s\n", u->out, package ? "a package: hotline verify tells whether it holds" : "opened");
	return cli_exit(status, "unseal");
}

int cli_unseal(int argc, char **argv)
{
	const char *key = cli_option(argc, argv, "--key");
	struct unsealing u = { .out = cli_option(argc, argv, "--out") };
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES];
	struct bytes pem;
	int code;

	if (argc < 2 || argv[1][0] == '-' || !key || !u.out)
		return CLI_USAGE;
	u.arena = arena_new("unseal", ARENA_BYTES);
	u.path = argv[1];
	if (file_read(u.arena, key, &pem) != ST_OK)
		code = CLI_WORLD;
	else if (crypto_private_from_pem(PAIR_X25519, pem, public_key, private_key) != ST_OK)
		code = refuse(arena_printf(u.arena, "'%s' is not an X25519 private key in PEM form", key));
	else
		code = unseal(&u, public_key, private_key);
	crypto_wipe(private_key, sizeof(private_key));
	arena_free(u.arena);
	return code;
}
