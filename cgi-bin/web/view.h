/* Pages from templates: a page sets named values, a template parsed at start shows them.
 *
 *	view_set(req, "Ticket.Number", number);
 *	view_setf(req, when, "Events.%zu.At", i);
 *	view_int(req, "Ticket.Version", version);
 *
 * Names come only from our code, values from anywhere: html escaping is the default in every template. A
 * list is NAME.0, NAME.1 …, shown with `each`. Values are copied. NULL counts as "".
 *
 * What every template finds (set by web/; a page may add more below Page):
 *	L.*		labels of the language: labels/zh-CN.hdf, en.hdf (shared by all requests, not copied)
 *	Static.*	URLs of static parts: static.dir/manifest.hdf (`app_css = /static/app.0a1b2c3d.css`)
 *	Site.*		Name BaseUrl Organiser Operator Icp Police Code Demo; not there when not set
 *	Page.Program	portal, admin …		Page.Template	the template's name
 *	Page.Path	the path		Page.Back	path and query, for back= and next=
 *	Page.Lang	zh-CN or en		Page.Elder	1, or not there
 *	Page.Code	200, 422, 404 …		Page.Incident	the request's id
 *	Page.Now	ms			Page.Token	for <input type="hidden" name="token">, or not there
 *	Viewer.*	Id Login Name Role (word) Region Province Unit; not there when nobody is signed in
 *	Errors.N.*	Field Key Text, the whole form's first, then in the order of the fields; or not there
 *	Form.NAME.*	Value (as typed, else field_show's), Error (text), Warning (text), Max (characters),
 *			Is.WORD = 1 for a choice (`if:Form.kind.Is.complaint`; Is.yes, Is.no of FIELD_YES)
 * error.cs also finds Page.Status: status_name's word, or wrong_method; keys of L.error_page.
 *
 * Texts of errors are labels: error.FIELD_KEY, else error.KEY, in which {name} is field.FIELD's label, {min}
 * and {max} the limits. Keys of web/ itself: required too_short too_long encoding repeated unknown_field
 * region item choice number phone phone_area time time_future day email code ticket hex file_required
 * file_empty file_too_large (max: MiB) file_too_many form_expired; of warnings: plate_unusual.
 *
 * Functions beside ClearSilver's own (auto-escaped like any value but for json):
 *	href(url)	the URL when it is a path of ours, http(s), mailto or tel; else "#"
 *	attr(text)	for attribute values: line breaks become spaces
 *	json(text)	a JSON string with quotes, for <script type="application/json">; alone in its expression
 *	date_cn(ms) datetime_cn(ms) time_cn(ms)
 *			China Standard Time in the page's language: 2026年11月23日 14:05, or 23 Nov 2026, 14:05
 *	day_cn(day)	the same for days since 1970, with the weekday
 *	month_cn(day)	its month: 2026年11月, or Nov 2026
 *	mask(phone)	138****1234		mask_name(name)	张*
 *	group(number)	a ticket number in groups: JT 440300 20261123 000123 5
 *	lang_of(text)	zh-CN when there are Chinese characters in it, else the page's: what people wrote, and names of Chinese law, for lang=""
 *	percent(n, of)	98.5%, or – for nothing of nothing
 * Includes are names within template.dir; one that does not exist stops the start. Refused by a lint: uvar alt
 * name evar lvar linclude string.slice text_html html_strip escape:.
 */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/config.h"
#include "web/request.h"

void view_set(struct request *req, const char *name, const char *value);
void view_setf(struct request *req, const char *value, const char *name, ...) PRINTF_LIKE(3, 4);
void view_int(struct request *req, const char *name, int64_t value);
void view_intf(struct request *req, int64_t value, const char *name, ...) PRINTF_LIKE(3, 4);
/* "1", or nothing at all, whatever was set before: `if:Ticket.Late`. */
void view_flag(struct request *req, const char *name, bool value);

/* A place in the page's values, made when it is not there: what stands below it is set without a way down from the root. For
 * long lists (the days of a calendar); lives as long as the request. */
struct view_node;
struct view_node *view_at(struct request *req, const char *name, ...) PRINTF_LIKE(2, 3);
struct view_node *view_below(struct view_node *node, const char *name);
void node_set(struct view_node *node, const char *name, const char *value);
void node_int(struct view_node *node, const char *name, int64_t value);

/* Intent: a random word that a form carries, so that a repeat of it is known. */
void view_intent(struct request *req);
/* The same in the field intent, which stays what it was when the form is shown again as it was sent. */
void view_intent_field(struct request *req);

/* Shows another template than the row's: one of the program's rows or of its templates list. */
void view_template(struct request *req, const char *name);

/* The label of a key ("kind.complaint") in the request's language; the key itself when there is none. */
const char *view_label(const struct request *req, const char *key);
/* What the labels of a group are named, as NAME.N.Word in their file's order: a list to choose from. */
void view_label_words(struct request *req, const char *group, const char *name);
/* ... with {name}, {min}, {max} filled in from an error. */
const char *view_error_text(struct request *req, const struct field_error *error);

#endif
