/* Tickets of an older hotline system, as its file tells them: which column is what, and what a row becomes.
 *
 * Old data say things in their own words: kinds, states, items and places are understood where that is certain, and where it is not,
 * whoever imports has said beforehand what is to hold, or the row is refused. Every reason has a word (label import.fault.WORD). Pure.
 */
#ifndef DOMAIN_LEGACY_H
#define DOMAIN_LEGACY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/crypto.h"
#include "base/csv.h"
#include "base/limits.h"
#include "base/text.h"
#include "domain/item.h"
#include "domain/region.h"
#include "domain/ticket.h"

enum legacy_field {
	LEGACY_NOTHING,		/* not taken over */
	LEGACY_NUMBER, LEGACY_FILED, LEGACY_KIND, LEGACY_ITEM, LEGACY_REGION, LEGACY_CONTENT, LEGACY_WISH, LEGACY_NAME, LEGACY_PHONE, LEGACY_PLACE,
	LEGACY_HAPPENED, LEGACY_COMPANY, LEGACY_PLATE, LEGACY_LINE, LEGACY_STATE, LEGACY_CLOSED, LEGACY_DUE, LEGACY_REPLY,
	LEGACY_OTHER,		/* kept as words with its heading; the only one that several columns may be */
	LEGACY_FIELD_END
};
/* "nothing", "number" …; a number without a word is NULL, a word without a number LEGACY_FIELD_END. */
const char *legacy_field_word(int field);
enum legacy_field legacy_field_from_word(const char *word);
/* Who the person is: it goes to the vault, and stands in no hash of a row. */
bool legacy_is_person(enum legacy_field field);

enum legacy_state { LEGACY_STATE_REFUSED, LEGACY_STATE_OPEN, LEGACY_STATE_ENDED };

struct legacy_mapping {
	size_t columns;
	enum legacy_field of[LIMIT_CSV_COLUMNS];
	bool told[LIMIT_CSV_COLUMNS];	/* somebody said what it is */
	/* Where the file does not say it, or not in words that are understood; 0: such a row is refused. */
	enum kind kind_else;
	uint32_t item_else;
	uint32_t region_else;
	enum legacy_state state_else;
	bool without_phone;	/* a number that is none is left out, and the row taken over */
};

/* What the columns are called, as many as the row has cells: cleaned, fit for a list and a mapping's line, no two alike. One without words is
 * called by its place, "#3"; the second of a name, as far as it is kept, "name (2)". */
const char **legacy_headings(struct arena *arena, const struct csv_row *row);
/* What the headings of columns that nobody told probably are: the first that is likely for it, each but LEGACY_OTHER once. */
void legacy_guess(struct arena *arena, const char *const *headings, struct legacy_mapping *mapping);
/* What is wrong with a mapping; NULL: nothing. "no_number", "no_content", "twice". */
const char *legacy_mapping_fault(const struct legacy_mapping *mapping);
/* Somebody said of every column what it is, and nothing is wrong with that. */
bool legacy_mapping_is_whole(const struct legacy_mapping *mapping);
/* As it is kept: by headings, so that it holds for a file that has its columns in another order. */
const char *legacy_mapping_text(struct arena *arena, const char *const *headings, const struct legacy_mapping *mapping);
/* Columns whose heading it does not know are LEGACY_NOTHING, and not told; text "": none is. */
void legacy_mapping_read(struct arena *arena, const char *text, const char *const *headings, size_t count, struct legacy_mapping *mapping);

#define LEGACY_FAULTS_MAX 12

struct legacy_fault {
	enum legacy_field field;	/* LEGACY_NOTHING: the row as such */
	const char *word;
};

/* What it is to be understood with. */
struct legacy_world {
	const struct legacy_mapping *mapping;
	const char *const *headings;
	const struct regions *regions;
	const struct items *items;
	uint32_t province;
	int64_t now_ms;
};

/* A row understood; texts "" where there is nothing. Not to be taken over when it has faults. */
struct legacy {
	uint32_t line;
	const char *of[LEGACY_FIELD_END];	/* as told, cleaned; of LEGACY_OTHER all columns with their headings, sorted by them */
	enum kind kind;
	uint32_t item;
	uint32_t region;
	int64_t filed_ms, closed_ms, due_ms, happened_ms;	/* 0: not told */
	bool ended;
	struct legacy_fault faults[LEGACY_FAULTS_MAX];
	size_t fault_count;
};

void legacy_read(struct arena *arena, const struct legacy_world *world, const struct csv_row *row, struct legacy *legacy);
void legacy_add_fault(struct legacy *legacy, enum legacy_field field, const char *word);
/* SHA-256 over salt and what was taken of the row, without who the person is: the same row again has it again. */
void legacy_hash(struct arena *arena, const struct legacy *legacy, const uint8_t salt[SALT_BYTES], uint8_t hash[HASH_BYTES]);

/* ---- values, as old systems write them ------------------------------------------------------------------------------ */

/* 2021-05-06 12:34:56, 2021/5/6 12:34, 2021年5月6日12时34分, 20210506123456, 2021-05-06: in China Standard Time. */
bool legacy_time(const char *text, int64_t *at_ms);
/* 0: not understood. */
enum kind legacy_kind(const char *text);
enum legacy_state legacy_state(const char *text);
/* By its four digits, or its name where only one has it or its domain is named too. 0: not understood. */
uint32_t legacy_item(struct arena *arena, const struct items *items, const char *text);
/* By its six digits, or by the names in it within the province. 0: not understood. */
uint32_t legacy_region(const struct regions *regions, uint32_t province, const char *text);

#endif
