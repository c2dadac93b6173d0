/* Filing a matter; see intake.h. */
#include "pages/intake.h"

#include <string.h>

#include "base/vault_key.h"
#include "domain/number.h"
#include "pages/decide.h"

#define OTHERS 3	/* tickets that a filing may name: it is split off, replaces, joins */
#define SUMMARY_CHARS 60	/* what a list shows of the content */

/* Texts that stand in the first event, each as a commitment; empty ones are left out. */
static size_t gather_texts(const struct intake *in, struct event_text *texts)
{
	const struct event_text all[] = {
		{ .field = "content", .body = in->content }, { .field = "wish", .body = in->wish },
		{ .field = "place", .body = in->place }, { .field = "company", .body = in->company },
		{ .field = "plate", .body = in->plate }, { .field = "line", .body = in->line },
	};
	size_t count = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!text_empty(all[i].body))
			texts[count++] = all[i];
	for (size_t i = 0; i < in->extra_count; i++)
		texts[count++] = in->extra[i];
	return count;
}

const char *intake_summary(struct arena *arena, const char *text)
{
	char *line = arena_strdup(arena, text_cut(arena, text, SUMMARY_CHARS));

	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return line;
}

static void ask_rules(struct site *site, struct arena *arena, const struct intake *in, int64_t now_ms, struct decided *decided)
{
	static const enum stage stages[] = { STAGE_DISPATCH, STAGE_ANSWER, STAGE_NONE };
	const struct decide_facts facts = {
		.kind = in->kind, .source = in->source, .item = in->item, .region = in->region, .state = STATE_ACCEPTED,
		.filed_ms = now_ms, .from_ms = now_ms, .confidential = in->confidential, .urgent = in->urgent,
	};

	decide(site, arena, &facts, stages, decided);
}

static enum status seal_person(struct site *site, struct arena *arena, const struct person *person, struct event_text *text,
			       struct filing *filing)
{
	char *id = ARENA_ARRAY(arena, KEY_ID_CHARS + 1, char);
	uint8_t public_key[KEY_BYTES];

	TRY(vault_key_public(config_text(site->config, "key.dir"), public_key, id));
	person_seal(arena, public_key, person, text, &filing->wrapped, &filing->sealed);
	filing->vault_key = id;
	return ST_OK;
}

/* What the filing says of other tickets, and of the one it joins a tie; the worker has it join once it is there. */
static void name_others(const struct intake *in, struct move *move, struct move_tie *tie, struct event_fact facts[OTHERS])
{
	size_t count = 0;

	if (in->split_from)
		facts[count++] = (struct event_fact){ "ticket", in->split_number };
	if (in->instead_of)
		facts[count++] = (struct event_fact){ "replaces", in->instead_number };
	if (in->joins) {
		*tie = (struct move_tie){ 0, in->joins, TIE_SAME, TIE_ASKED };
		facts[count++] = (struct event_fact){ "joins", in->joins_number };
		move->ties = tie;
		move->tie_count = 1;
	}
	move->facts = facts;
	move->fact_count = count;
}

static enum event_type event_of(const struct intake *in)
{
	if (!in->legacy)
		return EVENT_FILED;
	return in->ended ? EVENT_IMPORTED_ENDED : EVENT_IMPORTED;
}

enum status intake_file(struct site *site, struct arena *arena, const struct intake *in, int64_t now_ms,
			struct moved *moved, const char **code)
{
	struct event_text texts[7 + RULES_FIELDS_MAX];	/* those of gather_texts, and the person */
	struct move_tie tie;
	struct event_fact others[OTHERS];
	struct decided decided;
	struct filing filing = {
		.legacy = in->legacy,
		.move = { .type = event_of(in), .role = in->role, .actor = in->actor, .actor_id = in->actor_id,
			  .texts = texts, .files = in->files, .file_count = in->file_count },
		.kind = in->kind, .source = in->source, .item = in->item, .region = in->region,
		.reply_by = in->reply_by, .confidential = in->confidential, .urgent = in->urgent, .lang = in->lang,
		.happened_ms = in->happened_ms, .summary = intake_summary(arena, in->content), .place = in->place,
		.company = in->company, .plate = in->plate, .line = in->line,
		.external_number = in->external_number, .consent = in->consent,
		.phone_mask = text_mask_phone(arena, in->person.phone), .name_mask = text_mask_name(arena, in->person.name),
		.phone_index = person_phone_index(arena, site->phone_key, in->person.phone), .code_key = site->code_key,
	};

	memcpy(filing.move.key, in->key, HASH_BYTES);
	filing.move.text_count = gather_texts(in, texts);
	if (!person_is_empty(&in->person))
		TRY(seal_person(site, arena, &in->person, &texts[filing.move.text_count++], &filing));
	if (in->person_committed)
		texts[filing.move.text_count++] = (struct event_text){ .field = "person", .sealed = true, .committed = in->person_committed };
	/* Of a confidential matter nothing is told, so nothing is kept for telling it. */
	if (!in->quiet && !in->confidential)
		contact_seal(arena, site->notice_public, &in->person, &filing.contact);
	/* What is owed is counted from when it is taken over; what an older system owed is only told. */
	if (in->ended)
		decided = (struct decided){ .version = "" };
	else
		ask_rules(site, arena, in, now_ms, &decided);
	decide_onto(&decided, &filing.move);
	filing.rules_version = decided.version;
	filing.code = code_make(arena, site->code_key, in->key);
	*code = filing.code;
	name_others(in, &filing.move, &tie, others);
	if (in->legacy) {
		filing.move.facts = in->legacy_facts;
		filing.move.fact_count = in->legacy_fact_count;
	}
	if (in->split_from)
		return file_split(site->db, arena, &filing, in->split_from, moved);
	if (in->instead_of)
		return file_instead(site->db, arena, &filing, in->instead_of, moved);
	return file_ticket(site->db, arena, &filing, moved);
}
