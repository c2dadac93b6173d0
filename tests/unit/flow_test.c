/* Does the flow allow exactly what the business process says, and nothing else?
 *
 * The grid below was written from the process description, not from flow.c: for each state, each thing that
 * may happen there, where it leads and who may do it (P person, A agent, U unit, R reviewer, F follow-up,
 * V supervisor, S system, K security administrator, D province's administrator). Every pair that is not in the grid must be refused.
 */
#include <stdio.h>
#include <string.h>

#include "domain/flow.h"
#include "unit.h"

/* The word of a second person: asked for by who may look, given by who checks, over by itself. */
#define REVEAL(state) \
	state " reveal_asked " state " AFV", state " reveal_agreed " state " RV", state " reveal_refused " state " RV", \
	state " reveal_lapsed " state " S"

/* Legal holds by the one who looks after people and keys (K); who the person is goes when nobody has to be called any more. */
#define HOLD(state) state " held " state " K", state " hold_lifted " state " K"
/* A scanner finds something (S); whether it is harmless or goes is the same one's word. */
#define FILES(state) state " file_held " state " S", state " file_released " state " K", state " file_destroyed " state " K"
#define ERASE(state) state " erasure_ordered " state " K", state " erased " state " S"

/* One of those who work on it has it; what somebody who left has, the system takes. */
#define ASSIGN(state, roles) state " assigned " state " " roles, state " unassigned " state " " roles "S"

static const char *const allowed[] = {
	"none filed accepted PAVS", "none imported accepted D", "none imported_ended closed D",

	"accepted answered_at_once closed AV", "accepted referred referred AV", "accepted not_accepted not_accepted AV",
	"accepted dispatched dispatched AV", "accepted supplemented accepted PA", "accepted corrected accepted P", "accepted withdrawn withdrawn P",
	"accepted noted accepted AURFV", "accepted revealed accepted AFV", REVEAL("accepted"),
	"accepted recounted accepted S", "accepted escalated accepted S",
	"accepted transferred accepted AV", "accepted transfer_returned returned AV",
	"accepted urged accepted PAV", "accepted urge_answered accepted AUV",
	"accepted ordered accepted V", "accepted order_replied accepted AU", "accepted order_closed accepted V", "accepted order_sent_back accepted V",
	"accepted linked accepted AV", "accepted unlinked accepted AV",
	"accepted took_in accepted AV", "accepted split accepted AV", "accepted let_out accepted AV", "accepted merged merged AV",
	"accepted gathered accepted AV", "accepted released accepted AV", "accepted grouped grouped PAV",

	"dispatched signed signed U", "dispatched returned returned U", "dispatched supplemented dispatched PA",
	"dispatched withdrawn withdrawn P", "dispatched noted dispatched AURFV", "dispatched revealed dispatched AFV", REVEAL("dispatched"),
	"dispatched recounted dispatched S", "dispatched escalated dispatched S",
	"dispatched urged dispatched PAV", "dispatched urge_answered dispatched AUV",
	"dispatched ordered dispatched V", "dispatched order_replied dispatched AU", "dispatched order_closed dispatched V", "dispatched order_sent_back dispatched V",
	"dispatched joined dispatched AV", "dispatched joint_replied dispatched U",
	"dispatched linked dispatched AV", "dispatched unlinked dispatched AV",
	"dispatched took_in dispatched AV", "dispatched split dispatched AV", "dispatched let_out dispatched AV", "dispatched merged merged AV",
	"dispatched gathered dispatched AV", "dispatched released dispatched AV", "dispatched grouped grouped AV",

	"returned answered_at_once closed AV", "returned referred referred AV", "returned not_accepted not_accepted AV",
	"returned dispatched dispatched AV", "returned supplemented returned PA", "returned withdrawn withdrawn P",
	"returned noted returned AURFV", "returned revealed returned AFV", REVEAL("returned"),
	"returned recounted returned S", "returned escalated returned S",
	"returned designated dispatched V",
	"returned transferred accepted AV",
	"returned urged returned PAV", "returned urge_answered returned AUV",
	"returned ordered returned V", "returned order_replied returned AU", "returned order_closed returned V", "returned order_sent_back returned V",
	"returned linked returned AV", "returned unlinked returned AV",
	"returned took_in returned AV", "returned split returned AV", "returned let_out returned AV", "returned merged merged AV",
	"returned gathered returned AV", "returned released returned AV", "returned grouped grouped AV",

	"signed asked waiting U", "signed returned returned U", "signed replied replied U", "signed supplemented signed PA",
	"signed withdrawn withdrawn P", "signed noted signed AURFV", "signed revealed signed AFV", REVEAL("signed"),
	"signed recounted signed S", "signed escalated signed S",
	"signed extension_asked signed U", "signed extended signed RV", "signed extension_refused signed RV",
	"signed urged signed PAV", "signed urge_answered signed AUV",
	"signed ordered signed V", "signed order_replied signed AU", "signed order_closed signed V", "signed order_sent_back signed V",
	"signed joined signed AV", "signed joint_replied signed U",
	"signed linked signed AV", "signed unlinked signed AV",
	"signed took_in signed AV", "signed split signed AV", "signed let_out signed AV", "signed merged merged AV",
	"signed gathered signed AV", "signed released signed AV", "signed grouped grouped AV",

	"waiting supplemented signed PA", "waiting withdrawn withdrawn P", "waiting noted waiting AURFV",
	"waiting revealed waiting AFV", REVEAL("waiting"),
	"waiting resumed signed S", "waiting urge_answered waiting AUV",
	"waiting ordered waiting V", "waiting order_replied waiting AU", "waiting order_closed waiting V", "waiting order_sent_back waiting V",
	"waiting joint_replied waiting U",
	"waiting linked waiting AV", "waiting unlinked waiting AV",
	"waiting took_in waiting AV", "waiting split waiting AV", "waiting let_out waiting AV",
	"waiting gathered waiting AV", "waiting released waiting AV",

	"replied approved answered RV", "replied sent_back signed RV", "replied supplemented replied PA",
	"replied noted replied AURFV", "replied revealed replied AFV", REVEAL("replied"),
	"replied recounted replied S", "replied escalated replied S",
	"replied urged replied PAV", "replied urge_answered replied AUV",
	"replied ordered replied V", "replied order_replied replied AU", "replied order_closed replied V", "replied order_sent_back replied V",
	"replied joint_replied replied U",
	"replied linked replied AV", "replied unlinked replied AV",
	"replied took_in replied AV", "replied split replied AV", "replied let_out replied AV",
	"replied gathered replied AV", "replied released replied AV",

	"answered rated answered P", "answered reopened rework P", "answered followup_begun followup FV",
	"answered closed closed FVS", "answered satisfied closed FV", "answered dissatisfied rework FV",
	"answered call_failed followup FV", "answered noted answered AURFV", "answered revealed answered AFV", REVEAL("answered"),
	"answered recounted answered S",
	"answered ordered answered V", "answered order_replied answered AU", "answered order_closed answered V", "answered order_sent_back answered V",
	"answered linked answered AV", "answered unlinked answered AV",
	"answered took_in answered AV", "answered split answered AV", "answered let_out answered AV",
	"answered gathered answered AV", "answered released answered AV", "answered ungrouped answered AVS",

	"followup rated followup P", "followup reopened rework P", "followup satisfied closed FV",
	"followup dissatisfied rework FV", "followup not_reached closed FV", "followup call_failed followup FV", "followup noted followup AURFV",
	"followup revealed followup AFV", REVEAL("followup"),
	"followup recounted followup S",
	"followup ordered followup V", "followup order_replied followup AU", "followup order_closed followup V", "followup order_sent_back followup V",
	"followup linked followup AV", "followup unlinked followup AV",
	"followup took_in followup AV", "followup split followup AV", "followup let_out followup AV",
	"followup gathered followup AV", "followup released followup AV", "followup ungrouped followup AVS",

	"rework dispatched dispatched AV", "rework answered_at_once closed AV", "rework supplemented rework PA",
	"rework noted rework AURFV", "rework revealed rework AFV", REVEAL("rework"),
	"rework recounted rework S", "rework escalated rework S",
	"rework transferred accepted AV",
	"rework urged rework PAV", "rework urge_answered rework AUV",
	"rework ordered rework V", "rework order_replied rework AU", "rework order_closed rework V", "rework order_sent_back rework V",
	"rework linked rework AV", "rework unlinked rework AV",
	"rework took_in rework AV", "rework split rework AV", "rework let_out rework AV", "rework merged merged AV",
	"rework gathered rework AV", "rework released rework AV", "rework grouped grouped AV", "rework ungrouped rework AVS",

	"closed rated closed P", "closed reopened rework P", "closed archived archived S", "closed noted closed AURFV",
	"closed revealed closed AFV", REVEAL("closed"),
	"closed recounted closed S",
	"closed order_replied closed AU", "closed order_closed closed V", "closed order_sent_back closed V",
	"closed linked closed AV", "closed unlinked closed AV",
	"closed took_in closed AV", "closed split closed AV", "closed let_out closed AV",
	"closed gathered closed AV", "closed released closed AV", "closed ungrouped closed AVS",

	/* Back to where it was, which its own events say and the table does not. */
	"grouped answered_together answered S", "grouped ungrouped none PAVS", "grouped supplemented grouped PA",
	"grouped withdrawn withdrawn P", "grouped noted grouped AURFV", "grouped revealed grouped AFV", REVEAL("grouped"),
	"grouped linked grouped AV", "grouped unlinked grouped AV", "grouped recounted grouped S",
	"grouped escalated grouped S",
	"grouped urged grouped PAV", "grouped urge_answered grouped AUV",
	"grouped ordered grouped V", "grouped order_replied grouped AU", "grouped order_closed grouped V", "grouped order_sent_back grouped V",

	"merged unmerged none AV", "merged archived archived S", "merged noted merged AURFV", "merged revealed merged AFV", REVEAL("merged"),

	"referred archived archived S", "withdrawn archived archived S", "not_accepted archived archived S",
	"referred linked referred AV", "referred unlinked referred AV", "withdrawn linked withdrawn AV",
	"withdrawn unlinked withdrawn AV", "not_accepted linked not_accepted AV", "not_accepted unlinked not_accepted AV",

	/* In whose hands it lies, give it to one of them; who supervises gives it to one of the unit as well. */
	ASSIGN("accepted", "AV"), ASSIGN("returned", "AV"), ASSIGN("rework", "AV"),
	ASSIGN("dispatched", "UV"), ASSIGN("signed", "UV"), ASSIGN("waiting", "UV"), ASSIGN("replied", "RV"),
	ASSIGN("answered", "FV"), ASSIGN("followup", "FV"),

	/* To be erased can be wished for at any time. */
	"accepted erasure_asked accepted P", "accepted erasure_declined accepted K",
	"dispatched erasure_asked dispatched P", "dispatched erasure_declined dispatched K",
	"returned erasure_asked returned P", "returned erasure_declined returned K",
	"signed erasure_asked signed P", "signed erasure_declined signed K",
	"waiting erasure_asked waiting P", "waiting erasure_declined waiting K",
	"replied erasure_asked replied P", "replied erasure_declined replied K",
	"answered erasure_asked answered P", "answered erasure_declined answered K",
	"followup erasure_asked followup P", "followup erasure_declined followup K",
	"rework erasure_asked rework P", "rework erasure_declined rework K",
	"closed erasure_asked closed P", "closed erasure_declined closed K",
	"grouped erasure_asked grouped P", "grouped erasure_declined grouped K",
	"merged erasure_asked merged P", "merged erasure_declined merged K",
	"referred erasure_asked referred P", "referred erasure_declined referred K",
	"withdrawn erasure_asked withdrawn P", "withdrawn erasure_declined withdrawn K",
	"not_accepted erasure_asked not_accepted P", "not_accepted erasure_declined not_accepted K",
	"archived erasure_asked archived P", "archived erasure_declined archived K",

	/* What was handed in outlives every state. */
	FILES("accepted"), FILES("dispatched"), FILES("returned"), FILES("signed"),
	FILES("waiting"), FILES("replied"), FILES("answered"), FILES("followup"),
	FILES("rework"), FILES("closed"), FILES("grouped"), FILES("merged"),
	FILES("referred"), FILES("withdrawn"), FILES("not_accepted"), FILES("archived"),

	/* The number and the phone outlive every state but the last. */
	"accepted code_renewed accepted P", "dispatched code_renewed dispatched P", "returned code_renewed returned P",
	"signed code_renewed signed P", "waiting code_renewed waiting P", "replied code_renewed replied P",
	"answered code_renewed answered P", "followup code_renewed followup P", "rework code_renewed rework P",
	"closed code_renewed closed P", "grouped code_renewed grouped P", "merged code_renewed merged P",
	"referred code_renewed referred P", "withdrawn code_renewed withdrawn P", "not_accepted code_renewed not_accepted P",

	HOLD("accepted"), HOLD("dispatched"), HOLD("returned"), HOLD("signed"), HOLD("waiting"), HOLD("replied"), HOLD("answered"), HOLD("followup"), HOLD("rework"), HOLD("closed"), HOLD("grouped"), HOLD("merged"), HOLD("referred"), HOLD("withdrawn"), HOLD("not_accepted"), HOLD("archived"),
	ERASE("closed"), ERASE("merged"), ERASE("referred"), ERASE("withdrawn"), ERASE("not_accepted"), ERASE("archived"),
};

static const struct { char letter; enum role role; } letters[] = {
	{ 'P', ROLE_PUBLIC }, { 'A', ROLE_AGENT }, { 'U', ROLE_UNIT }, { 'R', ROLE_REVIEWER }, { 'F', ROLE_FOLLOWUP },
	{ 'V', ROLE_SUPERVISOR }, { 'S', ROLE_SYSTEM }, { 'D', ROLE_PROVINCE_ADMIN }, { '-', ROLE_MINISTRY },
	{ '-', ROLE_AUDITOR }, { '-', ROLE_SYSTEM_ADMIN }, { 'K', ROLE_SECURITY_ADMIN }, { '-', ROLE_AUDIT_ADMIN },
};

struct cell { char from[32], event[32], to[32], roles[16]; };

/* The grid as it stands above, read once: its words are looked for very often. */
static const struct cell *grid(void)
{
	static struct cell cells[ROWS(allowed)];

	for (int i = 0; i < ROWS(allowed) && !*cells[i].from; i++)
		ck_assert_int_eq(sscanf(allowed[i], "%31s %31s %31s %15s", cells[i].from, cells[i].event, cells[i].to, cells[i].roles), 4);
	return cells;
}

/* NULL when the pair is not in the grid. */
static const struct cell *look_up(int from, int event)
{
	const struct cell *cells = grid();

	for (int i = 0; i < ROWS(allowed); i++)
		if (strcmp(cells[i].from, state_word(from)) == 0 && strcmp(cells[i].event, event_word(event)) == 0)
			return &cells[i];
	return NULL;
}

static void expect(const struct cell *cell, int from, int event, int letter)
{
	bool may = cell && strchr(cell->roles, letters[letter].letter);
	enum status want = !cell ? ST_CONFLICT : may ? ST_OK : ST_FORBIDDEN;
	const struct flow_row *row;
	enum status got = flow_check((enum ticket_state)from, (enum event_type)event, letters[letter].role, &row);

	ck_assert_msg(got == want, "%s + %s by %s: got %s, want %s", state_word(from), event_word(event),
		      role_word((int)letters[letter].role), status_name(got), status_name(want));
	if (got == ST_OK)
		ck_assert_str_eq(state_word((int)row->to), cell->to);
}

START_TEST(every_state_event_and_role_is_as_the_process_says)
{
	for (int from = 0; from < STATE_END; from++)
		for (int event = 1; event < EVENT_END; event++)
			for (int i = 0; i < ROWS(letters); i++)
				expect(look_up(from, event), from, event, i);
}
END_TEST

START_TEST(the_table_has_no_more_rows_than_the_grid)
{
	size_t count;

	flow_table(&count);
	ck_assert_uint_eq(count, (size_t)ROWS(allowed));
}
END_TEST

START_TEST(a_clock_that_starts_names_its_stage)
{
	size_t count;
	const struct flow_row *rows = flow_table(&count);

	for (size_t i = 0; i < count; i++)
		ck_assert_msg((rows[i].clock == CLOCK_START || rows[i].clock == CLOCK_RESUME) == (rows[i].stage != STAGE_NONE),
			      "%s + %s", state_word((int)rows[i].from), event_word((int)rows[i].event));
}
END_TEST

UNIT(flow)
{
	tcase_add_test(tc, every_state_event_and_role_is_as_the_process_says);
	tcase_add_test(tc, the_table_has_no_more_rows_than_the_grid);
	tcase_add_test(tc, a_clock_that_starts_names_its_stage);
}
