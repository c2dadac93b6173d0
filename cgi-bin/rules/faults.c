/* Plugins' conduct in a mapped file; see faults.h. */
#include "rules/faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/now.h"

#define MAGIC 0x32544c46u	/* "FLT2" */

/* ---- the file ---------------------------------------------------------------------------------------------- */

static bool is_ours(const struct fault_file *faults)
{
	return faults->magic == MAGIC && faults->bytes == sizeof(*faults);
}

static void *map_file(const char *path, int flags, int protection)
{
	int fd = open(path, flags | O_CLOEXEC, 0640);
	struct stat st;
	void *mapped = NULL;

	if (fd < 0)
		return NULL;
	if ((!(flags & O_CREAT) || ftruncate(fd, sizeof(struct fault_file)) == 0) && fstat(fd, &st) == 0 &&
	    st.st_size == (off_t)sizeof(struct fault_file)) {
		mapped = mmap(NULL, sizeof(struct fault_file), protection, MAP_SHARED, fd, 0);
		mapped = mapped == MAP_FAILED ? NULL : mapped;
	}
	close(fd);
	return mapped;
}

struct fault_file *faults_open(const char *path)
{
	struct fault_file *faults = map_file(path, O_RDWR | O_CREAT, PROT_READ | PROT_WRITE);

	if (faults && !is_ours(faults)) {
		memset(faults, 0, sizeof(*faults));
		faults->bytes = sizeof(*faults);
		faults->magic = MAGIC;
	}
	return faults;
}

const struct fault_file *faults_look(const char *path)
{
	struct fault_file *faults = map_file(path, O_RDONLY, PROT_READ);

	if (!faults || is_ours(faults))
		return faults;
	faults_close(faults);
	return NULL;
}

void faults_close(const struct fault_file *faults)
{
	munmap((void *)(uintptr_t)faults, sizeof(*faults));
}

/* ---- records ------------------------------------------------------------------------------------------------ */

static bool is_of(const struct fault_record *record, const struct rules_plugin *plugin)
{
	return record->conduct != CONDUCT_NONE && strcmp(record->file, plugin->file) == 0 &&
	       memcmp(record->hash, plugin->hash, HASH_BYTES) == 0;
}

/* An unused record, else the oldest of a file that is gone: there is one, as there are as many records as files. */
static uint32_t free_record(const struct fault_file *faults)
{
	uint32_t oldest = RULES_FILES_MAX;

	for (uint32_t i = 0; i < RULES_FILES_MAX; i++) {
		if (faults->records[i].conduct == CONDUCT_NONE)
			return i;
		if (faults->records[i].conduct == CONDUCT_GONE &&
		    (oldest == RULES_FILES_MAX || faults->records[i].last_ms < faults->records[oldest].last_ms))
			oldest = i;
	}
	return oldest;
}

static uint32_t record_of(struct fault_file *faults, const struct rules_plugin *plugin)
{
	uint32_t i;

	for (i = 0; i < RULES_FILES_MAX; i++)
		if (is_of(&faults->records[i], plugin))
			return i;
	i = free_record(faults);
	if (i == RULES_FILES_MAX)
		log_panic("no record is free", plugin->file, i);
	faults->records[i] = (struct fault_record){ .digits = plugin->digits, .last_ms = now_ms() };
	memcpy(faults->records[i].hash, plugin->hash, HASH_BYTES);
	memcpy(faults->records[i].file, plugin->file, RULES_FILE_BYTES);
	return i;
}

static void refuse(struct fault_record *record, const char *why)
{
	if (record->conduct == CONDUCT_REFUSED && strncmp(record->last, why, sizeof(record->last) - 1) == 0)
		return;
	record->conduct = CONDUCT_REFUSED;
	record->last_ms = now_ms();
	snprintf(record->last, sizeof(record->last), "%s", why);
	log_error("refused rules '%s': it %s; the national default answers for that province", record->file, why);
}

/* What the desk shows of it; the texts were judged when it was loaded. */
static void describe(struct fault_record *record, const struct province_rules *rules)
{
	snprintf(record->version, sizeof(record->version), "%s", rules->version);
	snprintf(record->source, sizeof(record->source), "%.*s", RULES_SOURCE_BYTES - 1, rules->source);
	record->effective_from = rules->effective_from;
	record->effective_until = rules->effective_until;
}

void faults_enter(struct fault_file *faults, const struct rules_set *set, uint32_t records[RULES_FILES_MAX])
{
	bool here[RULES_FILES_MAX] = { false };

	/* Those that are gone make room first. */
	for (uint32_t i = 0; i < RULES_FILES_MAX; i++)
		for (size_t k = 0; k < set->count && !here[i]; k++)
			here[i] = is_of(&faults->records[i], &set->plugins[k]);
	for (uint32_t i = 0; i < RULES_FILES_MAX; i++)
		if (!here[i] && faults->records[i].conduct != CONDUCT_NONE)
			faults->records[i].conduct = CONDUCT_GONE;
	for (size_t k = 0; k < set->count; k++) {
		const struct rules_plugin *plugin = &set->plugins[k];
		struct fault_record *record = &faults->records[records[k] = record_of(faults, plugin)];

		if (plugin->fault) {
			refuse(record, plugin->fault);
			continue;
		}
		if (record->conduct != CONDUCT_ASIDE)
			record->conduct = CONDUCT_SERVES;
		describe(record, plugin->rules);
	}
}

void faults_blame(struct fault_file *faults, uint32_t number, uint32_t op, const char *what)
{
	struct fault_record *record = &faults->records[number];
	int64_t now = now_ms();

	if (record->conduct == CONDUCT_ASIDE)
		return;
	if (record->faults == 0 || now - record->first_ms > FAULTS_MS) {
		record->faults = 0;
		record->first_ms = now;
	}
	record->faults++;
	record->last_ms = now;
	snprintf(record->last, sizeof(record->last), "%s: %s", rules_op_word(op), what);
	if (record->faults < FAULTS_MAX) {
		log_warn("rules '%s' %s, asked to %s: fault %u", record->file, what, rules_op_word(op), record->faults);
		return;
	}
	record->conduct = CONDUCT_ASIDE;
	log_error("put aside rules '%s' after %u faults, the last: asked to %s it %s; the national default answers until "
		  "hotline rules release %02u", record->file, record->faults, rules_op_word(op), what, record->digits);
}

bool faults_is_aside(const struct fault_file *faults, uint32_t record)
{
	return faults->records[record].conduct == CONDUCT_ASIDE;
}

int faults_release(struct fault_file *faults, uint32_t digits)
{
	int released = 0;

	for (uint32_t i = 0; i < RULES_FILES_MAX; i++) {
		struct fault_record *record = &faults->records[i];

		if (record->digits != digits || record->conduct != CONDUCT_ASIDE)
			continue;
		record->faults = 0;
		record->conduct = CONDUCT_SERVES;
		released++;
	}
	return released;
}

size_t faults_troubled(const struct fault_file *faults, uint32_t digits[100])
{
	bool troubled[100] = { false };
	size_t count = 0;

	for (uint32_t i = 0; i < RULES_FILES_MAX; i++) {
		const struct fault_record *record = &faults->records[i];

		if (record->conduct == CONDUCT_REFUSED || record->conduct == CONDUCT_ASIDE)
			troubled[record->digits % 100] = true;
	}
	for (uint32_t i = 0; i < 100; i++)
		if (troubled[i])
			digits[count++] = i;
	return count;
}

/* ---- words --------------------------------------------------------------------------------------------------- */

const char *conduct_word(uint32_t conduct)
{
	static const char *const words[CONDUCT_END] = { "none", "serves", "refused", "quarantined", "gone" };

	return conduct < CONDUCT_END ? words[conduct] : "?";
}

const char *rules_op_word(uint32_t op)
{
	static const char *const words[RULES_OPS] = { "admit", "route", "clock", "workday", "office_hours", "escalate", "sample", "score" };

	return op < RULES_OPS ? words[op] : "?";
}
