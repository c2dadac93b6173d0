/* hotline user: the people who sign in. list · add LOGIN … · lock LOGIN · unlock LOGIN · reset LOGIN
 *
 * Passphrase and one-time secret are printed once. Whoever does it says who they are (--by LOGIN, a security administrator), stands in
 * the trail, and cannot touch the own account; only while there is no security administrator yet may --by be left out.
 */
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/rank.h"
#include "domain/region.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/people.h"
#include "store/reference_store.h"

struct user {
	struct cli cli;
	struct people_by by;
	uint8_t totp_key[KEY_BYTES];
};

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

static enum status list(struct user *u)
{
	struct staff_row *people;
	size_t count;

	TRY(staff_all_list(u->cli.db, u->cli.arena, &people, &count));
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%s\t%06u\t%s\t%s\n", people[i].login, people[i].name, role_word((int)people[i].role), people[i].region,
		       *people[i].unit ? people[i].unit : "-",
		       !people[i].active ? "locked" : people[i].locked_until_ms > now_ms() ? "locked out" : "active");
	return ST_OK;
}

/* ---- who does it ----------------------------------------------------------------------------------------------- */

static enum status has_security_admin(struct user *u, bool *has)
{
	struct staff_row *people;
	size_t count;

	*has = false;
	TRY(staff_all_list(u->cli.db, u->cli.arena, &people, &count));
	for (size_t i = 0; i < count; i++)
		*has = *has || (people[i].role == ROLE_SECURITY_ADMIN && people[i].active);
	return ST_OK;
}

static int identify(struct user *u, const char *by, const char *login)
{
	struct staff_row row;
	bool needed;

	if (has_security_admin(u, &needed) != ST_OK)
		return CLI_WORLD;
	if (!by)
		return needed ? refuse("--by LOGIN: which security administrator does this?") : CLI_DONE;
	if (staff_by_login(u->cli.db, u->cli.arena, &(struct staff_by_login_in){ by }, &row) != ST_OK || !row.active ||
	    row.role != ROLE_SECURITY_ADMIN)
		return refuse("--by names no active security administrator");
	if (strcmp(row.login, login) == 0)
		return refuse("nobody changes the own account");
	u->by.id = row.id;
	return CLI_DONE;
}

/* ---- adding ----------------------------------------------------------------------------------------------------- */

static const char *clean_text(struct user *u, int argc, char **argv, const char *name)
{
	const char *typed = cli_option(argc, argv, name);
	const char *clean;

	return typed && text_clean(u->cli.arena, typed, strlen(typed), &clean) == ST_OK ? clean : "";
}

static bool is_login(const char *text)
{
	size_t len = strlen(text);

	return len >= 3 && len <= 40 && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == len;
}

static const char *fault_of_place(struct user *u, const struct staff *staff)
{
	struct unit_by_code_out unit;
	struct regions regions;

	if (regions_load(u->cli.db, u->cli.arena, &regions) != ST_OK || (staff->region && !region_find(&regions, staff->region)))
		return "--region is a code of six digits, or 0 for the nation";
	if (staff->role != ROLE_UNIT)
		return *staff->unit ? "--unit is for the role unit" : NULL;
	if (unit_by_code(u->cli.db, u->cli.arena, &(struct unit_by_code_in){ staff->unit }, &unit) != ST_OK)
		return "--unit names no unit";
	return region_covers(staff->region, unit.region) ? NULL : "the unit does not lie in that region";
}

static const char *fault_of(struct user *u, const struct staff *staff)
{
	if (!is_login(staff->login))
		return "a login has 3 to 40 letters, digits, '.', '_' or '-'";
	if (!*staff->name || text_chars(staff->name) > 60)
		return "--name has 1 to 60 characters";
	if (!(staff->role & PEOPLE))
		return "--role is agent, unit, reviewer, followup, supervisor, province_admin, ministry, auditor, system_admin, security_admin or audit_admin";
	return fault_of_place(u, staff);
}

static void hand_out(const char *login, const struct staff_handout *handout)
{
	printf("login       %s\npassphrase  %s\nTOTP        %s\nThis is shown once. Hand it over in person.\n", login, handout->passphrase, handout->secret);
}

static int add(struct user *u, const char *login, int argc, char **argv)
{
	struct staff staff = { .login = login, .name = clean_text(u, argc, argv, "--name"), .unit = clean_text(u, argc, argv, "--unit"),
		.role = (enum role)role_from_word(cli_option(argc, argv, "--role")) };
	struct staff_handout handout;
	const char *fault;
	int64_t region;
	enum status status;

	if (text_to_int(clean_text(u, argc, argv, "--region"), 0, 999999, &region) != ST_OK)
		return refuse("--region is a code of six digits, or 0 for the nation");
	staff.region = (uint32_t)region;
	fault = fault_of(u, &staff);
	if (fault)
		return refuse(fault);
	status = people_admit(u->cli.db, u->cli.arena, u->totp_key, &u->by, &staff, &handout, NULL);
	if (status == ST_DUPLICATE)
		return refuse("this login is taken");
	if (status == ST_OK)
		hand_out(login, &handout);
	return cli_exit(status, "user");
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

static int reset(struct user *u, const struct staff *person)
{
	struct staff_handout handout;
	enum status status = people_renew(u->cli.db, u->cli.arena, u->totp_key, &u->by, person, &handout, NULL);

	if (status == ST_OK)
		hand_out(person->login, &handout);
	return cli_exit(status, "user");
}

static int change(struct user *u, const char *verb, const char *login, int argc, char **argv)
{
	struct staff_row row;
	struct staff person;

	if (strcmp(verb, "add") == 0)
		return add(u, login, argc, argv);
	if (staff_by_login(u->cli.db, u->cli.arena, &(struct staff_by_login_in){ login }, &row) != ST_OK)
		return refuse("nobody has this login");
	person = (struct staff){ row.id, row.login, row.name, (enum role)row.role, row.region, row.province, row.unit };
	if (strcmp(verb, "reset") == 0)
		return reset(u, &person);
	return cli_exit(people_let_in(u->cli.db, u->cli.arena, &u->by, &person, row.version, strcmp(verb, "unlock") == 0), "user");
}

static int user(struct user *u, int argc, char **argv)
{
	static const char *const verbs[] = { "add", "lock", "unlock", "reset" };
	const char *login = argv[2];
	int code;

	if (strcmp(argv[1], "list") == 0)
		return cli_exit(list(u), "user");
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(argv[1], verbs[i]) != 0 || argc < 3)
			continue;
		code = identify(u, cli_option(argc, argv, "--by"), login);
		if (code == CLI_DONE && crypto_key_load(config_text(u->cli.config, "key.dir"), "totp.key", u->totp_key) != ST_OK)
			code = CLI_WORLD;
		return code == CLI_DONE ? change(u, argv[1], login, argc, argv) : code;
	}
	return CLI_USAGE;
}

int cli_user(int argc, char **argv)
{
	struct user u = { .by = { 0, "hotline", now_ms() } };
	int code;

	if (argc < 2)
		return CLI_USAGE;
	if (!cli_open_db(&u.cli))
		return CLI_WORLD;
	code = user(&u, argc, argv);
	cli_close(&u.cli);
	return code;
}
