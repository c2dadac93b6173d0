/* Loading and judging plugins; see load.h. */
#include "rules/load.h"
#include "rules/brand.h"
#include "rules/form.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "rules/elf.h"

#define FILE_BYTES_MAX (4 << 20)
#define ROWS_MAX 20000		/* of one table */

struct loading {
	struct arena *arena;
	const char *dir;
	const struct rules_manifest *manifest;
	struct rules_set *set;
	struct rules_plugin *plugin;
	struct elf_image image;
	uintptr_t base;		/* where the image was put */
};

/* ---- the file, before any of its code runs --------------------------------------------------------------- */

static const char *owner_fault(struct loading *l, const char *path, int fd)
{
	struct stat st, link, dir;

	if (fstat(fd, &st) != 0 || lstat(path, &link) != 0 || stat(l->dir, &dir) != 0 || !S_ISREG(link.st_mode) || !S_ISREG(st.st_mode))
		return "is not a regular file";
	if (st.st_uid != 0 && st.st_uid != geteuid() && st.st_uid != dir.st_uid)
		return arena_printf(l->arena, "belongs to somebody else: user %u", st.st_uid);
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return arena_printf(l->arena, "can be written by others: mode %03o", st.st_mode & 0777);
	return st.st_size > FILE_BYTES_MAX ? "is too large" : NULL;
}

/* The very file that was looked at is the one that is mapped: both through one descriptor. */
static const char *file_fault(struct loading *l, const char *opened)
{
	struct bytes file;
	const char *fault;

	if (file_read(l->arena, opened, &file) != ST_OK)
		return "cannot be read";
	crypto_sha256(file.p, file.n, l->plugin->hash);
	fault = elf_fault(file, sizeof(struct province_rules), &l->image);
	if (!fault && l->manifest && !rules_manifest_find(l->manifest, l->plugin->file, l->plugin->hash))
		fault = arena_printf(l->arena, "has not passed the check: SHA-256 %.16s is not in the manifest; hotline rules check %02u",
				     text_hex(l->arena, l->plugin->hash, HASH_BYTES), l->plugin->digits);
	return fault;
}

static const char *map_file(struct loading *l, const char *opened)
{
	void *handle = dlopen(opened, RTLD_NOW | RTLD_LOCAL);
	struct link_map *map;

	if (!handle || dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
		return "cannot be opened";
	l->base = map->l_addr;
	l->plugin->rules = (const void *)(l->base + l->image.object);
	return NULL;
}

/* ---- the object -------------------------------------------------------------------------------------------- */

static bool is_inside(const struct loading *l, const void *p, uint64_t bytes, bool code)
{
	return elf_holds(&l->image, (uintptr_t)p - l->base, bytes, code);
}

/* UTF-8 that ends within max bytes and within the plugin. */
static bool is_text(const struct loading *l, const char *text, size_t max)
{
	size_t len = 0;

	while (len <= max && is_inside(l, text + len, 1, false) && text[len])
		len++;
	return len <= max && is_inside(l, text + len, 1, false) && text_is_utf8(text, len);
}

static bool is_name(const struct loading *l, const char *text, size_t max)
{
	return is_text(l, text, max) && *text;
}

static bool is_table(const struct loading *l, const void *rows, uint32_t count, size_t row_bytes)
{
	return count == 0 || (count <= ROWS_MAX && is_inside(l, rows, (uint64_t)count * row_bytes, false));
}

static bool tables_are_inside(const struct loading *l, const struct province_rules *r)
{
	bool ok = is_table(l, r->words, r->word_count, sizeof(*r->words)) && is_table(l, r->fields, r->field_count, sizeof(*r->fields)) &&
		  is_table(l, r->units, r->unit_count, sizeof(*r->units)) &&
		  is_table(l, r->referrals, r->referral_count, sizeof(*r->referrals));

	for (uint32_t i = 0; ok && i < r->word_count; i++)
		ok = is_name(l, r->words[i].key, 64) && is_text(l, r->words[i].zh, 300) && is_text(l, r->words[i].en, 300);
	for (uint32_t i = 0; ok && i < r->field_count; i++)
		ok = is_name(l, r->fields[i].name, 64) && is_text(l, r->fields[i].label_zh, 300) && is_text(l, r->fields[i].label_en, 300) &&
		     (!r->fields[i].choices || is_text(l, r->fields[i].choices, 2000));
	for (uint32_t i = 0; ok && i < r->unit_count; i++)
		ok = is_name(l, r->units[i].code, 15) && is_text(l, r->units[i].name, 300);
	for (uint32_t i = 0; ok && i < r->referral_count; i++)
		ok = is_name(l, r->referrals[i].topic, 64) && is_text(l, r->referrals[i].number, 30) &&
		     is_text(l, r->referrals[i].name_zh, 300) && is_text(l, r->referrals[i].name_en, 300) &&
		     is_text(l, r->referrals[i].source, 300);
	return ok;
}

static bool operations_are_inside(const struct loading *l, const struct province_rules *r)
{
	const void *const operations[RULES_OPS] = {
		(const void *)r->admit, (const void *)r->route, (const void *)r->clock, (const void *)r->workday,
		(const void *)r->office_hours, (const void *)r->escalate, (const void *)r->sample, (const void *)r->score,
	};

	for (size_t i = 0; i < RULES_OPS; i++)
		if (operations[i] && !is_inside(l, operations[i], 1, true))
			return false;
	return true;
}

static const char *object_fault(struct loading *l, const struct province_rules *r)
{
	if (r->magic != PROVINCE_RULES_MAGIC)
		return arena_printf(l->arena, "has another magic: %08x, not %08x", r->magic, PROVINCE_RULES_MAGIC);
	if (r->abi_major != PROVINCE_RULES_MAJOR || r->abi_minor > PROVINCE_RULES_MINOR)
		return arena_printf(l->arena, "was made for another interface version: %u.%u, not %u.%u", r->abi_major, r->abi_minor,
				    PROVINCE_RULES_MAJOR, PROVINCE_RULES_MINOR);
	if (r->size != sizeof(struct province_rules))
		return arena_printf(l->arena, "says another size than its interface has: %u, not %zu", r->size, sizeof(struct province_rules));
	if (r->province != l->plugin->digits * 10000)
		return arena_printf(l->arena, "is for another province than its name says: %u, not %02u0000", r->province, l->plugin->digits);
	if (!is_name(l, r->name, 60) || !is_name(l, r->name_en, 80) || !is_name(l, r->version, 31) || !is_name(l, r->source, 300))
		return "has a name, version or source that is empty, too long or not UTF-8";
	if (strpbrk(r->version, "\t\n"))
		return "has a version that is not one word";
	if (r->effective_until && r->effective_until < r->effective_from)
		return arena_printf(l->arena, "ends before it begins: day %d, from day %d", r->effective_until, r->effective_from);
	if (!tables_are_inside(l, r))
		return "has a table that is not its own, or not UTF-8";
	if (rules_fields_fault(r) || rules_brand_fault(r))
		return rules_fields_fault(r) ? rules_fields_fault(r) : rules_brand_fault(r);
	return operations_are_inside(l, r) ? NULL : "has an operation that is not its own code";
}

/* Each version of a province is told from its others by its name and by the day it begins. */
static const char *double_fault(struct loading *l, const struct province_rules *r)
{
	for (size_t i = 0; i < l->set->count; i++) {
		const struct rules_plugin *other = &l->set->plugins[i];

		if (other == l->plugin || !other->rules || other->rules->province != r->province)
			continue;
		if (other->rules->effective_from == r->effective_from)
			return arena_printf(l->arena, "begins on the same day as another of that province: '%s'", other->file);
		if (strcmp(other->rules->version, r->version) == 0)
			return arena_printf(l->arena, "has the same version as another of that province: '%s'", other->file);
	}
	return NULL;
}

/* ---- one file, then all ------------------------------------------------------------------------------------ */

static const char *load_opened(struct loading *l, const char *path, int fd)
{
	const char *opened = arena_printf(l->arena, "/proc/self/fd/%d", fd);
	const char *fault = owner_fault(l, path, fd);

	if (!fault)
		fault = file_fault(l, opened);
	if (!fault)
		fault = map_file(l, opened);
	if (!fault)
		fault = object_fault(l, l->plugin->rules);
	return fault ? fault : double_fault(l, l->plugin->rules);
}

const char *rules_load_file(struct arena *arena, const char *dir, const char *file, const struct rules_manifest *manifest,
			    struct rules_set *set)
{
	struct loading l = { .arena = arena, .dir = dir, .manifest = manifest, .set = set };
	const char *path = arena_printf(arena, "%s/%s", dir, file);
	int fd = -1;

	if (set->count == RULES_FILES_MAX || strlen(file) >= RULES_FILE_BYTES)
		return "is one too many, or its name is too long";
	l.plugin = &set->plugins[set->count++];
	*l.plugin = (struct rules_plugin){ .digits = (uint32_t)strtoul(file, NULL, 10) };
	memcpy(l.plugin->file, file, strlen(file) + 1);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	l.plugin->fault = fd < 0 ? "is not a regular file" : load_opened(&l, path, fd);
	/* The linker knows what it has mapped by name, here the descriptor's: a number that is taken is never another file. */
	if (fd >= 0 && !l.base)
		close(fd);
	if (l.plugin->fault) {
		l.plugin->rules = NULL;
		set->refused++;
	}
	return l.plugin->fault;
}

static int is_plugin(const struct dirent *entry)
{
	const char *n = entry->d_name;
	size_t len = strlen(n);

	return len > 6 && strcmp(n + len - 3, ".so") == 0 && n[0] >= '0' && n[0] <= '9' && n[1] >= '0' && n[1] <= '9' &&
	       n[2] == '_' && strncmp(n, "00_", 3) != 0;
}

enum status rules_files(struct arena *arena, const char *dir, const char ***files, size_t *count)
{
	struct dirent **entries;
	int found = scandir(dir, &entries, is_plugin, alphasort);

	*count = 0;
	if (found < 0) {
		log_error("cannot read the plugins in '%s'", dir);
		return ST_NOT_FOUND;
	}
	*files = ARENA_ARRAY(arena, (size_t)found, const char *);
	for (int i = 0; i < found; i++) {
		(*files)[(*count)++] = arena_strdup(arena, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return ST_OK;
}

enum status rules_load(struct arena *arena, const char *dir, const struct rules_manifest *manifest, struct rules_set *set)
{
	const char **files;
	size_t count;

	*set = (struct rules_set){ 0 };
	TRY(rules_files(arena, dir, &files, &count));
	for (size_t i = 0; i < count; i++)
		rules_load_file(arena, dir, files[i], manifest, set);
	return ST_OK;
}

/* ---- finding ----------------------------------------------------------------------------------------------- */

bool rules_in_force(const struct province_rules *rules, int32_t day)
{
	return (!rules->effective_from || day >= rules->effective_from) && (!rules->effective_until || day <= rules->effective_until);
}

const struct rules_plugin *rules_for(const struct rules_set *set, uint32_t region, const char *version, int32_t day)
{
	const struct rules_plugin *best = NULL;

	for (size_t i = 0; i < set->count; i++) {
		const struct rules_plugin *p = &set->plugins[i];
		const struct province_rules *r = p->rules;

		if (!r || p->digits != region / 10000)
			continue;
		if (*version && strcmp(version, r->version) == 0)
			return p;
		if (!rules_in_force(r, day))
			continue;
		if (!best || r->effective_from > best->rules->effective_from)
			best = p;
	}
	return best;
}

bool rules_refused(const struct rules_set *set, uint32_t region)
{
	for (size_t i = 0; i < set->count; i++)
		if (!set->plugins[i].rules && set->plugins[i].digits == region / 10000)
			return true;
	return false;
}
