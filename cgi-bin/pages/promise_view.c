/* The promise and its calendar; see promise_view.h. What is shown is what the event says, never a new count. */
#include "pages/promise_view.h"

#include <stdio.h>
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
	const char *name;
};

struct picture {
	struct request *req;
	int32_t first;		/* the day of filing */
	int32_t due;
	int32_t last;		/* of the picture: due, or the last day of the proof */
	struct proof_day days[PICTURE_CELLS];	/* by day - first; why "" where the proof says nothing */
	int sums[MARK_END];
	bool extension;		/* it begins where the promise would have ended, not with the filing */
};

/* ---- one line of the proof ------------------------------------------------------------------------------ */

/* "2026-10-01 - holiday 国庆节", "2026-10-08 2 workday"; false for any other line. */
static bool read_line(const char *line, struct proof_day *day)
{
	char date[11], count[8];
	int64_t n = 0;
	int at = 0;

	*day = (struct proof_day){ .name = "" };
	if (sscanf(line, "%10s %7s %15s%n", date, count, day->why, &at) != 3 || !day_from_text(date, &day->day) ||
	    (strcmp(count, "-") != 0 && text_to_int(count, 1, CLOCK_DAYS_MAX, &n) != ST_OK))
		return false;
	day->count = (int)n;
	day->name = line[at] == ' ' ? line + at + 1 : "";
	return true;
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

static void show_line(struct request *req, const char *line, size_t n, struct picture *picture)
{
	struct view_node *row = view_at(req, "Promise.Days.%zu", n);
	struct proof_day day;

	if (!read_line(line, &day)) {
		node_set(row, "Text", remark(req, line));
		return;
	}
	node_int(row, "Day", day.day);
	if (day.count > 0)
		node_int(row, "Count", day.count);
	node_set(row, "Why", why_label(req, day.why));
	if (*day.name)
		node_set(row, "Name", day.name);
	if (day.day > picture->last)
		picture->last = day.day;
	if (day.day >= picture->first && day.day - picture->first < PICTURE_DAYS_MAX)
		picture->days[day.day - picture->first] = day;
}

static void show_lines(struct request *req, const char *proof, struct picture *picture)
{
	size_t n = 0;

	while (*proof) {
		size_t len = strcspn(proof, "\n");

		if (len > 0)
			show_line(req, arena_strndup(req->arena, proof, len), n++, picture);
		proof += len + (proof[len] == '\n');
	}
}

/* ---- the picture ---------------------------------------------------------------------------------------- */

static const char *numbered(struct request *req, const char *key, int n)
{
	const char *label = view_label(req, key);
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

/* A date and the words under it, of which most days have one. */
struct cell {
	struct view_node *node;
	size_t marks;
};

static void add_mark(struct cell *cell, const char *word, const char *class)
{
	char place[2] = { (char)('0' + cell->marks++), '\0' };
	struct view_node *mark = view_below(view_below(cell->node, "Marks"), place);

	node_set(mark, "Word", word);
	node_set(mark, "Class", class);
}

static void show_cell(struct picture *p, int32_t day, struct view_node *node)
{
	struct request *req = p->req;
	const struct proof_day *said = day >= p->first && day <= p->last ? &p->days[day - p->first] : NULL;
	enum day_mark mark = said ? mark_of(said) : MARK_NONE;
	struct cell cell = { node, 0 };
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	node_int(node, "Date", mday);
	if (day == p->first)
		add_mark(&cell, p->extension ? view_label(req, "cal.before") : view_label(req, "cal.filed"), "from");
	if (mark == MARK_MAKEUP || mark == MARK_HOLIDAY || mark == MARK_OFF || mark == MARK_PAUSED)
		add_mark(&cell, view_label(req, arena_printf(req->arena, "cal.%s", marks[mark].why)), marks[mark].class);
	if (said && said->count > 0)
		add_mark(&cell, numbered(req, "cal.nth", said->count), marks[mark].class);
	if (day == p->due)
		add_mark(&cell, view_label(req, "cal.due"), "due");
	if (day == day_of_ms(req->now_ms))
		add_mark(&cell, view_label(req, "cal.today"), "today");
	p->sums[mark]++;
}

static int32_t monday_of(int32_t day)
{
	return day - (weekday_of_day(day) + 6) % 7;
}

static void show_month(struct picture *p, int32_t begin, int32_t end, size_t at)
{
	int32_t from = monday_of(p->first) > begin ? monday_of(p->first) : begin;
	int32_t until = monday_of(p->last) + 6 < end ? monday_of(p->last) + 6 : end;
	size_t week = 0;

	view_intf(p->req, begin, "Promise.Months.%zu.Day", at);
	for (int32_t monday = monday_of(from); monday <= until; monday += 7, week++) {
		struct view_node *row = view_at(p->req, "Promise.Months.%zu.Weeks.%zu", at, week);

		for (int d = 0; d < 7; d++) {
			const char place[2] = { (char)('0' + d), '\0' };
			struct view_node *cell = view_below(row, place);

			if (monday + d >= begin && monday + d <= end)
				show_cell(p, monday + d, cell);
		}
	}
}

/* How many days of each kind, so that the picture is also said. */
static void show_sums(struct picture *p)
{
	static const enum day_mark said[] = { MARK_WORKED, MARK_MAKEUP, MARK_OFF, MARK_HOLIDAY, MARK_PAUSED };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		const char *key = arena_printf(p->req->arena, "cal.sum.%s", marks[said[i]].why);

		if (p->sums[said[i]] == 0)
			continue;
		view_setf(p->req, marks[said[i]].class, "Promise.Sum.%zu.Class", n);
		view_setf(p->req, numbered(p->req, key, p->sums[said[i]]), "Promise.Sum.%zu.Text", n++);
	}
}

static void show_picture(struct picture *p)
{
	int32_t begin = p->first;
	int year, month, mday;
	size_t at = 0;

	if (p->last - p->first >= PICTURE_DAYS_MAX)
		return;
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

static void show_clock(struct request *req, const struct event_clock *clock)
{
	struct picture *picture = ARENA_NEW(req->arena, struct picture);

	view_int(req, "Promise.FromMs", clock->from_ms);
	view_int(req, "Promise.DueMs", clock->due_ms);
	view_set(req, "Promise.Rule", clock->rule.id);
	view_set(req, "Promise.Version", clock->rule.version);
	view_set(req, "Promise.Source", clock->rule.source);
	view_flag(req, "Promise.Verified", clock->rule.verified);
	view_flag(req, "Promise.Fallback", clock->rule.fallback);
	view_flag(req, "Promise.Extended", clock->stage == STAGE_EXTEND);
	*picture = (struct picture){ .req = req, .extension = clock->stage == STAGE_EXTEND, .first = day_of_ms(clock->from_ms), .due = day_of_ms(clock->due_ms) };
	picture->last = picture->due;
	show_lines(req, clock->proof, picture);
	show_picture(picture);
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

bool view_promise(struct request *req, struct bytes canonical)
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
	show_clock(req, &clock);
	return true;
}
