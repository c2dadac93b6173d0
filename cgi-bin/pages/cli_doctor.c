/* hotline doctor: is everything as it should be? One line a check, 0 all well, 1 something is wrong, 3 the world failed.
 *
 * Changes nothing, and may run while people work: what it reads in one statement is one moment.
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/now.h"
#include "domain/check.h"
#include "domain/mark.h"
#include "pages/cli.h"
#include "pages/evidence.h"
#include "statements.h"

#define ROW_ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define FAULTS_SHOWN 10
#define FAULTS_ASKED 20	/* where the database is asked for them */

struct doctor {
	struct cli cli;
	struct arena *row_arena;	/* one streamed row */
	uint64_t seen;			/* by the check at hand */
	uint64_t faults;
	struct buf text;		/* what they are, a line each */
};

static void fault(struct doctor *d, const char *format, ...) PRINTF_LIKE(2, 3);

static void fault(struct doctor *d, const char *format, ...)
{
	va_list args;

	if (++d->faults > FAULTS_SHOWN)
		return;
	va_start(args, format);
	buf_printf(&d->text, "     %s\n", arena_vprintf(d->cli.arena, format, args));
	va_end(args);
}

/* ---- the database itself ---------------------------------------------------------------------------- */

static enum status check_settings(struct doctor *d)
{
	struct server_settings_out s;

	TRY(server_settings(d->cli.db, d->cli.arena, &s));
	d->seen = 8;
	if (!strstr(s.sql_mode, "STRICT_ALL_TABLES") || !strstr(s.sql_mode, "NO_ZERO_DATE"))
		fault(d, "sql_mode is '%s'", s.sql_mode);
	if (!text_equal(s.charset, "utf8mb4") || !text_equal(s.collation, "utf8mb4_bin"))
		fault(d, "the server's text is %s, %s", s.charset, s.collation);
	if (!text_equal(s.isolation, "READ-COMMITTED"))
		fault(d, "transactions are %s", s.isolation);
	if (s.flush != 1 || s.doublewrite != 1)
		fault(d, "a commit may be lost: innodb_flush_log_at_trx_commit %d, innodb_doublewrite %d", s.flush, s.doublewrite);
	if (s.min_token != 1 || s.stopwords != 0)
		fault(d, "search misses words: innodb_ft_min_token_size %d, innodb_ft_enable_stopword %d", s.min_token, s.stopwords);
	return ST_OK;
}

/* As each program's own account, from the settings beside ours: right and text of every statement. */
static enum status check_statements(struct doctor *d)
{
	static const struct { const char *name; enum may may; } programs[] = {
		{ "portal", MAY_PORTAL }, { "status", MAY_STATUS }, { "admin", MAY_ADMIN }, { "audit", MAY_AUDIT },
		{ "api", MAY_API }, { "worker", MAY_WORKER }, { "hotline", MAY_HOTLINE },
	};
	const char *dir = dirname(arena_strdup(d->cli.arena, getenv("HOTLINE_CONF")));

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		const char *path = arena_printf(d->cli.arena, "%s/%s.hdf", dir, programs[i].name);
		const struct config *config;
		struct db *db;
		size_t prepared = 0;

		if (config_load(d->cli.arena, path, &config) != ST_OK)
			fault(d, "%s: no settings in '%s'", programs[i].name, path);
		else if (db_open(d->cli.arena, config, programs[i].may, &db) != ST_OK)
			fault(d, "%s: cannot connect with its account", programs[i].name);
		else if (db_prepare_all(db, &prepared) != ST_OK)
			fault(d, "%s: some statements cannot be prepared; the log lines say which", programs[i].name);
		d->seen += prepared;
	}
	return ST_OK;
}

/* ---- grants ----------------------------------------------------------------------------------------- */

struct rights {
	struct arena *arena;
	const char **lines;
	size_t count;
	size_t room;
};

static void add_right(struct rights *r, const char *account, const char *table, const char *privilege)
{
	if (r->count == r->room) {
		const char **more = ARENA_ARRAY(r->arena, r->room ? 2 * r->room : 256, const char *);

		if (r->count > 0)
			memcpy(more, r->lines, r->count * sizeof(*more));
		r->room = r->room ? 2 * r->room : 256;
		r->lines = more;
	}
	r->lines[r->count++] = arena_printf(r->arena, "%s %s %s", account, table, privilege);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "SELECT, UPDATE (a, b)" is three rights: SELECT, UPDATE (a), UPDATE (b). */
static void split_privileges(struct rights *r, const char *account, const char *table, const char *privileges)
{
	char *rest = arena_strdup(r->arena, privileges);
	const char *verb = NULL;
	char *part;

	while ((part = strtok_r(rest, ",", &rest))) {
		char *open = strchr(part, '(');
		char *close = strchr(part, ')');
		char *column = open ? open + 1 : part;

		part += strspn(part, " ");
		if (open) {
			*open = '\0';
			verb = arena_strndup(r->arena, part, strcspn(part, " "));
		}
		if (close)
			*close = '\0';
		column += strspn(column, " ");
		add_right(r, account, table, verb ? arena_printf(r->arena, "%s (%s)", verb, column) : part);
		if (close)
			verb = NULL;
	}
}

static enum status wanted_rights(struct doctor *d, struct rights *rights)
{
	struct tsv tsv;
	enum status status;

	TRY(tsv_open(d->cli.arena, arena_printf(d->cli.arena, "%s/grants.tsv", config_text(d->cli.config, "sql.dir")), &tsv));
	while ((status = tsv_next(&tsv)) == ST_OK)
		split_privileges(rights, tsv.cells[0], tsv.cells[1], tsv.cells[2]);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status held_rights(struct doctor *d, struct rights *rights)
{
	const char *schema = config_text(d->cli.config, "db.name");
	struct grants_held_out *rows;
	size_t count;

	TRY(grants_held_list(d->cli.db, d->cli.arena, &(struct grants_held_in){ schema, schema, schema }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		add_right(rights, rows[i].account, rows[i].table_name, rows[i].privilege);
	return ST_OK;
}

static enum status check_grants(struct doctor *d)
{
	struct rights wanted = { .arena = d->cli.arena };
	struct rights held = { .arena = d->cli.arena };
	size_t w = 0, h = 0;

	TRY(wanted_rights(d, &wanted));
	TRY(held_rights(d, &held));
	qsort(wanted.lines, wanted.count, sizeof(*wanted.lines), by_text);
	qsort(held.lines, held.count, sizeof(*held.lines), by_text);
	d->seen = held.count;
	while (w < wanted.count || h < held.count) {
		int order = w == wanted.count ? 1 : h == held.count ? -1 : strcmp(wanted.lines[w], held.lines[h]);

		if (order < 0)
			fault(d, "not granted: %s", wanted.lines[w]);
		else if (order > 0)
			fault(d, "held and not listed: %s", held.lines[h]);
		w += order <= 0;
		h += order >= 0;
	}
	return ST_OK;
}

/* ---- evidence --------------------------------------------------------------------------------------- */

static void evidence_fault(void *doctor, const char *what)
{
	fault(doctor, "%s", what);
}

typedef enum status (*evidence_fn)(struct evidence *evidence);

static enum status check_evidence(struct doctor *d, evidence_fn run)
{
	struct evidence e = { .db = d->cli.db, .config = d->cli.config, .arena = d->cli.arena, .row_arena = d->row_arena,
			      .fault = evidence_fault, .to = d };
	enum status status = run(&e);

	d->seen = e.seen;
	return status;
}

static enum status check_months(struct doctor *d)
{
	struct rollup_month_differences_out *rows;
	size_t count;

	TRY(rollup_month_differences_list(d->cli.db, d->cli.arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		fault(d, "region %06u month %u kind %u domain %u: the month is not what its days add up to", rows[i].region, rows[i].month,
		      rows[i].kind, rows[i].domain);
	return ST_OK;
}

static enum status check_demands(struct doctor *d)
{
	struct demand_faults_out *faults;
	struct demand_count_out all;
	size_t count;

	TRY(demand_count(d->cli.db, d->cli.arena, &all));
	TRY(demand_faults_list(d->cli.db, d->cli.arena, &faults, &count));
	d->seen = all.count;
	for (size_t i = 0; i < count; i++)
		fault(d, "event %u of ticket %llu %s", faults[i].seq, (unsigned long long)faults[i].ticket_id, faults[i].what);
	return ST_OK;
}

static enum status check_open(struct doctor *d)
{
	struct open_count_differences_out *rows;
	struct open_change_waiting_out waiting;
	size_t count;

	TRY(open_change_waiting(d->cli.db, d->cli.arena, &waiting));
	TRY(open_count_differences_list(d->cli.db, d->cli.arena, &(struct open_count_differences_in){ FAULTS_ASKED }, &rows, &count));
	if (count > 0)
		fault(d, "hotline init puts these counts right, also while people work");
	for (size_t i = 0; i < count; i++)
		fault(d, "place %06u cut %u '%s' state %u: the count of open tickets is off by %lld", rows[i].place, rows[i].cut, rows[i].value, rows[i].state,
		      (long long)rows[i].difference);
	d->seen = waiting.count;
	return ST_OK;
}

static enum status check_counts(struct doctor *d)
{
	struct rollup_differences_out *rows;
	struct event_queue_waiting_out queue;
	size_t count;

	TRY(event_queue_waiting(d->cli.db, d->cli.arena, &queue));
	TRY(rollup_differences_list(d->cli.db, d->cli.arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		fault(d, "day %d region %06u kind %u domain %u: kept minus recounted: taken %lld instant %lld closed %lld answered %lld "
		      "on time %lld rated %lld satisfied %lld", rows[i].day, rows[i].region, rows[i].kind, rows[i].domain,
		      (long long)rows[i].taken, (long long)rows[i].instant, (long long)rows[i].closed, (long long)rows[i].answered,
		      (long long)rows[i].on_time, (long long)rows[i].rated, (long long)rows[i].satisfied);
	d->seen = queue.count;
	return check_months(d);
}

/* ---- files ------------------------------------------------------------------------------------------ */

static enum status check_keys(struct doctor *d)
{
	static const char *const names[] = { "code.key", "phone.key", "form.key", "totp.key", "vault.public", "vault.private" };
	static const uint8_t probe[KEY_BYTES] = "what is put in can be taken out";
	const struct bytes aad = { (const uint8_t *)"doctor", 6 };
	const char *dir = config_text(d->cli.config, "key.dir");
	size_t count = sizeof(names) / sizeof(names[0]);
	uint8_t keys[sizeof(names) / sizeof(names[0])][KEY_BYTES], opened[KEY_BYTES];
	struct keyring_key pair;

	for (size_t i = 0; i < count; i++)
		if (crypto_key_load(dir, names[i], keys[i]) != ST_OK)
			fault(d, "no usable key '%s/%s'", dir, names[i]);
	d->seen = count;
	if (keyring_current(d->cli.arena, dir, "export", PAIR_ED25519, &pair) != ST_OK)
		fault(d, "no key for packages that auditors ask for: hotline keys new export");
	if (config_int(d->cli.config, "log.sm2") && keyring_current(d->cli.arena, dir, "log-sm2", PAIR_SM2, &pair) != ST_OK)
		fault(d, "log.sm2 is on and there is no key for it: hotline keys new log-sm2");
	if (d->faults > 0)
		return ST_OK;
	if (crypto_vault_unwrap(d->cli.arena, keys[count - 1], crypto_vault_wrap(d->cli.arena, keys[count - 2], probe, aad), aad,
				opened) != ST_OK || memcmp(opened, probe, KEY_BYTES) != 0)
		fault(d, "the halves of the vault's key do not belong together");
	return ST_OK;
}

/* Attachments wait for as long as no scanner answers: that must not be for long, nor unseen. */
static void check_scanner(struct doctor *d, const struct pulse_all_out *parts, size_t count)
{
	const struct pulse_all_out *scan = NULL;

	for (size_t i = 0; i < count; i++)
		if (text_equal(parts[i].part, "scan"))
			scan = &parts[i];
	if (!scan)
		fault(d, "no scanner has been asked yet: is scan.clamd among the worker's settings?");
	else if (!scan->up)
		fault(d, "the scanner has not answered since %s", time_text(d->cli.arena, scan->since_ms));
}

static enum status check_scans(struct doctor *d)
{
	bool waits = config_int(d->cli.config, "scan.wait") != 0;
	struct checks_waiting_out waiting;
	struct pulse_all_out *parts;
	size_t count;

	TRY(checks_waiting(d->cli.db, d->cli.arena, &(struct checks_waiting_in){ CHECK_WAITS }, &waiting));
	TRY(pulse_all_list(d->cli.db, d->cli.arena, &parts, &count));
	d->seen = waiting.count;
	if (waits)
		check_scanner(d, parts, count);
	else if (waiting.count > 0)
		fault(d, "attachments wait for a scanner, and none is set up");
	if (waiting.refused > 0)
		fault(d, "%llu attachments wait that the scanner refused: is clamd's StreamMaxLength at least %u MiB?",
		      (unsigned long long)waiting.refused, (LIMIT_FILE_BYTES >> 20) + 1);
	if (waiting.count > 0 && waiting.oldest_ms < now_ms() - LIMIT_SCAN_LATE_MS)
		fault(d, "the oldest waits since %s", time_text(d->cli.arena, waiting.oldest_ms));
	return ST_OK;
}

/* The mark may be another one here. The manifest says which file is served: "mark_svg = /static/mark.0a1b2c3d.svg". */
static enum status check_mark(struct doctor *d)
{
	const char *dir = config_text(d->cli.config, "static.dir");
	struct bytes manifest, svg;
	const char *name, *why;

	if (file_read(d->cli.arena, arena_printf(d->cli.arena, "%s/manifest.hdf", dir), &manifest) != ST_OK)
		return ST_OK;	/* no web program starts without it */
	name = strstr(arena_strndup(d->cli.arena, (const char *)manifest.p, manifest.n), "mark_svg = /static/");
	name = name ? name + strlen("mark_svg = /static/") : "";
	name = arena_strndup(d->cli.arena, name, strcspn(name, "\n/"));
	if (!*name || file_read(d->cli.arena, arena_printf(d->cli.arena, "%s/%s", dir, name), &svg) != ST_OK) {
		fault(d, "there is no mark in '%s'", dir);
		return ST_OK;
	}
	d->seen = 1;
	why = mark_fault(d->cli.arena, (const char *)svg.p, svg.n);
	if (why)
		fault(d, "%s: %s", name, why);
	return ST_OK;
}

/* ---- all -------------------------------------------------------------------------------------------- */

static const struct {
	const char *what;
	const char *seen;	/* what seen counts */
	enum status (*run)(struct doctor *doctor);
	evidence_fn evidence;	/* instead of run */
} checks[] = {
	{ "settings of the database", "settings", check_settings, NULL },
	{ "statements, as each account", "prepared", check_statements, NULL },
	{ "grants are those of grants.tsv", "rights", check_grants, NULL },
	{ "chains of events verify", "events", NULL, evidence_chains },
	{ "words are those the events committed to", "words", NULL, evidence_words },
	{ "tickets are what their events make them", "tickets", NULL, evidence_present },
	{ "demands agree with their events", "demands", check_demands, NULL },
	{ "logs agree with the chains", "entries", NULL, evidence_log },
	{ "archive records verify", "records", NULL, evidence_archive },
	{ "counts equal a recount", "events still queued", check_counts, NULL },
	{ "counts of open tickets are those of the tickets", "changes still to add up", check_open, NULL },
	{ "keys are there", "keys", check_keys, NULL },
	{ "uploaded files are there", "files", NULL, evidence_files },
	{ "attachments are checked", "waiting", check_scans, NULL },
	{ "the mark can be seen", "marks", check_mark, NULL },
};

static int examine(struct doctor *d)
{
	int code = CLI_DONE;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		enum status status;

		d->seen = d->faults = 0;
		d->text = buf_new(d->cli.arena, 256);
		status = checks[i].run ? checks[i].run(d) : check_evidence(d, checks[i].evidence);
		if (status != ST_OK)
			fault(d, "could not be looked at: %s", status_name(status));
		printf("%s %s (%llu %s)\n%s", d->faults ? "BAD " : "ok  ", checks[i].what, (unsigned long long)d->seen,
		       checks[i].seen, d->text.text);
		if (d->faults > FAULTS_SHOWN)
			printf("     … %llu in all\n", (unsigned long long)d->faults);
		if (status == ST_UNAVAILABLE || status == ST_TIMEOUT || status == ST_IO)
			return CLI_WORLD;
		if (d->faults > 0)
			code = CLI_REFUSED;
	}
	return code;
}

int cli_doctor(int argc, char **argv)
{
	struct doctor doctor = { 0 };
	int code;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	if (!cli_open_db(&doctor.cli))
		return CLI_WORLD;
	doctor.row_arena = arena_new("row", ROW_ARENA_BYTES);
	code = examine(&doctor);
	arena_free(doctor.row_arena);
	cli_close(&doctor.cli);
	return code;
}
