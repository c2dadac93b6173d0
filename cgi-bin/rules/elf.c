/* The file of a plugin, judged without running it; see elf.h. */
#include "rules/elf.h"

#include <elf.h>
#include <string.h>

#define PAGE 4096
#define WRITABLE "has writable data or code that runs at load"
#define IMPORTS "imports something"
#define BROKEN "is not a shared object of this machine"

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#define RELATIVE R_X86_64_RELATIVE
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#define RELATIVE R_AARCH64_RELATIVE
#endif

struct elf {
	struct bytes file;
	const Elf64_Ehdr *head;
	const Elf64_Phdr *parts;
	const Elf64_Phdr *dynamic;
	const Elf64_Phdr *relro;
	const Elf64_Phdr *stack;
	uint64_t symbols, strings, moves, moves_bytes;
};

static bool in_file(const struct elf *elf, uint64_t offset, uint64_t size)
{
	return offset <= elf->file.n && size <= elf->file.n - offset;
}

static bool open_file(struct bytes file, struct elf *elf)
{
	const Elf64_Ehdr *head = (const void *)file.p;

	*elf = (struct elf){ .file = file, .head = head };
	if (file.n < sizeof(*head) || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64 ||
	    head->e_ident[EI_DATA] != ELFDATA2LSB || head->e_machine != MACHINE || head->e_type != ET_DYN ||
	    head->e_phentsize != sizeof(Elf64_Phdr) || head->e_phnum > 16 || head->e_phoff % 8 ||
	    !in_file(elf, head->e_phoff, (uint64_t)head->e_phnum * sizeof(Elf64_Phdr)))
		return false;
	elf->parts = (const void *)(file.p + head->e_phoff);
	return true;
}

/* ---- what will be in memory ------------------------------------------------------------------------------- */

static const char *add_part(const struct elf *elf, const Elf64_Phdr *p, struct elf_image *image)
{
	if (image->count == ELF_PARTS_MAX || !in_file(elf, p->p_offset, p->p_filesz) || p->p_vaddr > UINT32_MAX ||
	    p->p_memsz > UINT32_MAX || (p->p_offset ^ p->p_vaddr) % PAGE)
		return BROKEN;
	if (p->p_memsz != p->p_filesz || ((p->p_flags & PF_W) && (p->p_flags & PF_X)))
		return WRITABLE;
	image->parts[image->count].from = p->p_vaddr;
	image->parts[image->count].until = p->p_vaddr + p->p_memsz;
	image->parts[image->count++].code = (p->p_flags & PF_X) != 0;
	return NULL;
}

static const char *find_parts(struct elf *elf, struct elf_image *image)
{
	const char *fault = NULL;

	for (int i = 0; !fault && i < elf->head->e_phnum; i++) {
		const Elf64_Phdr *p = &elf->parts[i];

		if (p->p_type == PT_LOAD)
			fault = add_part(elf, p, image);
		else if (p->p_type == PT_DYNAMIC)
			elf->dynamic = p;
		else if (p->p_type == PT_GNU_RELRO)
			elf->relro = p;
		else if (p->p_type == PT_GNU_STACK)
			elf->stack = p;
		else if (p->p_type == PT_TLS || p->p_type == PT_INTERP)
			fault = WRITABLE;
	}
	if (!fault && (!elf->dynamic || !elf->stack || (elf->stack->p_flags & PF_X)))
		fault = BROKEN;
	return fault;
}

/* The linker closes whole pages: RELRO counts from the page it begins in to the last page that it fills. */
static const char *relro_fault(const struct elf *elf)
{
	for (int i = 0; i < elf->head->e_phnum; i++) {
		const Elf64_Phdr *p = &elf->parts[i];

		if (p->p_type != PT_LOAD || !(p->p_flags & PF_W))
			continue;
		if (!elf->relro || elf->relro->p_vaddr / PAGE > p->p_vaddr / PAGE ||
		    (elf->relro->p_vaddr + elf->relro->p_memsz) / PAGE * PAGE < p->p_vaddr + p->p_memsz)
			return WRITABLE;
	}
	return NULL;
}

bool elf_holds(const struct elf_image *image, uint64_t from, uint64_t bytes, bool code)
{
	for (int i = 0; i < image->count; i++)
		if (image->parts[i].code == code && from >= image->parts[i].from && from <= image->parts[i].until &&
		    bytes <= image->parts[i].until - from)
			return true;
	return false;
}

/* The bytes that will lie at an address; NULL: not all of them are in the file. */
static const void *at_address(const struct elf *elf, uint64_t address, uint64_t bytes)
{
	for (int i = 0; i < elf->head->e_phnum; i++) {
		const Elf64_Phdr *p = &elf->parts[i];

		if (p->p_type == PT_LOAD && address >= p->p_vaddr && address - p->p_vaddr <= p->p_filesz &&
		    bytes <= p->p_filesz - (address - p->p_vaddr) && address % 8 == 0)
			return elf->file.p + p->p_offset + (address - p->p_vaddr);
	}
	return NULL;
}

/* ---- what the linker is told ------------------------------------------------------------------------------- */

static const char *read_entry(struct elf *elf, const Elf64_Dyn *entry)
{
	switch (entry->d_tag) {
	case DT_SYMTAB:
		elf->symbols = entry->d_un.d_ptr;
		return NULL;
	case DT_STRTAB:
		elf->strings = entry->d_un.d_ptr;
		return NULL;
	case DT_RELA:
		elf->moves = entry->d_un.d_ptr;
		return NULL;
	case DT_RELASZ:
		elf->moves_bytes = entry->d_un.d_val;
		return NULL;
	case DT_RELAENT:
		return entry->d_un.d_val == sizeof(Elf64_Rela) ? NULL : BROKEN;
	case DT_HASH:
	case DT_GNU_HASH:
	case DT_STRSZ:
	case DT_SYMENT:
	case DT_RELACOUNT:
	case DT_SONAME:
		return NULL;
	case DT_FLAGS:
		return entry->d_un.d_val & ~(uint64_t)DF_BIND_NOW ? "asks the linker for more than to be bound at once" : NULL;
	case DT_FLAGS_1:
		return entry->d_un.d_val & ~(uint64_t)DF_1_NOW ? "asks the linker for more than to be bound at once" : NULL;
	case DT_NEEDED:
	case DT_JMPREL:
	case DT_PLTGOT:
	case DT_PLTREL:
	case DT_PLTRELSZ:
		return IMPORTS;
	default:
		return WRITABLE;	/* DT_INIT, DT_INIT_ARRAY, DT_FINI, DT_TEXTREL and whatever comes later */
	}
}

static const char *read_dynamic(struct elf *elf)
{
	uint64_t count = elf->dynamic->p_filesz / sizeof(Elf64_Dyn);
	const Elf64_Dyn *entries = at_address(elf, elf->dynamic->p_vaddr, elf->dynamic->p_filesz);
	const char *fault = NULL;

	if (!entries)
		return BROKEN;
	for (uint64_t i = 0; i < count && entries[i].d_tag != DT_NULL; i++) {
		const char *one = read_entry(elf, &entries[i]);

		/* What is imported explains the rest: it is said first. */
		if (one && (!fault || strcmp(one, IMPORTS) == 0))
			fault = one;
	}
	return fault;
}

/* Addresses may be moved to where the file was put; nothing is looked up and nothing is called to find out. */
static const char *moves_fault(const struct elf *elf)
{
	uint64_t count = elf->moves_bytes / sizeof(Elf64_Rela);
	const Elf64_Rela *moves = at_address(elf, elf->moves, elf->moves_bytes);

	if (elf->moves_bytes && !moves)
		return BROKEN;
	for (uint64_t i = 0; i < count; i++) {
		if (ELF64_R_TYPE(moves[i].r_info) != RELATIVE)
			return ELF64_R_SYM(moves[i].r_info) ? IMPORTS : WRITABLE;
		if (!at_address(elf, moves[i].r_offset, 8))
			return BROKEN;
	}
	return NULL;
}

/* The linker writes the null symbol first and the names behind the last one. */
static const char *symbol_fault(const struct elf *elf, uint64_t object_bytes, struct elf_image *image)
{
	const Elf64_Sym *symbols = at_address(elf, elf->symbols, 2 * sizeof(Elf64_Sym));

	if (!symbols || elf->strings < elf->symbols || (elf->strings - elf->symbols) % sizeof(Elf64_Sym))
		return "has a broken symbol table";
	for (uint64_t i = 1; i < (elf->strings - elf->symbols) / sizeof(Elf64_Sym); i++) {
		const Elf64_Sym *one = at_address(elf, elf->symbols + i * sizeof(Elf64_Sym), sizeof(Elf64_Sym));

		if (!one || one->st_shndx == SHN_UNDEF)
			return IMPORTS;
	}
	if (elf->strings - elf->symbols != 2 * sizeof(Elf64_Sym))
		return "does not export exactly one symbol";
	if (ELF64_ST_TYPE(symbols[1].st_info) != STT_OBJECT || !elf_holds(image, symbols[1].st_value, object_bytes, false) ||
	    symbols[1].st_value % 8)
		return "exports something that is not a set of rules";
	image->object = symbols[1].st_value;
	return NULL;
}

const char *elf_fault(struct bytes file, uint64_t object_bytes, struct elf_image *image)
{
	const char *fault;
	struct elf elf;

	*image = (struct elf_image){ 0 };
	if (!open_file(file, &elf))
		return BROKEN;
	fault = find_parts(&elf, image);
	if (elf.dynamic) {
		const char *asked = read_dynamic(&elf);

		if (asked && (!fault || strcmp(asked, IMPORTS) == 0))
			fault = asked;
	}
	if (!fault)
		fault = moves_fault(&elf);
	if (!fault)
		fault = relro_fault(&elf);
	if (!fault)
		fault = symbol_fault(&elf, object_bytes, image);
	return fault;
}
