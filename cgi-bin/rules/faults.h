/* What is known of each plugin's conduct, in one file that every process maps: the rules program writes it, the desk and
 * `hotline rules` read it, and a release by an operator takes effect at once.
 *
 * A record belongs to a file's SHA-256: a changed file begins anew. FAULTS_MAX faults within FAULTS_MS put a plugin aside
 * (quarantine) until it is released or changed. One alarm (an error in the log) for each plugin refused or put aside;
 * a single fault is a warning. Counters are plain words: a torn read shows an old number, and nobody decides by two of them.
 */
#ifndef RULES_FAULTS_H
#define RULES_FAULTS_H

#include <stdbool.h>

#include "rules/load.h"

#define FAULTS_FILE "rules.faults"	/* in run.dir */
#define FAULTS_MAX 3
#define FAULTS_MS (10 * 60 * 1000)

enum conduct {
	CONDUCT_NONE,		/* no record */
	CONDUCT_SERVES,
	CONDUCT_REFUSED,	/* not loaded */
	CONDUCT_ASIDE,		/* quarantined */
	CONDUCT_GONE,		/* not among the files any more */
	CONDUCT_END
};

struct fault_record {
	uint8_t hash[HASH_BYTES];
	char file[RULES_FILE_BYTES];
	char version[32];
	char source[RULES_SOURCE_BYTES];	/* what the whole set says it rests on */
	int32_t effective_from;	/* days; 0 open */
	int32_t effective_until;
	char last[160];		/* the last fault, or why it was refused */
	uint32_t digits;	/* of the province */
	uint32_t conduct;	/* enum conduct */
	uint32_t faults;	/* since first_ms */
	uint32_t reserved;
	int64_t first_ms;
	int64_t last_ms;
};

/* Two processes may serve at once while a new version takes over: each has a seat, and says there whose code it runs. */
struct fault_seat {
	uint32_t record;	/* its number and one; 0: no plugin's code is running */
	uint32_t op;
	uint32_t turn;		/* of asking, to tell one that lasts from many that follow each other */
	uint32_t reserved;
};

struct fault_file {
	uint32_t magic;
	uint32_t bytes;
	struct fault_seat seats[2];
	struct fault_record records[RULES_FILES_MAX];
};

/* Makes the file when there is none, or none of this layout. NULL: cannot (errno). */
struct fault_file *faults_open(const char *path);
/* To look only; NULL: there is none. Unmapped by faults_close. */
const struct fault_file *faults_look(const char *path);
void faults_close(const struct fault_file *faults);

/* Finds or makes the record of each plugin of the set. records: its number for set->plugins[i]. */
void faults_enter(struct fault_file *faults, const struct rules_set *set, uint32_t records[RULES_FILES_MAX]);
/* One more fault. what: 'it' did this, as the end of a sentence. */
void faults_blame(struct fault_file *faults, uint32_t record, uint32_t op, const char *what);
bool faults_is_aside(const struct fault_file *faults, uint32_t record);
/* Everything of these digits serves again. How many were aside. */
int faults_release(struct fault_file *faults, uint32_t digits);
/* Provinces that are refused or aside now, each once, ascending; how many. */
size_t faults_troubled(const struct fault_file *faults, uint32_t digits[100]);

const char *conduct_word(uint32_t conduct);	/* "serves" … */
const char *rules_op_word(uint32_t op);		/* "admit" … */

#endif
