/* Settings from one file against one table; see config.h. */
#include "base/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"

enum setting_type { SETTING_TEXT, SETTING_INT };

struct setting {
	const char *key;
	enum setting_type type;
	const char *standard;	/* the default, as it would stand in the file */
	int64_t low, high;	/* numbers only */
	const char *unit;
	const char *meaning;
};

static const struct setting settings[] = {
	{ "run.dir", SETTING_TEXT, "run", 0, 0, "path", "where this stack keeps what it writes" },
	{ "site.name", SETTING_TEXT, "12328", 0, 0, "text", "shown in titles and mails" },
	{ "site.port", SETTING_INT, "12328", 1, 65535, "port", "where nginx listens, loopback only" },
	{ "site.base_url", SETTING_TEXT, "http://127.0.0.1:12328", 0, 0, "URL", "what links in mails and QR codes begin with" },
	{ "site.https", SETTING_INT, "0", 0, 1, "0|1", "cookies are Secure and named __Host- behind TLS" },
	{ "site.organiser", SETTING_TEXT, "", 0, 0, "text", "footer: 主办单位; empty shows a placeholder" },
	{ "site.operator", SETTING_TEXT, "", 0, 0, "text", "footer: 承办单位; empty shows a placeholder" },
	{ "site.icp", SETTING_TEXT, "", 0, 0, "text", "footer: ICP filing number; empty shows a placeholder" },
	{ "site.police", SETTING_TEXT, "", 0, 0, "text", "footer: police filing number; empty shows a placeholder" },
	{ "site.code", SETTING_TEXT, "", 0, 0, "text", "footer: government site code; empty shows a placeholder" },
	{ "site.exit_url", SETTING_TEXT, "https://www.weather.com.cn/", 0, 0, "URL", "where who leaves a confidential report quickly is taken" },
	{ "db.socket", SETTING_TEXT, "run/sock/db.sock", 0, 0, "path", "MariaDB's unix socket" },
	{ "db.name", SETTING_TEXT, "hotline", 0, 0, "name", "the schema" },
	{ "db.account", SETTING_TEXT, "", 0, 0, "name", "this program's own account" },
	{ "db.password", SETTING_TEXT, "", 0, 0, "secret", "of that account" },
	{ "template.dir", SETTING_TEXT, "templates", 0, 0, "path", "page templates" },
	{ "static.dir", SETTING_TEXT, "build/static", 0, 0, "path", "built static parts and their manifest" },
	{ "label.dir", SETTING_TEXT, "templates/labels", 0, 0, "path", "zh-CN.hdf and en.hdf" },
	{ "plugin.dir", SETTING_TEXT, "build/plugins", 0, 0, "path", "province rules" },
	{ "rules.socket", SETTING_TEXT, "run/sock/rules.sock", 0, 0, "path", "where the rules program answers" },
	{ "upload.dir", SETTING_TEXT, "run/upload", 0, 0, "path", "attachments of tickets" },
	{ "image.program", SETTING_TEXT, "/usr/bin/vips", 0, 0, "path", "libvips' program, which makes pictures anew" },
	{ "spool.dir", SETTING_TEXT, "run/spool", 0, 0, "path", "uploads not yet submitted; same file system as upload.dir" },
	{ "cache.dir", SETTING_TEXT, "run/cache", 0, 0, "path", "what can be made again" },
	{ "key.dir", SETTING_TEXT, "run/keys", 0, 0, "path", "keys; each program can read only its own" },
	{ "seed.dir", SETTING_TEXT, "sql/seed", 0, 0, "path", "facts with their sources, loaded by hotline init" },
	{ "sql.dir", SETTING_TEXT, "sql", 0, 0, "path", "migrations and grants" },
	{ "filing.per_phone", SETTING_INT, "20", 0, 10000, "matters", "portal: filed with one number in 24 hours; 0: no limit" },
	{ "filing.asked_address", SETTING_INT, "5", 0, 100000, "matters", "portal: filed from one address in an hour before it is asked whether a person does; 0: never asked" },
	{ "filing.asked_phone", SETTING_INT, "3", 0, 10000, "matters", "portal: … with one number in 24 hours; 0: never asked" },
	{ "filing.asked_all", SETTING_INT, "480", 0, 1000000, "matters", "portal: … by everybody in a minute (480: the nation's peak of 8 a second); 0: never asked" },
	{ "filing.asked_work", SETTING_INT, "100000", 1000, 10000000, "hashes", "portal: what a browser tries at most to answer by itself" },
	{ "notice.offered", SETTING_TEXT, "", 0, 0, "words", "portal: by what people are offered notices, of sms and smtp; the form says nothing of others" },
	{ "notice.smtp", SETTING_TEXT, "", 0, 0, "url", "worker: mail server for notices, smtp://host:port or smtps://host:port; empty: no mails" },
	{ "notice.smtp_tls", SETTING_INT, "1", 0, 1, "0|1", "1: mails go over TLS or not at all; 0 only for a server on this machine" },
	{ "notice.smtp_user", SETTING_TEXT, "", 0, 0, "text", "account at the mail server; empty: none is needed" },
	{ "notice.smtp_password", SETTING_TEXT, "", 0, 0, "secret", "of that account" },
	{ "notice.from", SETTING_TEXT, "12328@localhost", 0, 0, "address", "who mails come from" },
	{ "notice.sms", SETTING_TEXT, "", 0, 0, "url", "worker: HTTP gateway for messages to phones; empty: no messages" },
	{ "notice.sms_token", SETTING_TEXT, "", 0, 0, "secret", "for its Authorization: Bearer; empty: none is sent" },
	{ "notice.retry_s", SETTING_INT, "60", 1, 3600, "seconds", "first wait after a delivery that failed; doubled each time, at most six hours" },
	{ "notice.tries", SETTING_INT, "10", 1, 20, "tries", "deliveries tried before a notice is given up" },
	{ "notice.keep_days", SETTING_INT, "184", 0, 3650, "days", "worker: how long it is kept that a notice was sent or given up, longer than the six months of network logs; 0: for good" },
	{ "log.sm2", SETTING_INT, "1", 0, 1, "0|1", "worker: checkpoints of the signed log carry an SM2 signature beside the Ed25519 one" },
	{ "scan.clamd", SETTING_TEXT, "", 0, 0, "path or address", "worker: clamd's socket, /run/clamav/clamd.ctl or 127.0.0.1:3310; empty: attachments are not scanned" },
	{ "scan.wait", SETTING_INT, "0", 0, 1, "0|1", "1: an attachment is served only after a scanner let it pass. To be set wherever attachments are taken, with scan.clamd" },
	{ "log.level", SETTING_TEXT, "info", 0, 0, "word", "debug, info, warn or error" },
	{ "demo", SETTING_INT, "0", 0, 1, "0|1", "a stack with invented people and matters says so on every page" },
};

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

struct config {
	const char *text[SETTINGS];
	int64_t number[SETTINGS];
};

static int setting_index(const char *key)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (strcmp(settings[i].key, key) == 0)
			return (int)i;
	return -1;
}

static enum status set_value(struct config *config, int i, const char *value)
{
	config->text[i] = value;
	if (settings[i].type == SETTING_TEXT)
		return ST_OK;
	return text_to_int(value, settings[i].low, settings[i].high, &config->number[i]);
}

static char *strip(char *text)
{
	char *end = text + strlen(text);

	while (end > text && strchr(" \t\r\n", end[-1]))
		*--end = '\0';
	return text + strspn(text, " \t");
}

static enum status read_line(struct arena *arena, struct config *config, char *line)
{
	char *key = strip(line);
	char *equals = strchr(key, '=');
	int i;

	if (*key == '\0' || *key == '#')
		return ST_OK;
	if (!equals)
		return ST_INVALID;
	*equals = '\0';
	i = setting_index(strip(key));
	if (i < 0)
		return ST_NOT_FOUND;
	return set_value(config, i, arena_strdup(arena, strip(equals + 1)));
}

static enum status read_file(struct arena *arena, struct config *config, FILE *file, const char *path)
{
	char line[4096];

	for (int number = 1; fgets(line, sizeof(line), file); number++) {
		enum status status = read_line(arena, config, line);

		if (status != ST_OK) {
			log_error("cannot use line %d of '%s': %s", number, path,
				  status == ST_NOT_FOUND ? "unknown key" : "not a value this key takes");
			return ST_INVALID;
		}
	}
	return ST_OK;
}

enum status config_load(struct arena *arena, const char *path, const struct config **result)
{
	struct config *config = ARENA_NEW(arena, struct config);
	enum status status;
	FILE *file;

	for (size_t i = 0; i < SETTINGS; i++)
		if (set_value(config, (int)i, settings[i].standard) != ST_OK)
			log_panic("a setting's default is out of its range", "row", i);
	*result = config;
	if (!path)
		path = getenv("HOTLINE_CONF");
	if (!path) {
		log_error("no settings: HOTLINE_CONF does not name a file");
		return ST_NOT_FOUND;
	}
	file = fopen(path, "re");
	if (!file) {
		log_error("cannot open settings '%s': %s", path, strerror(errno));
		return ST_NOT_FOUND;
	}
	status = read_file(arena, config, file, path);
	fclose(file);
	return status;
}

static int index_or_panic(const char *key, enum setting_type type)
{
	int i = setting_index(key);

	if (i < 0 || settings[i].type != type)
		log_panic("no such setting", key, (size_t)type);
	return i;
}

const char *config_text(const struct config *config, const char *key)
{
	return config->text[index_or_panic(key, SETTING_TEXT)];
}

int64_t config_int(const struct config *config, const char *key)
{
	return config->number[index_or_panic(key, SETTING_INT)];
}

void config_print(const struct config *config, FILE *out)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *s = &settings[i];
		const char *value = config ? config->text[i] : s->standard;

		if (strcmp(s->unit, "secret") == 0)
			value = *value ? "(set)" : "(not set)";
		fprintf(out, "%s = %s\n\t# %s; %s", s->key, value, s->meaning, s->unit);
		if (s->type == SETTING_INT)
			fprintf(out, " %lld to %lld", (long long)s->low, (long long)s->high);
		fprintf(out, "; default '%s'\n", s->standard);
	}
}
