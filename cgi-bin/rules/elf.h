/* Looking at a plugin's file before any of its code runs: what the dynamic linker would do with it, by program headers
 * and dynamic entries, because sections are only names and may lie.
 *
 * Taken is a shared object that exports one thing, imports nothing, needs nothing, runs nothing at load, and of which nothing
 * can be written once it is loaded (all that is relocated is covered by RELRO).
 */
#ifndef RULES_ELF_H
#define RULES_ELF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define ELF_PARTS_MAX 8

/* What the file will be in memory, from where it is put. */
struct elf_image {
	struct { uint64_t from, until; bool code; } parts[ELF_PARTS_MAX];
	int count;
	uint64_t object;	/* where the one exported thing begins */
};

/* NULL, or what is wrong, as the end of a sentence that begins with "it". object_bytes: the least size of what is exported. */
const char *elf_fault(struct bytes file, uint64_t object_bytes, struct elf_image *image);
/* Does a run of bytes lie in one part of the image, in code or in data as asked? */
bool elf_holds(const struct elf_image *image, uint64_t from, uint64_t bytes, bool code);

#endif
