/* Loading and judging plugins; see load.h. */
#include "rules/load.h"

#include <dirent.h>
#include <dlfcn.h>
#include <elf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"

/* ---- the file, before any of its code runs --------------------------------------------------------------- */

struct elf {
	const uint8_t *data;
	size_t size;
	const Elf64_Ehdr *head;
	const Elf64_Shdr *sections;
	const char *names;
	size_t names_size;
};

static bool in_file(const struct elf *elf, uint64_t offset, uint64_t size)
{
	return offset <= elf->size && size <= elf->size - offset;
}

static bool elf_open(struct bytes file, struct elf *elf)
{
	const Elf64_Shdr *strings;

	*elf = (struct elf){ .data = file.p, .size = file.n, .head = (const void *)file.p };
	if (file.n < sizeof(Elf64_Ehdr) || memcmp(elf->head->e_ident, ELFMAG, SELFMAG) != 0 ||
	    elf->head->e_ident[EI_CLASS] != ELFCLASS64 || elf->head->e_type != ET_DYN ||
	    elf->head->e_shentsize != sizeof(Elf64_Shdr) || elf->head->e_shstrndx >= elf->head->e_shnum ||
	    elf->head->e_shoff % 8 || !in_file(elf, elf->head->e_shoff, (uint64_t)elf->head->e_shnum * sizeof(Elf64_Shdr)))
		return false;
	elf->sections = (const void *)(file.p + elf->head->e_shoff);
	strings = &elf->sections[elf->head->e_shstrndx];
	if (!in_file(elf, strings->sh_offset, strings->sh_size) || strings->sh_size == 0)
		return false;
	elf->names = (const char *)file.p + strings->sh_offset;
	elf->names_size = strings->sh_size;
	return elf->names[elf->names_size - 1] == '\0';
}

/* Sections that would run code at load or be written later. */
static const char *forbidden_section(const struct elf *elf)
{
	static const char *const forbidden[] = { ".data", ".bss", ".tbss", ".tdata", ".init_array", ".fini_array",
						 ".preinit_array", ".init", ".fini", ".ctors" };

	for (int i = 0; i < elf->head->e_shnum; i++) {
		const Elf64_Shdr *s = &elf->sections[i];
		const char *name = s->sh_name < elf->names_size ? elf->names + s->sh_name : "?";

		for (size_t k = 0; k < sizeof(forbidden) / sizeof(forbidden[0]); k++)
			if (strcmp(name, forbidden[k]) == 0 && s->sh_size > 0)
				return forbidden[k];
	}
	return NULL;
}

/* One symbol goes out, none comes in. */
static const char *symbol_fault(const struct elf *elf)
{
	int exports = 0;

	for (int i = 0; i < elf->head->e_shnum; i++) {
		const Elf64_Shdr *s = &elf->sections[i];
		const Elf64_Sym *symbols = (const void *)(elf->data + s->sh_offset);

		if (s->sh_type != SHT_DYNSYM)
			continue;
		if (!in_file(elf, s->sh_offset, s->sh_size) || s->sh_entsize != sizeof(Elf64_Sym) || s->sh_offset % 8)
			return "has a broken symbol table";
		for (size_t k = 1; k < s->sh_size / sizeof(Elf64_Sym); k++) {
			if (symbols[k].st_shndx == SHN_UNDEF)
				return "imports something";
			exports++;
		}
	}
	return exports == 1 ? NULL : "does not export exactly one symbol";
}

static const char *file_fault(struct arena *arena, const char *path)
{
	struct bytes file;
	struct stat st;
	struct elf elf;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return "is not a regular file";
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return "can be written by others";
	if (st.st_size > 4 << 20 || file_read(arena, path, &file) != ST_OK)
		return "is too large or cannot be read";
	if (!elf_open(file, &elf))
		return "is not a shared object of this machine";
	if (forbidden_section(&elf))
		return "has writable data or code that runs at load";
	return symbol_fault(&elf);
}

/* ---- the object -------------------------------------------------------------------------------------------- */

static bool is_text(const char *text, size_t max)
{
	size_t len = text ? strnlen(text, max + 1) : 0;

	return len > 0 && len <= max && text_is_utf8(text, len);
}

static const char *object_fault(const struct province_rules *r, const char *name)
{
	if (r->magic != PROVINCE_RULES_MAGIC)
		return "has another magic";
	if (r->abi_major != PROVINCE_RULES_MAJOR || r->abi_minor > PROVINCE_RULES_MINOR)
		return "was made for another interface version";
	if (r->size < sizeof(struct province_rules))
		return "is smaller than its interface";
	if (r->province / 10000 != strtoul(name, NULL, 10))
		return "is for another province than its name says";
	if (!is_text(r->name, 60) || !is_text(r->name_en, 80) || !is_text(r->version, 31) || !is_text(r->source, 300))
		return "has a name, version or source that is empty, too long or not UTF-8";
	if (r->effective_until && r->effective_until < r->effective_from)
		return "ends before it begins";
	return NULL;
}

static bool overlaps(const struct rules_set *set, const struct province_rules *r)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->loaded[i]->province == r->province && set->loaded[i]->effective_from == r->effective_from)
			return true;
	return false;
}

static const char *load_one(struct arena *arena, const char *path, const char *name, struct rules_set *set)
{
	const char *fault = file_fault(arena, path);
	const struct province_rules *r;
	void *handle;

	if (fault)
		return fault;
	handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	r = handle ? dlsym(handle, "province_rules") : NULL;
	if (!r)
		return "cannot be opened";
	fault = object_fault(r, name);
	if (fault)
		return fault;
	if (overlaps(set, r))
		return "begins on the same day as another of that province";
	if (set->count == RULES_LOADED_MAX)
		return "is one too many";
	set->loaded[set->count++] = r;
	return NULL;
}

static int is_plugin(const struct dirent *entry)
{
	const char *n = entry->d_name;
	size_t len = strlen(n);

	return len > 6 && strcmp(n + len - 3, ".so") == 0 && n[0] >= '0' && n[0] <= '9' && n[1] >= '0' && n[1] <= '9' &&
	       n[2] == '_' && strncmp(n, "00_", 3) != 0;
}

enum status rules_load(struct arena *arena, const char *dir, struct rules_set *set)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, is_plugin, alphasort);

	*set = (struct rules_set){ 0 };
	if (count < 0) {
		log_error("cannot read the plugins in '%s'", dir);
		return ST_NOT_FOUND;
	}
	for (int i = 0; i < count; i++) {
		const char *path = arena_printf(arena, "%s/%s", dir, entries[i]->d_name);
		const char *fault = load_one(arena, path, entries[i]->d_name, set);

		if (fault) {
			set->refused++;
			log_error("refused rules '%s': it %s; the national default answers for that province", entries[i]->d_name, fault);
		}
		free(entries[i]);
	}
	free(entries);
	return ST_OK;
}

const struct province_rules *rules_for(const struct rules_set *set, uint32_t region, int32_t day)
{
	const struct province_rules *best = NULL;

	for (size_t i = 0; i < set->count; i++) {
		const struct province_rules *r = set->loaded[i];

		if (r->province / 10000 != region / 10000 || (r->effective_from && day < r->effective_from) ||
		    (r->effective_until && day > r->effective_until))
			continue;
		if (!best || r->effective_from > best->effective_from)
			best = r;
	}
	return best;
}
