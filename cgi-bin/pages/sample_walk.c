/* A sample's closings, one by one; see sample_walk.h. */
#include "pages/sample_walk.h"

#include <string.h>

#include "domain/ticket.h"

#define ROW_BYTES ((size_t)1 << 20)

const char *sample_standing(const struct sample_row *s)
{
	if (s->drawn_ms)
		return s->entry < 0 || (uint64_t)s->entry >= s->from_size ? "void" : "drawn";
	return s->entry < 0 ? "waiting" : "committed";
}

static bool copy_hash(struct bytes from, uint8_t to[HASH_BYTES])
{
	if (from.n != HASH_BYTES)
		return false;
	memcpy(to, from.p, HASH_BYTES);
	return true;
}

enum status sample_head_load(struct db *db, struct arena *arena, const struct sample_row *s, struct sample_head *h)
{
	struct sample_note_out note;

	TRY(sample_note(db, arena, &(struct sample_note_in){ s->province, s->until_size }, &note));
	*h = (struct sample_head){ .period = { s->province, s->from_ms, s->until_ms }, .entry = (uint64_t)s->entry, .from_size = s->from_size,
				   .until_size = s->until_size, .note = note.note };
	if (s->entry < 0 || !copy_hash(s->commitment, h->commitment) || !copy_hash(s->secret, h->secret) || !copy_hash(s->root, h->root))
		return ST_BUG;
	sample_seed(h->secret, h->root, h->seed);
	return ST_OK;
}

struct walk {
	const struct sample_head *head;
	struct sample_strata *strata;
	sample_told_fn told;
	void *context;
};

static struct stratum *stratum_of(struct sample_strata *strata, const struct sample_line *line)
{
	struct sample_stratum_of *of = strata->of;

	for (size_t i = 0; i < strata->count; i++)
		if (strcmp(of[i].rule, line->rule) == 0 && of[i].per_mille == line->per_mille)
			return &of[i].s;
	if (strata->count == SAMPLE_STRATA_MAX)
		return NULL;
	memcpy(of[strata->count].rule, line->rule, sizeof(of->rule));
	of[strata->count].per_mille = line->per_mille;
	return &of[strata->count++].s;
}

/* Who was called back answered, or who rated without; 4 and 5 of 5 are content. */
static void count_line(struct stratum *s, const struct sample_line *line, const struct sample_frame_out *row)
{
	bool called = row->followed_up == 1 || row->followed_up == 2;

	s->whole++;
	if (line->sampled != SAMPLED_CHOSEN)
		return;
	s->drawn++;
	s->answered += called || row->rating > 0;
	s->satisfied += called ? row->followed_up == 1 : row->rating >= 4;
}

static enum status walk_row(void *context, struct arena *row_arena, const void *data)
{
	struct walk *w = context;
	const struct sample_frame_out *row = data;
	struct sample_line line = { .n = row->n };
	struct stratum *stratum;

	if (!copy_hash(row->hash, line.hash))
		return ST_BUG;
	if (!sample_stratum(row_arena, row->canonical, &line)) {
		w->strata->outside++;
		return ST_OK;
	}
	line.sampled = sample_decide(sample_lot(w->head->seed, line.hash), line.per_mille);
	stratum = stratum_of(w->strata, &line);
	if (!stratum)
		return ST_TOO_LARGE;
	count_line(stratum, &line, row);
	if (w->told)
		w->told(w->context, &line, row);
	return ST_OK;
}

enum status sample_walk(struct db *db, const struct sample_head *h, struct sample_strata *strata, sample_told_fn told, void *context)
{
	struct walk w = { h, strata, told, context };
	struct arena *row_arena = arena_new("sample row", ROW_BYTES);
	enum status status;

	*strata = (struct sample_strata){ 0 };
	status = db_each(db, row_arena, SQL_sample_frame, &(struct sample_frame_in){
		EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, EVENT_ANSWERED_TOGETHER, h->period.province, h->from_size, h->until_size, STATE_CLOSED,
		STATE_CLOSED }, walk_row, &w);
	arena_free(row_arena);
	return status;
}

bool sample_sum(const struct sample_strata *strata, struct stratum *sum, struct estimate *estimate)
{
	struct stratum each[SAMPLE_STRATA_MAX];

	*sum = (struct stratum){ 0 };
	for (size_t i = 0; i < strata->count; i++) {
		each[i] = strata->of[i].s;
		sum->whole += each[i].whole;
		sum->drawn += each[i].drawn;
		sum->answered += each[i].answered;
		sum->satisfied += each[i].satisfied;
	}
	return estimate_all(each, strata->count, estimate);
}
