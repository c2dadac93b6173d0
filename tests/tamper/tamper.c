/* tamper: changes something in evidence, asks the very code of `hotline verify` or `hotline doctor`, and puts it back; many times a second.
 *
 *	tamper flips DIR SEED EVERY	one byte after the other of all files of a package (EVERY 1), or one of every EVERY by chance;
 *					[SHARE SHARES]: of that only what falls to the SHARE-th (from 0) of so many processes
 *	tamper chance DIR SEED TIMES	edits, deletions, swaps, truncations and things put in, by chance
 *	tamper doctor			for each line on standard input: what doctor's evidence says is wrong, a line each, then an empty one
 *
 * DIR must be a copy: it is changed in place. A damage counts as found when it is refused, and as named when the answer says the file, and
 * for the files of lines the first line that differs. Prints "tried N found N named N" and each miss before it; exits 1 when there was one.
 */
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/package.h"
#include "pages/cli.h"
#include "pages/evidence.h"

#define FILES_MAX (PACKAGE_PARTS + 2)
#define MISSES_SHOWN 20

/* ---- chance: the same for the same seed, everywhere (splitmix64) ---------------------------------------------------- */

static uint64_t dice_state;

static uint64_t dice(void)
{
	uint64_t z = dice_state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static size_t below(size_t n)
{
	return (size_t)(dice() % n);
}

/* ---- a package in memory and on disk --------------------------------------------------------------------------------- */

struct part {
	const char *name;
	char path[4096];
	char *bytes;
	size_t size;
	bool has_lines;		/* whose lines the verifier names */
};

static struct part parts[FILES_MAX];
static const char *dir;
static unsigned long long tried, found, named, share, shares = 1;

static void die(const char *what)
{
	perror(what);
	exit(3);
}

static void load(struct part *part, const char *name)
{
	size_t len = strlen(name);
	struct stat stat_of;
	int fd;

	part->name = name;
	part->has_lines = len > 6 && strcmp(name + len - 6, ".jsonl") == 0;
	snprintf(part->path, sizeof(part->path), "%s/%s", dir, name);
	fd = open(part->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &stat_of) != 0)
		die(part->path);
	part->size = (size_t)stat_of.st_size;
	part->bytes = malloc(part->size + 1);
	if (!part->bytes || read(fd, part->bytes, part->size) != (ssize_t)part->size)
		die(part->path);
	close(fd);
}

static void load_all(void)
{
	for (int i = 0; i < PACKAGE_PARTS; i++)
		load(&parts[i], package_part_name((enum package_part)i));
	load(&parts[PACKAGE_PARTS], PACKAGE_MANIFEST);
	load(&parts[PACKAGE_PARTS + 1], PACKAGE_SIGNATURE);
}

static void store(const struct part *part, const char *bytes, size_t size)
{
	int fd = open(part->path, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		die(part->path);
	close(fd);
}

/* ---- the verifier's answer -------------------------------------------------------------------------------------------- */

static int ask(char *answer, size_t room)
{
	char verify[] = "verify", *words[] = { verify, strdup(dir), NULL };
	FILE *real = stdout;
	char *text = NULL;
	size_t n = 0;
	int code;

	stdout = open_memstream(&text, &n);
	code = cli_verify(2, words);
	fclose(stdout);
	stdout = real;
	snprintf(answer, room, "%s", text);
	free(text);
	free(words[1]);
	return code;
}

static bool names(const struct part *part, size_t line, const char *answer)
{
	char wanted[200];

	if (!part->has_lines)
		return strstr(answer, part->name) != NULL;
	snprintf(wanted, sizeof(wanted), "wrong: %s:%zu: ", part->name, line);
	return strncmp(answer, wanted, strlen(wanted)) == 0;
}

static size_t line_at(const struct part *part, size_t offset)
{
	size_t line = 1;

	for (const char *p = part->bytes; (p = memchr(p, '\n', (size_t)(part->bytes + offset - p))); p++)
		line++;
	return line;
}

static void judge(const struct part *part, size_t offset, size_t line, const char *how)
{
	char answer[1000];
	bool is_found = ask(answer, sizeof(answer)) == CLI_REFUSED && strncmp(answer, "wrong: ", 7) == 0;
	bool is_named = is_found && names(part, line, answer);

	tried++;
	found += is_found;
	named += is_named;
	if (!is_named && tried - named <= MISSES_SHOWN)
		printf("%s: %s at %zu, line %zu: %s", is_found ? "not named" : "not found", how, offset, line, *answer ? answer : part->name);
}

/* ---- every byte -------------------------------------------------------------------------------------------------------- */

static void flip(const struct part *part, int fd, size_t at, size_t line)
{
	char other = (char)(part->bytes[at] ^ (char)(1 + below(255)));

	if (pwrite(fd, &other, 1, (off_t)at) != 1)
		die(part->path);
	judge(part, at, line, "flipped");
	if (pwrite(fd, part->bytes + at, 1, (off_t)at) != 1)
		die(part->path);
}

/* One of each `every` bytes, by chance; of several processes each takes its share. */
static void flip_all(const struct part *part, size_t every)
{
	int fd = open(part->path, O_WRONLY | O_CLOEXEC);
	size_t line = 1, counted = 0, turn = 0;

	if (fd < 0)
		die(part->path);
	for (size_t begin = 0; begin < part->size; begin += every) {
		size_t at = begin + below(begin + every < part->size ? every : part->size - begin);

		for (; counted < at; counted++)
			line += part->bytes[counted] == '\n';
		if (turn++ % shares == share)
			flip(part, fd, at, line);
	}
	close(fd);
}

/* ---- by chance --------------------------------------------------------------------------------------------------------- */

static size_t edit(const struct part *part, char *out)
{
	size_t at = below(part->size), n = 1 + below(part->size - at < 64 ? part->size - at : 64);

	memcpy(out, part->bytes, part->size);
	for (size_t i = 0; i < n; i++)
		out[at + i] = (char)dice();
	return part->size;
}

static size_t take_out(const struct part *part, char *out)
{
	size_t at = below(part->size), n = 1 + below(part->size - at);

	n = n > 2000 ? 2000 : n;
	memcpy(out, part->bytes, at);
	memcpy(out + at, part->bytes + at + n, part->size - at - n);
	return part->size - n;
}

/* Where the line that this byte is in begins, and where the next one does. */
static size_t line_begin(const struct part *part, size_t at)
{
	while (at > 0 && part->bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct part *part, size_t at)
{
	while (at < part->size && part->bytes[at++] != '\n')
		;
	return at;
}

static size_t take_line(const struct part *part, char *out)
{
	size_t at = below(part->size), begin = line_begin(part, at), end = line_end(part, at);

	memcpy(out, part->bytes, begin);
	memcpy(out + begin, part->bytes + end, part->size - end);
	return part->size - (end - begin);
}

static size_t swap_lines(const struct part *part, char *out)
{
	size_t one = below(part->size), other = below(part->size), a = line_begin(part, one < other ? one : other), b = line_end(part, a);
	size_t c = line_begin(part, one < other ? other : one), d = line_end(part, c), n = a;

	memcpy(out, part->bytes, part->size);
	if (c < b)	/* the same line twice: nothing to swap */
		return part->size;
	memcpy(out + n, part->bytes + c, d - c);
	n += d - c;
	memcpy(out + n, part->bytes + b, c - b);
	n += c - b;
	memcpy(out + n, part->bytes + a, b - a);
	return part->size;
}

static size_t truncate_at(const struct part *part, char *out)
{
	size_t n = below(part->size);

	memcpy(out, part->bytes, n);
	return n;
}

static size_t repeat_line(const struct part *part, char *out)
{
	size_t end = line_end(part, below(part->size)), begin = line_begin(part, end - 1);

	memcpy(out, part->bytes, end);
	memcpy(out + end, part->bytes + begin, part->size - begin);
	return part->size + end - begin;
}

static const struct { const char *name; size_t (*change)(const struct part *part, char *out); } changes[] = {
	{ "edited", edit }, { "taken out", take_out }, { "a line taken out", take_line }, { "lines swapped", swap_lines },
	{ "cut off", truncate_at }, { "a line twice", repeat_line },
};

/* Files that hold nothing cannot lose anything; records, events and words are what most are about. */
static const struct part *choose(void)
{
	const struct part *part;

	do
		part = &parts[below(3) ? below(PACKAGE_CSV + 1) : below(FILES_MAX)];
	while (part->size == 0);
	return part;
}

static void damage(void)
{
	const struct part *part = choose();
	size_t which = below(sizeof(changes) / sizeof(changes[0])), size, at = 0;
	char *out = malloc(2 * part->size);

	if (!out)
		die("memory");
	do {	/* chance may change nothing: that is no damage */
		size = changes[which].change(part, out);
		at = 0;
		while (at < size && at < part->size && out[at] == part->bytes[at])
			at++;
	} while (size == part->size && at == size && (which = below(2)) < 2);
	store(part, out, size);
	judge(part, at, line_at(part, at), changes[which].name);
	store(part, part->bytes, part->size);
	free(out);
}

/* ---- the database ------------------------------------------------------------------------------------------------------- */

static void print_fault(void *to, const char *what)
{
	(void)to;
	puts(what);
}

static enum status examine(struct evidence *e)
{
	TRY(evidence_chains(e));
	TRY(evidence_words(e));
	TRY(evidence_present(e));
	TRY(evidence_log(e));
	TRY(evidence_archive(e));
	return evidence_files(e);
}

static int answer_doctor(void)
{
	struct arena *row_arena = arena_new("row", (size_t)64 * 1024 * 1024);
	struct arena *arena = arena_new("evidence", (size_t)64 * 1024 * 1024);
	struct cli cli = { 0 };
	char line[16];

	if (!cli_open_db(&cli))
		return CLI_WORLD;
	while (fgets(line, sizeof(line), stdin)) {
		struct evidence e = { .hash_files = true, .db = cli.db, .config = cli.config, .arena = arena, .row_arena = row_arena, .fault = print_fault };
		enum status status = examine(&e);

		if (status != ST_OK)
			printf("could not be looked at: %s\n", status_name(status));
		puts("");
		fflush(stdout);
		arena_reset(arena);
	}
	arena_free(arena);
	arena_free(row_arena);
	cli_close(&cli);
	return CLI_DONE;
}

/* ---- all ----------------------------------------------------------------------------------------------------------------- */

static int tamper_package(bool every_byte, unsigned long long number)
{
	char answer[1000];

	load_all();
	if (ask(answer, sizeof(answer)) != CLI_DONE) {
		printf("not a good package to begin with: %s", answer);
		return CLI_REFUSED;
	}
	for (int i = 0; every_byte && i < FILES_MAX; i++)
		flip_all(&parts[i], (size_t)number);
	for (unsigned long long i = 0; !every_byte && i < number; i++)
		damage();
	if (ask(answer, sizeof(answer)) != CLI_DONE)
		printf("it was not put back: %s", answer);
	printf("tried %llu found %llu named %llu\n", tried, found, named);
	for (int i = 0; i < FILES_MAX; i++)
		free(parts[i].bytes);
	return found == tried && named == tried ? CLI_DONE : CLI_REFUSED;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "doctor") == 0)
		return answer_doctor();
	mallopt(M_MMAP_THRESHOLD, 1 << 30);	/* what is asked for a million times is not given back to the system in between */
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	if ((argc != 5 && argc != 7) || (strcmp(argv[1], "flips") != 0 && strcmp(argv[1], "chance") != 0) || strtoull(argv[4], NULL, 10) == 0) {
		fprintf(stderr, "usage: tamper flips DIR SEED EVERY [SHARE SHARES] | chance DIR SEED TIMES | doctor\n");
		return CLI_USAGE;
	}
	dir = argv[2];
	dice_state = strtoull(argv[3], NULL, 10);
	if (argc == 7) {
		share = strtoull(argv[5], NULL, 10);
		shares = strtoull(argv[6], NULL, 10);
	}
	return tamper_package(strcmp(argv[1], "flips") == 0, strtoull(argv[4], NULL, 10));
}
