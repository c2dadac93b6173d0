/* The outbox: what waits is handed to the mail server or the message gateway, several at once, and never waited for.
 *
 * A try is written down before it is made. Killed in between, the notice goes out again with the same key, so that whoever
 * receives both knows them for one. What is not wanted, cannot be opened or is too old ends without a word.
 */
#include <string.h>

#include "base/keyring.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/post.h"
#include "pages/duty.h"
#include "pages/notice_text.h"
#include "statements.h"

#define STEP_MS 50	/* for which the other duties wait while something is on its way */

/* What lasts from call to call: what is on its way, and how often each was tried. */
static struct outbox {
	struct post *post;
	struct labels *labels;
	struct { uint64_t id; uint32_t tries; } tried[LIMIT_SENDING];
} outbox;

static enum status open_outbox(struct worker *w)
{
	if (outbox.post)
		return ST_OK;
	TRY(labels_open(w->site->arena, w->site->config, &outbox.labels));
	outbox.post = post_open(w->site->arena);
	return ST_OK;
}

static const char *channel_url(const struct config *config, enum notice_channel channel)
{
	return config_text(config, channel == NOTICE_MAIL ? "notice.smtp" : "notice.sms");
}

/* Nobody waits for a channel that is not there. */
static enum status skip_channels(struct worker *w)
{
	static const enum notice_channel channels[] = { NOTICE_SMS, NOTICE_MAIL };

	for (size_t i = 0; i < 2; i++)
		if (text_empty(channel_url(w->site->config, channels[i])))
			TRY(notice_channel_off(w->site->db, &(struct notice_channel_off_in){ w->now_ms, channels[i] }));
	return ST_OK;
}

static enum status end_notice(struct worker *w, uint64_t id, enum notice_state state)
{
	return notice_over(w->site->db, &(struct notice_over_in){ state, w->now_ms, id });
}

/* ---- what ended ------------------------------------------------------------------------------------------- */

static uint32_t tries_of(uint64_t id)
{
	for (size_t i = 0; i < LIMIT_SENDING; i++)
		if (outbox.tried[i].id == id) {
			outbox.tried[i].id = 0;
			return outbox.tried[i].tries;
		}
	return 0;
}

static enum status settle(struct worker *w, const struct post_done *end)
{
	uint32_t tries = tries_of(end->tag);
	bool last = tries >= (uint32_t)config_int(w->site->config, "notice.tries");

	if (end->end == POST_TAKEN)
		return end_notice(w, end->tag, NOTICE_TAKEN);
	log_warn("notice %llu was not taken (%ld)%s", (unsigned long long)end->tag, end->code,
		 end->end == POST_REFUSED || last ? " and is given up" : "");
	return end->end == POST_REFUSED || last ? end_notice(w, end->tag, NOTICE_GIVEN_UP) : ST_OK;
}

/* ---- what begins ------------------------------------------------------------------------------------------ */

/* ST_NOT_FOUND: the person wants none any more. ST_INVALID: no key of ours opens it. */
static enum status open_contact(struct worker *w, const struct notice_due_out *n, struct contact *contact)
{
	uint8_t private_key[KEY_BYTES];

	if (n->sealed.n == 0)
		return ST_NOT_FOUND;
	if (keyring_private(w->arena, config_text(w->site->config, "key.dir"), "notice", PAIR_X25519, n->key_id, private_key) != ST_OK)
		return ST_INVALID;
	return contact_open(w->arena, private_key, n->wrapped, n->sealed, contact);
}

/* The words in which an extension was asked for; the person sees them on the page too. */
static enum status find_reason(struct worker *w, const struct notice_due_out *n, const char **reason)
{
	struct notice_reason_out asked;
	enum status status;

	*reason = "";
	if (n->kind != NOTICE_EXTENDED)
		return ST_OK;
	status = notice_reason(w->site->db, w->arena, &(struct notice_reason_in){ n->ticket_id, n->seq, EVENT_EXTENSION_ASKED }, &asked);
	if (status == ST_OK)
		*reason = text_cut(w->arena, asked.body, LIMIT_NOTICE_REASON_CHARS);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* The words that count where the matter was filed, in the person's language. */
static enum status find_wording(struct worker *w, const struct notice_due_out *n, const char **said)
{
	struct wording_now_out own;
	enum status status;

	*said = "";
	if (!notice_is_worded((int)n->kind))
		return ST_OK;
	status = wording_now(w->site->db, w->arena, &(struct wording_now_in){ n->province, n->kind }, &own);
	if (status == ST_OK)
		*said = text_equal(n->lang, "en") ? own.words_en : own.words;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static void hand_over(struct worker *w, const struct notice_words *words, uint64_t id)
{
	const struct config *c = w->site->config;

	if (words->notice->channel == NOTICE_MAIL)
		post_mail(outbox.post, &(struct post_mail){
			.url = config_text(c, "notice.smtp"), .tls = config_int(c, "notice.smtp_tls") != 0,
			.user = config_text(c, "notice.smtp_user"), .password = config_text(c, "notice.smtp_password"),
			.from = config_text(c, "notice.from"), .to = words->contact->email,
			.message = notice_as_mail(w->arena, words) }, id);
	else
		post_json(outbox.post, &(struct post_json){
			.url = config_text(c, "notice.sms"), .bearer = config_text(c, "notice.sms_token"),
			.key = text_hex(w->arena, words->notice->k.p, words->notice->k.n),
			.body = notice_as_message(w->arena, words) }, id);
}

static void remember(uint64_t id, uint32_t tries)
{
	for (size_t i = 0; i < LIMIT_SENDING; i++)
		if (!outbox.tried[i].id || !post_holds(outbox.post, outbox.tried[i].id)) {
			outbox.tried[i].id = id;
			outbox.tried[i].tries = tries;
			return;
		}
}

/* A link that is void by now only misleads. */
static bool is_too_old(const struct worker *w, const struct notice_due_out *n)
{
	return n->made_ms < w->now_ms - LIMIT_NOTICE_AGE_MS || (n->until_ms && n->until_ms < w->now_ms);
}

static enum status begin(struct worker *w, const struct notice_due_out *n)
{
	int64_t first_ms = config_int(w->site->config, "notice.retry_s") * 1000;
	struct notice_words words = { .labels = outbox.labels, .config = w->site->config, .notice = n };
	struct contact contact;
	enum status status = open_contact(w, n, &contact);

	if (status == ST_NOT_FOUND || (n->confidential && n->kind != NOTICE_RECOVERY))
		return end_notice(w, n->id, NOTICE_UNWANTED);
	if (status != ST_OK || is_too_old(w, n)) {
		log_warn("notice %llu is given up: %s", (unsigned long long)n->id, status == ST_OK ? "too old" : "where to cannot be opened");
		return end_notice(w, n->id, NOTICE_GIVEN_UP);
	}
	words.contact = &contact;
	TRY(find_wording(w, n, &words.said));
	TRY(find_reason(w, n, &words.reason));
	TRY(notice_begun(w->site->db, &(struct notice_begun_in){ w->now_ms + notice_back_off_ms(first_ms, n->tries + 1), n->id }));
	remember(n->id, n->tries + 1);
	hand_over(w, &words, n->id);
	return ST_OK;
}

static enum status begin_due(struct worker *w, size_t *begun)
{
	struct notice_due_out *rows;
	size_t count;

	TRY(notice_due_list(w->site->db, w->arena, &(struct notice_due_in){ w->now_ms, 2 * LIMIT_SENDING }, &rows, &count));
	for (size_t i = 0; i < count && post_has_room(outbox.post); i++) {
		if (post_holds(outbox.post, rows[i].id))
			continue;
		TRY(begin(w, &rows[i]));
		(*begun)++;
	}
	return ST_OK;
}

enum status duty_notice(struct worker *w, size_t *done, bool *more)
{
	struct post_done ends[LIMIT_SENDING];
	size_t begun = 0;

	TRY(open_outbox(w));
	TRY(skip_channels(w));
	if (post_has_room(outbox.post))
		TRY(begin_due(w, &begun));
	*done = post_step(outbox.post, STEP_MS, ends);
	for (size_t i = 0; i < *done; i++)
		TRY(settle(w, &ends[i]));
	*more = begun > 0 || !post_is_empty(outbox.post);
	return ST_OK;
}
