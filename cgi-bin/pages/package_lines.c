/* Reading a package line by line; see package_lines.h. */
#include "pages/package_lines.h"

#include <stdarg.h>
#include <string.h>

bool package_wrong(const char *file, const char *format, ...)
{
	va_list args;

	printf("wrong: %s: ", file);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	return false;
}

struct lines lines_open(struct arena *arena, const char *dir, const struct package_manifest *manifest, enum package_part part,
			enum package_part sums)
{
	return (struct lines){
		.name = package_part_name(part), .signed_as = &manifest->files[part],
		.file = fopen(arena_printf(arena, "%s/%s", dir, package_part_name(part)), "re"),
		.sums = fopen(arena_printf(arena, "%s/%s", dir, package_part_name(sums)), "re"),
		.room = arena_alloc(arena, PACKAGE_LINE_BYTES), .hash = crypto_hash_begin(arena),
	};
}

void lines_close(struct lines *l)
{
	if (l->file)
		fclose(l->file);
	if (l->sums)
		fclose(l->sums);
}

bool lines_wrong(const struct lines *l, const char *ticket, const char *why)
{
	printf("wrong: %s:%llu: %s%s%s\n", l->name, (unsigned long long)l->line, *ticket ? ticket : "", *ticket ? ": " : "", why);
	return false;
}

static bool fits_sum(struct lines *l, size_t len)
{
	char sum[2 * HASH_BYTES + 1];
	uint8_t hash[HASH_BYTES], wanted[HASH_BYTES];

	if (fread(sum, 1, sizeof(sum), l->sums) != sizeof(sum) || sum[2 * HASH_BYTES] != '\n')
		return false;
	sum[2 * HASH_BYTES] = '\0';
	crypto_sha256(l->room, len, hash);
	return text_from_hex(sum, wanted, HASH_BYTES) == ST_OK && memcmp(hash, wanted, HASH_BYTES) == 0;
}

enum next lines_next(struct lines *l, struct bytes *line)
{
	size_t len = 0;
	int c = 0;

	while (len < PACKAGE_LINE_BYTES && c != '\n' && (c = getc_unlocked(l->file)) != EOF)
		l->room[len++] = (char)c;
	if (len == 0 && getc(l->sums) == EOF)
		return NEXT_END;
	l->line++;
	if (len == 0 || !fits_sum(l, len) || l->room[len - 1] != '\n') {
		lines_wrong(l, "", len == 0 ? "missing" : "not the line that was signed");
		return NEXT_WRONG;
	}
	crypto_hash_update(l->hash, l->room, len);
	l->bytes += len;
	*line = (struct bytes){ (const uint8_t *)l->room, len - 1 };
	return NEXT_LINE;
}

bool lines_end(struct lines *l, uint64_t counted)
{
	uint8_t hash[HASH_BYTES];

	crypto_hash_end(l->hash, hash);
	if (l->bytes != l->signed_as->bytes || memcmp(hash, l->signed_as->sha256, HASH_BYTES) != 0)
		return package_wrong(l->name, "not the bytes that were signed");
	if (l->line != counted)
		return package_wrong(PACKAGE_MANIFEST, "counts %llu lines of %s, there are %llu", (unsigned long long)counted, l->name,
			     (unsigned long long)l->line);
	return true;
}
