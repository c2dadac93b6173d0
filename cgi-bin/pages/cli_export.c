/* hotline export: a signed package of tickets and their chains; domain/package.h has its form, package_make.h how it is written.
 *
 * That somebody takes something away is recorded before it begins, and what was taken after it ended.
 */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/now.h"
#include "pages/cli.h"
#include "pages/package_make.h"
#include "store/sign_in.h"

struct packing {
	struct cli *cli;
	struct package_place place;
	const char *seal_for;		/* login of the auditor whose key it is sealed to; NULL: a directory in clear */
	const char *seal_id;		/* … and that key's id; "" */
	struct package_making making;
};

/* ---- who, what, why --------------------------------------------------------------------------------------------- */

static enum status day_of(const char *typed, int32_t *day)
{
	int y, m, d, y2, m2, d2;
	char end;

	if (sscanf(typed, "%4d-%2d-%2d%c", &y, &m, &d, &end) != 3)
		return ST_INVALID;
	*day = day_from_date(y, m, d);
	date_from_day(*day, &y2, &m2, &d2);
	return *day >= 0 && y == y2 && m == m2 && d == d2 ? ST_OK : ST_INVALID;
}

/* Ids begin with the milliseconds of filing (store/filing.c). */
static uint64_t id_at_day(int32_t day)
{
	return (uint64_t)ms_of_day(day) << 20;
}

/* "44" and "440000" are one province. */
static enum status read_province(const char *typed, struct package_tickets_in *filter)
{
	int64_t code;

	TRY(text_to_int(typed, 11, 999999, &code));
	if (code > 99 && (code < 110000 || code % 10000 != 0))
		return ST_INVALID;
	filter->region_from = (uint32_t)(code > 99 ? code : code * 10000);
	filter->region_until = filter->region_from + 9999;
	return ST_OK;
}

static enum status read_filter(struct package_making *m)
{
	int32_t day;

	m->filter = package_filter_any();
	if (*m->manifest.from) {
		TRY(day_of(m->manifest.from, &day));
		m->filter.id_from = id_at_day(day);
	}
	if (*m->manifest.to) {
		TRY(day_of(m->manifest.to, &day));
		m->filter.id_until = id_at_day(day + 1);
	}
	return *m->manifest.province ? read_province(m->manifest.province, &m->filter) : ST_OK;
}

static const char *option_text(struct cli *cli, int argc, char **argv, const char *name)
{
	const char *typed = cli_option(argc, argv, name);
	const char *clean;

	return typed && text_clean(cli->arena, typed, strlen(typed), &clean) == ST_OK ? clean : "";
}

static const char *account(void)
{
	const struct passwd *who = getpwuid(getuid());

	return who ? who->pw_name : "unknown";
}

/* To the key that this auditor has registered, if it is to be sealed. */
static enum status load_seal_key(struct packing *p)
{
	struct auditor_key_row row = { .key_id = "" };
	struct staff_row staff;
	enum status status;

	p->seal_id = "";
	if (!p->seal_for)
		return ST_OK;
	status = staff_by_login(p->cli->db, p->cli->arena, &(struct staff_by_login_in){ p->seal_for }, &staff);
	if (status == ST_OK)
		status = auditor_key_of(p->cli->db, p->cli->arena, &(struct auditor_key_of_in){ staff.id }, &row);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	if (row.public_key.n != KEY_BYTES) {
		fprintf(stderr, "hotline: '%s' has registered no key to seal to (/audit/key)\n", p->seal_for);
		return ST_NOT_FOUND;
	}
	p->seal_id = row.key_id;
	p->place.seal_to = row.public_key.p;
	return ST_OK;
}

static enum status record(struct packing *p, const char *act, const char *outcome)
{
	const struct package_manifest *m = &p->making.manifest;
	struct arena *arena = p->cli->arena;
	const char *sealed = *p->seal_id ? arena_printf(arena, ", sealed for %s to key %s", p->seal_for, p->seal_id) : "";

	return staff_acted(p->cli->db, &(struct staff){ 0 }, "hotline", act, "package",
			   arena_printf(arena, "by %s; filed %s..%s province %s%s%s%s; why: %s%s", m->by, m->from, m->to, m->province,
					p->making.with_texts ? ", with texts" : "", p->making.profile == EXPORT_NO_TEXT ? ", no_text" : "", sealed, text_cut(arena, m->why, 200), outcome), now_ms());
}

static int export(struct packing *p)
{
	const struct package_manifest *m = &p->making.manifest;
	enum status status = load_seal_key(p);

	if (status == ST_OK)
		status = record(p, "export_begun", "");
	if (status == ST_OK)
		status = package_make(&p->making, &p->place);
	if (status != ST_OK)
		return cli_exit(status, "export");
	status = record(p, "exported", arena_printf(p->cli->arena, "; %llu tickets, %llu events; manifest sha256 %s",
						    (unsigned long long)m->tickets, (unsigned long long)m->events, text_hex(p->cli->arena, p->making.hash, HASH_BYTES)));
	if (status == ST_OK)
		printf("%s: %llu tickets, %llu events, signed by key %s%s%s\n", p->place.path, (unsigned long long)m->tickets,
		       (unsigned long long)m->events, m->key, *p->seal_id ? ", sealed to key " : "", p->seal_id);
	return cli_exit(status, "export");
}

int cli_export(int argc, char **argv)
{
	struct cli cli = { 0 };
	const char *profile = cli_option(argc, argv, "--profile");
	struct packing p = { .cli = &cli, .place.path = cli_option(argc, argv, "--out"), .seal_for = cli_option(argc, argv, "--seal-for") };
	struct package_making *m = &p.making;
	int code = CLI_USAGE;

	if (!p.place.path)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	*m = (struct package_making){ .arena = cli.arena, .db = cli.db, .key_dir = config_text(cli.config, "key.dir"), .key_use = "package",
		.with_texts = cli_flag(argc, argv, "--texts"),
		.manifest = { .made_ms = now_ms(), .by = account(), .why = option_text(&cli, argc, argv, "--why"), .from = option_text(&cli, argc, argv, "--from"),
			.to = option_text(&cli, argc, argv, "--to"), .province = option_text(&cli, argc, argv, "--province"), .filter = "", .agreed = "" } };
	if (read_filter(m) != ST_OK)
		fprintf(stderr, "hotline: a day is YYYY-MM-DD, a province its two digits\n");
	else if (export_profile_from_word(profile ? profile : "all", &m->profile) != ST_OK)
		fprintf(stderr, "hotline: --profile is all, or no_text, which leaves out what people wrote\n");
	else if (m->with_texts && m->profile == EXPORT_NO_TEXT)
		fprintf(stderr, "hotline: --texts is what --profile no_text leaves out\n");
	else if (m->with_texts && !*m->manifest.why)
		fprintf(stderr, "hotline: whoever takes people's words away says --why\n");
	else
		code = export(&p);
	cli_close(&cli);
	return code;
}
