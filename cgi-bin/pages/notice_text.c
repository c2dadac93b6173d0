/* Notices in words; see notice_text.h. */
#include "pages/notice_text.h"

#include <string.h>

#include "base/base64.h"
#include "base/limits.h"
#include "base/now.h"

#define LINE_CHARS 76	/* of a mail's base64 */

struct blank {
	const char *name;	/* "{date}" */
	const char *value;
};

static const char *label(struct arena *arena, const struct notice_words *w, const char *key)
{
	const char *own = labels_find(w->labels, w->notice->lang, arena_printf(arena, "notice.p%u.%s", w->notice->province / 10000, key));
	const char *common = own ? own : labels_find(w->labels, w->notice->lang, arena_printf(arena, "notice.%s", key));

	return common ? common : "";
}

static const char *fill(struct arena *arena, const char *pattern, const struct blank *blanks, size_t count)
{
	struct buf text = buf_new(arena, 256);

	while (*pattern) {
		size_t i = 0;

		while (i < count && !text_starts(pattern, blanks[i].name))
			i++;
		if (i == count) {
			buf_char(&text, *pattern++);
		} else {
			buf_text(&text, blanks[i].value);
			pattern += strlen(blanks[i].name);
		}
	}
	return text.text;
}

static const char *promised(struct arena *arena, const struct notice_words *w)
{
	int y, m, d;

	if (!w->notice->answer_due_ms)
		return label(arena, w, "no_date");
	date_from_day(day_of_ms(w->notice->answer_due_ms), &y, &m, &d);
	return fill(arena, label(arena, w, "date"), (struct blank[]){
		{ "{year}", arena_printf(arena, "%d", y) }, { "{month}", arena_printf(arena, "%02d", m) },
		{ "{day}", arena_printf(arena, "%02d", d) } }, 3);
}

/* Between two sentences; Chinese needs nothing there. */
static const char *gap(const struct notice_words *w)
{
	return text_equal(w->notice->lang, "en") ? " " : "";
}

const char *notice_label(struct arena *arena, const struct notice_words *w)
{
	return label(arena, w, notice_word((int)w->notice->kind));
}

/* The sentence of what happened, where to look, and how to hear no more. */
static const char *notice_text(struct arena *arena, const struct notice_words *w, const char *between, const char *tail)
{
	const char *base = config_text(w->config, "site.base_url");
	const struct blank blanks[] = {
		{ "{number}", w->notice->number }, { "{date}", promised(arena, w) }, { "{reason}", w->reason },
		{ "{link}", arena_printf(arena, "%s/ticket/track", base) },
		{ "{renew}", arena_printf(arena, "%s/recover/code?t=%s", base, w->contact->token) },
		{ "{code}", w->contact->code },
		{ "{minutes}", arena_printf(arena, "%d", (w->notice->kind == NOTICE_PHONE_CODE ? LIMIT_PHONE_CODE_MS : LIMIT_RECOVERY_MS) / 60000) },
		{ "{stop}", arena_printf(arena, "%s/notice/stop?t=%s", base, w->contact->token) },
	};
	const char *said = text_empty(w->said) ? notice_label(arena, w) : w->said;
	const char *why = text_empty(w->reason) ? "" : arena_printf(arena, "%s%s", gap(w), label(arena, w, "reason"));

	/* A code, and the link to a new one, stand alone: its token ends no notices, and no number stands beside it. */
	if (w->notice->kind == NOTICE_RECOVERY || w->notice->kind == NOTICE_PHONE_CODE)
		between = tail = "";
	return fill(arena, arena_printf(arena, "%s%s%s%s", said, why, between, *tail ? label(arena, w, tail) : ""), blanks, sizeof(blanks) / sizeof(blanks[0]));
}

const char *notice_message(struct arena *arena, const struct notice_words *w)
{
	return arena_printf(arena, "%s%s%s", label(arena, w, "sign"), gap(w), notice_text(arena, w, gap(w), "sms_tail"));
}

const char *notice_mail(struct arena *arena, const struct notice_words *w)
{
	return notice_text(arena, w, "\r\n\r\n", "mail_tail");
}

const char *notice_as_message(struct arena *arena, const struct notice_words *w)
{
	struct buf json = buf_new(arena, 512);

	buf_text(&json, "{\"to\":");
	buf_json(&json, w->contact->phone);
	buf_text(&json, ",\"text\":");
	buf_json(&json, notice_message(arena, w));
	buf_printf(&json, ",\"key\":\"%s\"}", text_hex(arena, w->notice->k.p, w->notice->k.n));
	return json.text;
}

/* RFC 2047, one word: subjects are short. */
static const char *encoded_word(struct arena *arena, const char *text)
{
	return arena_printf(arena, "=?UTF-8?B?%s?=", base64_encode(arena, text, strlen(text)));
}

/* RFC 5322, in China Standard Time: the moment of the notice, the same for each try. */
static const char *mail_date(struct arena *arena, int64_t at_ms)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int32_t day = day_of_ms(at_ms);
	int64_t s = (at_ms - ms_of_day(day)) / 1000;
	int y, m, d;

	date_from_day(day, &y, &m, &d);
	return arena_printf(arena, "%02d %s %04d %02d:%02d:%02d +0800", d, months[m - 1], y, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

static void add_body(struct arena *arena, struct buf *mail, const char *text)
{
	const char *code = base64_encode(arena, text, strlen(text));

	for (size_t at = 0, len = strlen(code); at < len; at += LINE_CHARS)
		buf_printf(mail, "%.*s\r\n", LINE_CHARS, code + at);
}

const char *notice_as_mail(struct arena *arena, const struct notice_words *w)
{
	const char *from = config_text(w->config, "notice.from");
	const char *domain = strchr(from, '@');
	struct buf mail = buf_new(arena, 2048);

	buf_printf(&mail, "Date: %s\r\n", mail_date(arena, w->notice->made_ms));
	buf_printf(&mail, "From: 12328 <%s>\r\n", from);
	buf_printf(&mail, "To: <%s>\r\n", w->contact->email);
	buf_printf(&mail, "Subject: %s\r\n", encoded_word(arena, label(arena, w, "subject")));
	buf_printf(&mail, "Message-ID: <%s%s>\r\n", text_hex(arena, w->notice->k.p, w->notice->k.n), domain ? domain : "@localhost");
	buf_printf(&mail, "List-Unsubscribe: <%s/notice/stop?t=%s>\r\n", config_text(w->config, "site.base_url"), w->contact->token);
	buf_text(&mail, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
			"Content-Transfer-Encoding: base64\r\n\r\n");
	add_body(arena, &mail, notice_mail(arena, w));
	return mail.text;
}
