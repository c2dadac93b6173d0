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

/* The columns as JSON: key, Chinese and English name, type. */
void export_dictionary(struct buf *out);
/* The header line: Chinese names, or the keys in English. */
void export_csv_head(struct buf *out, bool english);
void export_csv_row(struct buf *out, const struct export_record *record);
void export_json_row(struct buf *out, const struct export_record *record);
/* One cell as CSV wants it, without the separator. */
void export_csv_cell(struct buf *out, const char *text);

#endif
