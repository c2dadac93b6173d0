/* hotline demo: invented people with both factors (accounts.tsv) and invented matters, pushed through the real flow.
 *
 * Does nothing when there are people already. Everything goes through the same intake and moves as real matters do.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/now.h"
#include "domain/callback.h"
#include "domain/flow.h"
#include "pages/cli.h"
#include "pages/decide.h"
#include "pages/intake.h"
#include "statements.h"
#include "store/sign_in.h"

struct demo {
	struct cli *cli;
	struct site *site;
	FILE *accounts;
	uint8_t salt[SALT_BYTES], hash[HASH_BYTES];	/* one passphrase a stack: hashing is slow on purpose */
	const char *passphrase;
	int people, matters;
};

/* ---- people ----------------------------------------------------------------------------------------------- */

static enum status add_person(struct demo *d, const struct tsv *tsv)
{
	struct arena *arena = d->cli->arena;
	uint8_t secret[TOTP_SECRET_BYTES];
	struct staff staff = {
		.login = tsv_cell(tsv, "login"), .name = tsv_cell(tsv, "name"),
		.role = (enum role)role_from_word(tsv_cell(tsv, "role")),
		.region = (uint32_t)strtoul(tsv_cell(tsv, "region"), NULL, 10), .unit = tsv_cell(tsv, "unit"),
	};

	if (!staff.role) {
		log_error("line %d of '%s': no such role", tsv->line, tsv->path);
		return ST_INVALID;
	}
	crypto_random(secret, sizeof(secret));
	TRY(staff_enrol(d->site->db, arena, d->site->totp_key, &staff, d->salt, d->hash, secret));
	fprintf(d->accounts, "%s\t%s\t%s\t%s\t%06u\t%s\n", staff.login, d->passphrase,
		text_base32(arena, secret, sizeof(secret)), role_word((int)staff.role), region_province(staff.region), staff.unit);
	d->people++;
	return ST_OK;
}

static enum status add_people(struct demo *d)
{
	struct tsv tsv;
	enum status status;

	TRY(tsv_open(d->cli->arena, arena_printf(d->cli->arena, "%s/people.tsv", config_text(d->cli->config, "seed.dir")), &tsv));
	while ((status = tsv_next(&tsv)) == ST_OK)
		TRY(add_person(d, &tsv));
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static FILE *open_accounts(struct demo *d)
{
	const char *path = arena_printf(d->cli->arena, "%s/accounts.tsv", config_text(d->cli->config, "run.dir"));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		log_error("cannot write '%s': %s", path, strerror(errno));
	return fd < 0 ? NULL : fdopen(fd, "w");
}

/* ---- matters ---------------------------------------------------------------------------------------------- */

static const char *text_of(const json_t *matter, const char *key)
{
	const char *text = json_string_value(json_object_get(matter, key));

	return text ? text : "";
}

static void read_matter(const json_t *m, int64_t now, struct intake *in)
{
	int64_t days = json_integer_value(json_object_get(m, "days_ago"));

	*in = (struct intake){
		.kind = (enum kind)kind_from_word(text_of(m, "kind")), .source = (enum source)source_from_word(text_of(m, "source")),
		.item = (uint32_t)strtoul(text_of(m, "item"), NULL, 10), .region = (uint32_t)strtoul(text_of(m, "region"), NULL, 10),
		.reply_by = (enum reply_by)reply_by_from_word(text_of(m, "reply_by")),
		.confidential = json_is_true(json_object_get(m, "confidential")), .lang = "zh-CN",
		.happened_ms = days ? now - days * MS_PER_DAY : 0, .content = text_of(m, "content"), .wish = text_of(m, "wish"),
		.place = text_of(m, "place"), .company = text_of(m, "company"), .plate = text_of(m, "plate"), .line = text_of(m, "line"),
		.external_number = text_of(m, "external_number"), .consent = "demo",
		.person = { text_of(m, "name"), text_of(m, "phone"), "" }, .role = ROLE_SYSTEM, .actor = ACTOR_SYSTEM,
	};
}

/* Who plays each step: the flow's own first role. */
static enum role role_for(const struct flow_row *row)
{
	for (int bit = 0; bit < 13; bit++)
		if (row->roles & (1u << bit))
			return (enum role)(1u << bit);
	return ROLE_SYSTEM;
}

/* One step of a matter's script: { "do": "dispatched", "unit": …, "text": …, "rating": n, "days": n }. */
static enum status play(struct demo *d, uint64_t ticket_id, const json_t *step, size_t index)
{
	struct arena *arena = d->cli->arena;
	enum event_type type = (enum event_type)event_from_word(text_of(step, "do"));
	struct event_text words = { .field = text_of(step, "field"), .body = text_of(step, "text") };
	const struct flow_row *row;
	struct decided decided;
	struct ticket_row t;
	struct moved moved;
	/* Who calls is not who reviewed. */
	struct move move = { .type = type, .actor = ACTOR_STAFF, .actor_id = callback_is_call(type) ? 2 : 1, .texts = &words, .text_count = *words.body ? 1 : 0 };
	const char *key = arena_printf(arena, "demo %llu %zu", (unsigned long long)ticket_id, index);

	TRY(ticket_by_id(d->site->db, arena, &(struct ticket_by_id_in){ ticket_id }, &t));
	row = flow_find((enum ticket_state)t.state, type);
	if (!row) {
		log_error("the demo's step '%s' cannot follow %s", text_of(step, "do"), state_word((int)t.state));
		return ST_INVALID;
	}
	TRY(decide_move(d->site, arena, &t, row, now_ms(), &decided));
	move.role = role_for(row);
	if (move.role == ROLE_PUBLIC)
		move.actor = ACTOR_PERSON, move.actor_id = 0;
	move.ticket_id = ticket_id;
	move.unit = *text_of(step, "unit") ? text_of(step, "unit") : NULL;
	move.rating = (uint32_t)json_integer_value(json_object_get(step, "rating"));
	move.days = (uint32_t)json_integer_value(json_object_get(step, "days"));
	decide_onto(&decided, &move);
	crypto_sha256(key, strlen(key), move.key);
	return move_ticket(d->site->db, arena, &move, &moved);
}

static enum status add_matter(struct demo *d, const json_t *matter)
{
	struct intake intake;
	struct moved moved;
	const char *code;
	size_t i;
	json_t *step;

	read_matter(matter, now_ms(), &intake);
	crypto_random(intake.key, sizeof(intake.key));
	TRY(intake_file(d->site, d->cli->arena, &intake, now_ms(), &moved, &code));
	json_array_foreach(json_object_get(matter, "script"), i, step)
		TRY(play(d, moved.ticket_id, step, i));
	d->matters++;
	return ST_OK;
}

static enum status add_matters(struct demo *d)
{
	const char *path = arena_printf(d->cli->arena, "%s/matters.jsonl", config_text(d->cli->config, "seed.dir"));
	struct bytes file;
	int line = 0;

	TRY(file_read(d->cli->arena, path, &file));
	for (char *at = (char *)(uintptr_t)file.p; *at;) {
		size_t len = strcspn(at, "\n");
		json_error_t error;
		json_t *matter = json_loadb(at, len, 0, &error);
		enum status status;

		line++;
		status = matter ? add_matter(d, matter) : ST_INVALID;
		if (status != ST_OK)
			log_error("cannot use line %d of '%s': %s %s", line, path, status_name(status), matter ? "" : error.text);
		json_decref(matter);
		TRY(status);
		at += len + (at[len] == '\n');
	}
	return ST_OK;
}

static enum status run(struct demo *d)
{
	struct staff_count_out people;
	uint8_t random[10];

	TRY(staff_count(d->cli->db, d->cli->arena, &people));
	if (people.count > 0)
		return ST_OK;
	TRY(site_open(d->cli->config, d->cli->arena, "hotline", MAY_HOTLINE,
		      SITE_KEY_CODE | SITE_KEY_PHONE | SITE_KEY_VAULT | SITE_KEY_TOTP, &d->site));
	d->accounts = open_accounts(d);
	if (!d->accounts)
		return ST_IO;
	crypto_random(random, sizeof(random));
	d->passphrase = text_base32(d->cli->arena, random, sizeof(random));
	staff_passphrase(d->passphrase, d->salt, d->hash);
	TRY(add_matters(d));
	TRY(add_people(d));	/* last: their presence says that the demo is whole */
	return fclose(d->accounts) == 0 ? ST_OK : ST_IO;
}

int cli_demo(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct demo demo = { .cli = &cli };
	enum status status;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	status = run(&demo);
	if (status == ST_OK)
		printf("%d people, %d matters\n", demo.people, demo.matters);
	cli_close(&cli);
	return cli_exit(status, "demo");
}
