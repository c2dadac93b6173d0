/* What never changes, written into templates; see template_text.h. */
#include "web/template_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define OPEN "<?cs var:"
#define CLOSE " ?>"
#define HREF "href("
#define NAME_BYTES 160

/* What a tag shows, when it is nothing but a name that shared knows; NULL otherwise. len: without OPEN and CLOSE. */
static const char *known(HDF *shared, const char *tag, size_t len)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
	char name[NAME_BYTES];
	const char *value;
	bool link = len > strlen(HREF) && text_starts(tag, HREF) && tag[len - 1] == ')';

	if (link) {
		tag += strlen(HREF);
		len -= strlen(HREF) + 1;
	}
	if (len >= sizeof(name) || strspn(tag, letters) != len)
		return NULL;
	memcpy(name, tag, len);
	name[len] = '\0';
	if (link ? !text_starts(name, "Static.") : !text_starts(name, "L.") && !text_starts(name, "Site."))
		return NULL;
	value = hdf_get_value(shared, name, NULL);
	/* Of links only paths of ours: anything else is for href() to judge. */
	return value && link && (value[0] != '/' || value[1] == '/') ? NULL : value;
}

static NEOERR *write_escaped(STRING *out, const char *value)
{
	char *escaped;
	NEOERR *err = neos_html_escape(value, (int)strlen(value), &escaped);

	if (err != STATUS_OK)
		return nerr_pass(err);
	err = string_append(out, escaped);
	free(escaped);
	return nerr_pass(err);
}

static NEOERR *write_all(HDF *shared, const char *text, STRING *out)
{
	const char *tag, *end;

	while ((tag = strstr(text, OPEN)) && (end = strstr(tag, CLOSE))) {
		const char *value = known(shared, tag + strlen(OPEN), (size_t)(end - tag) - strlen(OPEN));
		NEOERR *err;

		end += strlen(CLOSE);
		err = string_appendn(out, text, (int)((value ? tag : end) - text));
		if (err == STATUS_OK && value)
			err = write_escaped(out, value);
		if (err != STATUS_OK)
			return nerr_pass(err);
		text = end;
	}
	return nerr_pass(string_append(out, text));
}

NEOERR *template_write_in(HDF *shared, const char *text, char **result)
{
	STRING out;
	NEOERR *err;

	string_init(&out);
	err = write_all(shared, text, &out);
	if (err != STATUS_OK) {
		string_clear(&out);
		return nerr_pass(err);
	}
	*result = out.buf ? out.buf : strdup("");
	return *result ? STATUS_OK : nerr_raise(NERR_NOMEM, "no memory for a template");
}
