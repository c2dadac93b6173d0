/* The promise and its calendar; see promise_view.h. What is shown is what the event says, never a new count. */
#include "pages/promise_view.h"

#include <string.h>

#include "base/now.h"
#include "domain/event_read.h"
#include "web/view.h"

#define PICTURE_DAYS_MAX 186	/* a longer one is no help to the eye; the list of days stays */
#define PICTURE_CELLS (PICTURE_DAYS_MAX + 14)

enum day_mark { MARK_NONE, MARK_WORKED, MARK_MAKEUP, MARK_OFF, MARK_HOLIDAY, MARK_PAUSED, MARK_END };

/* The class of a cell and the key of its word; those that count are shown by their number. */
static const struct { const char *why, *class; } marks[MARK_END] = {
	[MARK_NONE] = { "", "" }, [MARK_WORKED] = { "workday", "worked" }, [MARK_MAKEUP] = { "makeup", "makeup" },
	[MARK_OFF] = { "weekend", "off" }, [MARK_HOLIDAY] = { "holiday", "off" }, [MARK_PAUSED] = { "paused", "paused" },
};

struct proof_day {
	int32_t day;
	int count;		/* 0: not counted */
	char why[16];
	const char *name;	/* "" for none */
};

struct picture {
	struct request *req;
	int32_t first;		/* the day of filing */
	int32_t due;
	int32_t today;
	const char *nth;	/* the label of a day that counts */
	int32_t last;		/* of the picture: due, or the last day of the proof */
	struct proof_day days[PICTURE_CELLS];	/* by day - first; why "" where the proof says nothing */
	bool extension;		/* it begins where the promise would have ended, not with the filing */
};

/* ---- one line of the proof ------------------------------------------------------------------------------ */

/* Takes a line's next word and the blank after it; false when the word has no room. */
static bool take_word(const char **line, char *word, size_t room)
{
	size_t len = strcspn(*line, " ");

	if (len >= room)
		return false;
	memcpy(word, *line, len);
	word[len] = '\0';
	*line += len + ((*line)[len] == ' ');
	return true;
}

/* "2026-10-01 - holiday 国庆节", "2026-10-08 2 workday"; false for any other line. */
static bool read_line(const char *line, struct proof_day *day)
{
	char date[11], count[8];
	int64_t n = 0;

	*day = (struct proof_day){ 0 };
	if (!take_word(&line, date, sizeof(date)) || !day_from_text(date, &day->day) || !take_word(&line, count, sizeof(count)) ||
	    (strcmp(count, "-") != 0 && text_to_int(count, 1, CLOCK_DAYS_MAX, &n) != ST_OK) || !take_word(&line, day->why, sizeof(day->why)))
		return false;
	day->count = (int)n;
	day->name = line;
	return *day->why != '\0';
}

static const char *why_label(struct request *req, const char *why)
{
	return view_label(req, arena_printf(req->arena, "why.%s", why));
}

/* "kept 2027-02-19 23:59:59" and "provisional 2027" have words of their own. */
static const char *remark(struct request *req, const char *line)
{
	static const char *const keys[] = { "kept", "provisional" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (text_starts(line, keys[i]))
			return arena_printf(req->arena, "%s %s", view_label(req, arena_printf(req->arena, "proof.%s", keys[i])),
					    line + strlen(keys[i]) + 1);
	return line;
}

static void show_day(struct request *req, const struct proof_day *day, size_t n)
{
	struct view_node *row = view_at(req, "Promise.Days.%zu", n);

	node_int(row, "Day", day->day);
	if (day->count > 0)
		node_int(row, "Count", day->count);
	node_set(row, "Why", why_label(req, day->why));
	if (*day->name)
		node_set(row, "Name", day->name);
}

static void draw_day(struct picture *picture, const struct proof_day *day)
{
	if (day->day > picture->last)
		picture->last = day->day;
	if (day->day >= picture->first && day->day - picture->first < PICTURE_DAYS_MAX)
		picture->days[day->day - picture->first] = *day;
}

/* Takes the proof's next line; NULL after the last. */
static const char *take_line(struct arena *arena, const char **proof)
{
	size_t len = strcspn(*proof, "\n");
	const char *line = **proof ? arena_strndup(arena, *proof, len) : NULL;

	*proof += len + ((*proof)[len] == '\n');
	return line;
}

/* A day's line begins with its date. */
static void show_remarks(struct request *req, const char *proof)
{
	const char *line;
	size_t n = 0;

	while ((line = take_line(req->arena, &proof)))
		if (*line && !(*line >= '0' && *line <= '9'))
			view_setf(req, remark(req, line), "Promise.Remarks.%zu", n++);
}

static void show_days(struct picture *picture, const char *proof, unsigned parts)
{
	const char *line;
	size_t n = 0;

	while ((line = take_line(picture->req->arena, &proof))) {
		struct proof_day day;

		if (!read_line(line, &day))
			continue;
		if (parts & PROMISE_DAYS)
			show_day(picture->req, &day, n++);
		draw_day(picture, &day);
	}
}

/* ---- the picture ---------------------------------------------------------------------------------------- */

/* The label with the number in its place for one. */
static const char *numbered(struct request *req, const char *label, int n)
{
	const char *hole = strstr(label, "{n}");

	return hole ? arena_printf(req->arena, "%.*s%d%s", (int)(hole - label), label, n, hole + 3) : label;
}

static enum day_mark mark_of(const struct proof_day *day)
{
	if (day->count > 0 && strcmp(day->why, "makeup") != 0)
		return MARK_WORKED;
	for (enum day_mark m = MARK_MAKEUP; m < MARK_END; m++)
		if (strcmp(day->why, marks[m].why) == 0)
			return m;
	return MARK_NONE;
}

/* What stands under a date, a line each, and its classes; NULL: nothing, as under most days that lie outside. */
struct cell {
	const char *words;
	const char *class;
};

static const char *joined(struct request *req, const char *before, const char *between, const char *word)
{
	return before ? arena_printf(req->arena, "%s%s%s", before, between, word) : word;
}

static void add_mark(struct request *req, struct cell *cell, const char *word, const char *class)
{
	cell->words = joined(req, cell->words, "\n", word);
	cell->class = joined(req, cell->class, " ", class);
}

static struct cell cell_of(struct picture *p, int32_t day)
{
	struct request *req = p->req;
	const struct proof_day *said = day >= p->first && day <= p->last ? &p->days[day - p->first] : NULL;
	enum day_mark mark = said ? mark_of(said) : MARK_NONE;
	struct cell cell = { 0 };

	if (day == p->first)
		add_mark(req, &cell, view_label(req, p->extension ? "cal.before" : "cal.filed"), "from");
	if (mark != MARK_NONE)
		cell.class = joined(req, cell.class, " ", marks[mark].class);
	if (mark != MARK_NONE && mark != MARK_WORKED)
		cell.words = joined(req, cell.words, "\n", view_label(req, arena_printf(req->arena, "cal.%s", marks[mark].why)));
	if (said && said->count > 0)
		cell.words = joined(req, cell.words, "\n", numbered(req, p->nth, said->count));
	if (day == p->due)
		add_mark(req, &cell, view_label(req, "cal.due"), "due");
	if (day == p->today)
		add_mark(req, &cell, view_label(req, "cal.today"), "today");
	return cell;
}

static void show_cell(struct picture *p, int32_t day, int mday, struct view_node *week)
{
	const struct cell cell = cell_of(p, day);
	const char place[2] = { (char)('0' + weekday_of_day(day)), '\0' };
	struct view_node *node;

	node_int(week, place, mday);
	if (!cell.class)
		return;
	node = view_below(week, place);
	node_set(node, "Class", cell.class);
	node_set(node, "Words", cell.words);
}

static int32_t monday_of(int32_t day)
{
	return day - (weekday_of_day(day) + 6) % 7;
}

static void show_month(struct picture *p, int32_t begin, int32_t end, size_t at)
{
	int32_t day = monday_of(p->first) > begin ? monday_of(p->first) : begin;
	int32_t until = monday_of(p->last) + 6 < end ? monday_of(p->last) + 6 : end;
	struct view_node *week = NULL;
	size_t weeks = 0;

	view_intf(p->req, begin, "Promise.Months.%zu.Day", at);
	for (; day <= until; day++) {
		if (!week || monday_of(day) == day)
			week = view_at(p->req, "Promise.Months.%zu.Weeks.%zu", at, weeks++);
		if (day == begin && monday_of(day) != day)
			node_int(week, "", day - monday_of(day));
		show_cell(p, day, day - begin + 1, week);
	}
}

/* How many days of each kind, so that the picture is also said. */
static void show_sums(const struct picture *p)
{
	static const enum day_mark said[] = { MARK_WORKED, MARK_MAKEUP, MARK_OFF, MARK_HOLIDAY, MARK_PAUSED };
	int sums[MARK_END] = { 0 };
	size_t n = 0;

	for (int32_t day = p->first; day <= p->last; day++)
		sums[mark_of(&p->days[day - p->first])]++;
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct view_node *sum;

		if (sums[said[i]] == 0)
			continue;
		sum = view_at(p->req, "Promise.Sum.%zu", n++);
		node_set(sum, "Class", marks[said[i]].class);
		node_set(sum, "Text", numbered(p->req, view_label(p->req, arena_printf(p->req->arena, "cal.sum.%s", marks[said[i]].why)), sums[said[i]]));
	}
}

static void show_picture(struct picture *p)
{
	int32_t begin = p->first;
	int year, month, mday;
	size_t at = 0;

	while (begin <= p->last) {
		int32_t next;

		date_from_day(begin, &year, &month, &mday);
		next = day_from_date(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
		show_month(p, day_from_date(year, month, 1), next - 1, at++);
		begin = next;
	}
	show_sums(p);
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

/* The days of the proof, as a list and as a picture. */
static void show_proof(struct request *req, const struct event_clock *clock, unsigned parts)
{
	struct picture *picture = ARENA_NEW(req->arena, struct picture);

	*picture = (struct picture){ .req = req, .extension = clock->stage == STAGE_EXTEND, .first = day_of_ms(clock->from_ms),
				     .due = day_of_ms(clock->due_ms), .today = day_of_ms(req->now_ms), .nth = view_label(req, "cal.nth") };
	picture->last = picture->due;
	show_days(picture, clock->proof, parts);
	if (parts & PROMISE_CALENDAR && picture->last - picture->first < PICTURE_DAYS_MAX)
		show_picture(picture);
}

static void show_clock(struct request *req, const struct event_clock *clock, unsigned parts)
{
	view_int(req, "Promise.FromMs", clock->from_ms);
	view_int(req, "Promise.DueMs", clock->due_ms);
	view_set(req, "Promise.Rule", clock->rule.id);
	view_set(req, "Promise.Version", clock->rule.version);
	view_set(req, "Promise.Source", clock->rule.source);
	view_flag(req, "Promise.Verified", clock->rule.verified);
	view_flag(req, "Promise.Fallback", clock->rule.fallback);
	view_flag(req, "Promise.Extended", clock->stage == STAGE_EXTEND);
	show_remarks(req, clock->proof);
	if (parts)
		show_proof(req, clock, parts);
}

static const char *recount_fact(struct request *req, struct bytes canonical, enum stage stage, const char *what)
{
	const char *key = arena_printf(req->arena, "%s_%s", stage_word((int)stage), what);

	return event_raw_text(req->arena, event_fact_of(canonical, key));
}

const char *recount_text(struct request *req, struct bytes canonical, enum stage stage)
{
	const char *before = recount_fact(req, canonical, stage, "before");
	const char *after = recount_fact(req, canonical, stage, "after");

	if (!*after)
		return NULL;
	if (strcmp(before, after) == 0)
		return arena_printf(req->arena, "%s (%s)", after, view_label(req, "recount.kept"));
	return arena_printf(req->arena, "%s → %s", before, after);
}

bool view_promise(struct request *req, struct bytes canonical, unsigned parts)
{
	const struct said_clock *promise;
	struct event_clock clock;
	struct event_said said;

	if (event_read(canonical, &said) != ST_OK)
		return false;
	/* Where it was extended, the extension is what holds. */
	promise = event_clock_of(&said, STAGE_EXTEND);
	if (!promise)
		promise = event_clock_of(&said, STAGE_ANSWER);
	if (!promise)
		return false;
	clock = event_clock_from(req->arena, promise);
	show_clock(req, &clock, parts);
	return true;
}
