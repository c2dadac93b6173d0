/* libcurl's multi interface: everything on its way is carried on by one call; see post.h. */
#include "base/post.h"

#include <stdlib.h>
#include <string.h>

#include "base/curl.h"
#include "base/log.h"
#include "base/now.h"
#include "base/text.h"

#define HTTP_TOO_MANY 429
#define AUTH_FIRST 530	/* 530 … 538: the server does not let us in, which is nothing against the message */
#define AUTH_LAST 538

struct sending {
	CURL *curl;	/* NULL: free */
	uint64_t tag;
	bool is_mail;
	char *text;	/* what is sent, ours until it has ended */
	size_t len, sent;
	struct curl_slist *list;	/* receivers of a mail, headers of a request */
};

struct post {
	CURLM *multi;
	struct sending sending[LIMIT_SENDING];
};

static void end_sending(struct post *post, struct sending *s)
{
	curl_multi_remove_handle(post->multi, s->curl);
	curl_easy_cleanup(s->curl);
	curl_slist_free_all(s->list);
	free(s->text);
	*s = (struct sending){ 0 };
}

static void close_post(void *handle)
{
	struct post *post = handle;

	for (size_t i = 0; i < LIMIT_SENDING; i++)
		if (post->sending[i].curl)
			end_sending(post, &post->sending[i]);
	curl_multi_cleanup(post->multi);
}

struct post *post_open(struct arena *arena)
{
	struct post *post = ARENA_NEW(arena, struct post);

	post->multi = curl_multi_init();
	if (!post->multi)
		log_panic("libcurl gives no handle", "multi", 0);
	arena_on_reset(arena, close_post, post);
	return post;
}

static size_t count_sending(const struct post *post)
{
	size_t count = 0;

	for (size_t i = 0; i < LIMIT_SENDING; i++)
		count += post->sending[i].curl != NULL;
	return count;
}

bool post_has_room(const struct post *post)
{
	return count_sending(post) < LIMIT_SENDING;
}

bool post_is_empty(const struct post *post)
{
	return count_sending(post) == 0;
}

bool post_holds(const struct post *post, uint64_t tag)
{
	for (size_t i = 0; i < LIMIT_SENDING; i++)
		if (post->sending[i].curl && post->sending[i].tag == tag)
			return true;
	return false;
}

static void append(struct sending *s, const char *line)
{
	struct curl_slist *longer = curl_slist_append(s->list, line);

	if (!longer)
		log_panic("out of memory", "post", 0);
	s->list = longer;
}

static struct sending *begin_sending(struct post *post, const char *url, const char *text, uint64_t tag)
{
	struct sending *s = post->sending;

	while (s < post->sending + LIMIT_SENDING && s->curl)
		s++;
	if (s == post->sending + LIMIT_SENDING)
		log_panic("too much is on its way", "sendings", LIMIT_SENDING);
	*s = (struct sending){ .curl = curl_begin(url, LIMIT_SEND_MS), .tag = tag, .text = strdup(text), .len = strlen(text) };
	if (!s->text)
		log_panic("out of memory", "post", 0);
	curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps,http,https");
	curl_easy_setopt(s->curl, CURLOPT_PRIVATE, s);
	return s;
}

static size_t give(char *room, size_t size, size_t n, void *sending)
{
	struct sending *s = sending;
	size_t most = size * n;
	size_t len = s->len - s->sent < most ? s->len - s->sent : most;

	memcpy(room, s->text + s->sent, len);
	s->sent += len;
	return len;
}

void post_mail(struct post *post, const struct post_mail *mail, uint64_t tag)
{
	struct sending *s = begin_sending(post, mail->url, mail->message, tag);

	s->is_mail = true;
	append(s, mail->to);
	curl_easy_setopt(s->curl, CURLOPT_USE_SSL, (long)(mail->tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	if (!text_empty(mail->user)) {
		curl_easy_setopt(s->curl, CURLOPT_USERNAME, mail->user);
		curl_easy_setopt(s->curl, CURLOPT_PASSWORD, mail->password);
	}
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, mail->from);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, s->list);
	curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(s->curl, CURLOPT_READDATA, s);
	curl_multi_add_handle(post->multi, s->curl);
}

/* "Name: value" as a header; values are ours or settings, which hold no line break. */
static void add_header(struct sending *s, const char *name, const char *value)
{
	char line[512];

	snprintf(line, sizeof(line), "%s: %s", name, value);
	append(s, line);
}

void post_json(struct post *post, const struct post_json *json, uint64_t tag)
{
	struct sending *s = begin_sending(post, json->url, json->body, tag);
	char bearer[400];

	add_header(s, "Content-Type", "application/json");
	add_header(s, "Idempotency-Key", json->key);
	append(s, "Expect:");
	if (!text_empty(json->bearer)) {
		snprintf(bearer, sizeof(bearer), "Bearer %s", json->bearer);
		add_header(s, "Authorization", bearer);
	}
	curl_easy_setopt(s->curl, CURLOPT_HTTPHEADER, s->list);
	curl_easy_setopt(s->curl, CURLOPT_POSTFIELDS, s->text);
	curl_easy_setopt(s->curl, CURLOPT_POSTFIELDSIZE, (long)s->len);
	curl_multi_add_handle(post->multi, s->curl);
}

static enum post_end judge_mail(CURLcode result, long code)
{
	if (result == CURLE_OK)
		return POST_TAKEN;
	return code >= 500 && code <= 599 && (code < AUTH_FIRST || code > AUTH_LAST) && result != CURLE_LOGIN_DENIED
	       ? POST_REFUSED : POST_LATER;
}

/* 401 and 403 are about us and not about the message. */
static enum post_end judge_json(CURLcode result, long code)
{
	if (result != CURLE_OK)
		return POST_LATER;
	if (code >= 200 && code <= 299)
		return POST_TAKEN;
	if (code >= 400 && code <= 499 && code != 401 && code != 403 && code != 408 && code != HTTP_TOO_MANY)
		return POST_REFUSED;
	return POST_LATER;
}

static struct post_done end_of(struct post *post, const CURLMsg *message)
{
	CURL *curl = message->easy_handle;
	CURLcode result = message->data.result;
	struct post_done done = { 0 };
	struct sending *s;

	curl_easy_getinfo(curl, CURLINFO_PRIVATE, (char **)&s);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &done.code);
	done.tag = s->tag;
	done.end = s->is_mail ? judge_mail(result, done.code) : judge_json(result, done.code);
	end_sending(post, s);
	return done;
}

size_t post_step(struct post *post, int64_t most_ms, struct post_done done[LIMIT_SENDING])
{
	int64_t until_ms = now_monotonic_ms() + most_ms;
	size_t ended = 0;
	int running, queued;
	CURLMsg *message;

	do {
		int64_t left_ms = until_ms - now_monotonic_ms();

		curl_multi_perform(post->multi, &running);
		while (ended < LIMIT_SENDING && (message = curl_multi_info_read(post->multi, &queued)))
			if (message->msg == CURLMSG_DONE)
				done[ended++] = end_of(post, message);
		if (running && left_ms > 0)
			curl_multi_poll(post->multi, NULL, 0, (int)left_ms, NULL);
	} while (running && now_monotonic_ms() < until_ms);
	return ended;
}
