/* The list of a period's closings with what was drawn, as a text that anybody checks (hotline sample redraw):
 *
 *	12328 sample 1
 *	period 440000 <from_ms> <until_ms>
 *	commitment <hex> <entry in the log>
 *	secret <hex>
 *	log <entries before> <entries at the end> <root, hex>
 *	seed <hex>
 *	note <checkpoint at the end, base64>
 *	                                          an empty line; then each closing, in the order of the log:
 *	<entry> <event hash, hex> <rate, per mille> <rule> <chosen|passed_over>
 *
 * Pure.
 */
#ifndef DOMAIN_SAMPLE_LIST_H
#define DOMAIN_SAMPLE_LIST_H

#include "base/status.h"
#include "domain/sample.h"

#define SAMPLE_LIST_FORMAT "12328 sample 1"
#define SAMPLE_RULE_CHARS 64

struct sample_head {
	struct sample_period period;
	uint8_t commitment[HASH_BYTES];
	uint64_t entry;
	uint8_t secret[HASH_BYTES];
	uint64_t from_size, until_size;
	uint8_t root[HASH_BYTES];
	uint8_t seed[HASH_BYTES];
	const char *note;	/* as signed; "" none */
};

struct sample_line {
	uint64_t n;
	uint8_t hash[HASH_BYTES];
	uint32_t per_mille;
	char rule[SAMPLE_RULE_CHARS + 1];
	enum sampled sampled;
};

void sample_add_head(struct buf *out, const struct sample_head *head);
void sample_add_line(struct buf *out, const struct sample_line *line);

/* Lines are without their line feed. The head has SAMPLE_HEAD_LINES of them, the empty one included. */
#define SAMPLE_HEAD_LINES 8
MUST_CHECK enum status sample_read_head(struct arena *arena, const char *const lines[SAMPLE_HEAD_LINES], struct sample_head *head);
MUST_CHECK enum status sample_read_line(const char *line, struct sample_line *out);

/* NULL: the head holds together. Otherwise why not. */
const char *sample_head_fault(struct arena *arena, const struct sample_head *head);
/* NULL: the line is as the seed draws it and lies within the period. */
const char *sample_line_fault(const struct sample_head *head, const struct sample_line *line);

/* The decision that stands in the event which answered: rule and rate. False: there is none. */
bool sample_stratum(struct arena *arena, struct bytes canonical, struct sample_line *line);

#endif
