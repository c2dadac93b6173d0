/* Records as auditors take them away: one dictionary of columns, written as CSV or JSON Lines.
 *
 * CSV is RFC 4180 with CR LF and a UTF-8 BOM; a cell that a spreadsheet would take for a formula is given a leading
 * apostrophe, and marks that reorder text are made visible. JSON Lines have the English keys. No name and no
 * phone is ever among the columns. Pure: appends to a buffer.
 */
#ifndef DOMAIN_EXPORT_H
#define DOMAIN_EXPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

/* One record, as the store reads it. */
struct export_record {
	const char *number;
	uint32_t kind, source, item, region, state;
	const char *unit;
	uint32_t confidential;
	int64_t filed_ms, answer_due_ms, answered_ms, closed_ms;
	uint32_t instant, returns, reworks, rating, followed_up;
	const char *summary, *place, *company, *plate, *line, *external_number, *rules_version;
	uint32_t last_seq;
	struct bytes last_hash;
};

/* Profiles of redaction: which columns may leave. Stored in words; of columns neither needs a second person, as no name or phone is in either (a
 * signed package of all holds every word that people wrote, and does). */
enum export_profile { EXPORT_ALL, EXPORT_NO_TEXT };	/* NO_TEXT: nothing that somebody wrote, which could name a person */

enum export_cell_type { EXPORT_CELL_TEXT, EXPORT_CELL_NUMBER, EXPORT_CELL_TIME };
struct export_cell {
	enum export_cell_type type;
	const char *text;
	int64_t number;		/* or ms */
};
/* The columns one by one, for spreadsheets: as many as export_columns, the same as CSV has. */
size_t export_columns(void);
bool export_column_leaves(size_t column, enum export_profile profile);
const char *export_column_key(size_t column);
const char *export_column_name(size_t column, bool english);
const char *export_column_type(size_t column);
/* Marks that reorder text are made visible. Text lives in the arena or in the record. */
struct export_cell export_cell(struct arena *arena, const struct export_record *record, size_t column);

/* "all" or "no_text". */
const char *export_profile_word(enum export_profile profile);
MUST_CHECK enum status export_profile_from_word(const char *word, enum export_profile *profile);

/* The columns as JSON: key, Chinese and English name, type. */
void export_dictionary(struct buf *out, enum export_profile profile);
/* The header line: Chinese names, or the keys in English. */
void export_csv_head(struct buf *out, enum export_profile profile, bool english);
void export_csv_row(struct buf *out, enum export_profile profile, const struct export_record *record);
void export_json_row(struct buf *out, enum export_profile profile, const struct export_record *record);
/* One cell as CSV wants it, without the separator. */
void export_csv_cell(struct buf *out, const char *text);

#endif
