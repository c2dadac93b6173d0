/* A dump without the people, and the people apart; see backup_people.h. */
#include "pages/backup_people.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CREATE "CREATE TABLE `ticket` ("
#define INSERT "INSERT INTO `ticket` "
#define ROWS_AT_ONCE 1000

static const char *const hidden[] = { "phone_index", "phone_mask", "name_mask" };
#define HIDDEN (sizeof(hidden) / sizeof(hidden[0]))

void unname_begin(struct unname *u)
{
	*u = (struct unname){ 0 };
}

/* ---- which columns ---------------------------------------------------------------------------------------------- */

static bool is_hidden(const char *name, size_t n)
{
	for (size_t i = 0; i < HIDDEN; i++)
		if (strlen(hidden[i]) == n && memcmp(hidden[i], name, n) == 0)
			return true;
	return false;
}

/* "  `phone_mask` varchar(24) …" */
static enum status add_column(struct unname *u, const char *name)
{
	const char *end = strchr(name, '`');

	if (!end || u->columns == sizeof(u->hidden))
		return ST_INVALID;
	u->hidden[u->columns] = is_hidden(name, (size_t)(end - name));
	u->found += u->hidden[u->columns++];
	return ST_OK;
}

static bool begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* A line that holds no row of ticket, as far as it is needed. */
static enum status read_line(struct unname *u)
{
	u->head[u->head_len] = '\0';
	u->of_ticket = false;
	if (begins(u->head, CREATE)) {
		u->creating = true;
		u->columns = u->found = 0;
		return ST_OK;
	}
	if (u->creating && begins(u->head, "  `"))
		return add_column(u, u->head + 3);
	u->creating = u->creating && begins(u->head, " ");
	if (!begins(u->head, INSERT))
		return ST_OK;
	u->of_ticket = true;
	return strcmp(u->head, INSERT "VALUES") == 0 && u->found == HIDDEN ? ST_OK : ST_INVALID;
}

/* ---- line by line, byte by byte ----------------------------------------------------------------------------------- */

static enum status other_byte(struct unname *u, char c, struct buf *out)
{
	buf_char(out, c);
	if (c != '\n') {
		if (u->head_len + 1 < sizeof(u->head))
			u->head[u->head_len++] = c;
		return ST_OK;
	}
	u->line = UNNAME_BEGIN;
	return read_line(u);
}

/* A value's end is known by what stands outside of quotes. */
static void follow_text(struct unname *u, char c)
{
	if (u->text == UNNAME_ESCAPED)
		u->text = UNNAME_QUOTED;
	else if (u->text == UNNAME_QUOTED)
		u->text = c == '\\' ? UNNAME_ESCAPED : c == '\'' ? UNNAME_PLAIN : UNNAME_QUOTED;
	else if (c == '\'')
		u->text = UNNAME_QUOTED;
}

static void value_byte(struct unname *u, char c, struct buf *out)
{
	if (!u->hidden[u->column]) {
		buf_char(out, c);
		return;
	}
	if (!u->begun)
		buf_text(out, "''");
	u->begun = true;
}

static enum status row_byte(struct unname *u, char c, struct buf *out)
{
	bool outside = u->text == UNNAME_PLAIN;

	follow_text(u, c);
	if (!outside || !strchr(",)\n", c)) {
		value_byte(u, c, out);
		return ST_OK;
	}
	buf_char(out, c);
	u->begun = false;
	if (c == ')' && u->column + 1 == u->columns)
		u->line = UNNAME_AFTER;
	else if (c != ',' || ++u->column == u->columns)
		return ST_INVALID;
	return ST_OK;
}

/* Behind a row nothing but its line's end. */
static enum status after_byte(struct unname *u, char c, struct buf *out)
{
	if (c == '\n')
		u->line = UNNAME_BEGIN;
	buf_char(out, c);
	return strchr(",;\n", c) ? ST_OK : ST_INVALID;
}

static enum status begin_line(struct unname *u, char c, struct buf *out)
{
	u->line = u->of_ticket && c == '(' ? UNNAME_ROW : UNNAME_OTHER;
	u->head_len = 0;
	if (u->line == UNNAME_OTHER)
		return other_byte(u, c, out);
	u->text = UNNAME_PLAIN;
	u->column = 0;
	u->begun = false;
	buf_char(out, c);
	return ST_OK;
}

static enum status one_byte(struct unname *u, char c, struct buf *out)
{
	switch (u->line) {
	case UNNAME_BEGIN:
		return begin_line(u, c, out);
	case UNNAME_ROW:
		return row_byte(u, c, out);
	case UNNAME_AFTER:
		return after_byte(u, c, out);
	default:
		return other_byte(u, c, out);
	}
}

enum status unname_add(struct unname *u, const void *data, size_t n, struct buf *out)
{
	const char *text = data;

	for (size_t i = 0; i < n; i++)
		TRY(one_byte(u, text[i], out));
	return ST_OK;
}

enum status unname_end(const struct unname *u)
{
	return u->line == UNNAME_BEGIN ? ST_OK : ST_INVALID;
}

/* ---- the people --------------------------------------------------------------------------------------------------- */

#define PUT_BACK ";\nUPDATE ticket t JOIN backup_person p ON p.id = t.id SET t.phone_index = p.phone_index, t.phone_mask = p.phone_mask, t.name_mask = p.name_mask;\nDELETE FROM backup_person;\n"

void people_sql_begin(struct buf *out)
{
	buf_text(out, "SET NAMES utf8mb4;\nCREATE TEMPORARY TABLE backup_person (id BIGINT UNSIGNED NOT NULL PRIMARY KEY, phone_index VARBINARY(255) NOT NULL, "
		      "phone_mask VARCHAR(255) NOT NULL, name_mask VARCHAR(255) NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n");
}

/* Hex, so that nothing is to be escaped; straight into the buffer, as there may be millions. */
static void add_cell(struct buf *out, const void *data, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *bytes = data;

	buf_text(out, n ? ",x'" : ",'");
	for (size_t i = 0; i < n; i++) {
		buf_char(out, digits[bytes[i] >> 4]);
		buf_char(out, digits[bytes[i] & 15]);
	}
	buf_char(out, '\'');
}

void people_sql_row(struct buf *out, uint64_t n, const struct backup_person *person)
{
	char id[24];

	if (n % ROWS_AT_ONCE == 0)
		buf_text(out, n ? PUT_BACK "INSERT INTO backup_person VALUES\n" : "INSERT INTO backup_person VALUES\n");
	snprintf(id, sizeof(id), "(%" PRIu64, person->id);
	buf_text(out, n % ROWS_AT_ONCE ? ",\n" : "");
	buf_text(out, id);
	add_cell(out, person->phone_index.p, person->phone_index.n);
	add_cell(out, person->phone_mask, strlen(person->phone_mask));
	add_cell(out, person->name_mask, strlen(person->name_mask));
	buf_char(out, ')');
}

void people_sql_end(struct buf *out, uint64_t n)
{
	if (n)
		buf_text(out, PUT_BACK);
	buf_text(out, "DROP TEMPORARY TABLE backup_person;\n");
}
