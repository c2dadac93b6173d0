/* hotline rules check NN|all [--again] [--reproduce SEED]: the conformance check, and the manifest that the rules program demands.
 *
 * Each plugin has a process of its own, as many at once as there are processors; each of its trials another below that. What passed
 * is signed with the key of use "rules"; with HOTLINE_PLUGINS nothing is signed. "all" leaves out what is in the manifest
 * already, by file and cases. --reproduce: the sweep of that seed alone; else the seed is made from the file's SHA-256.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/keyring.h"
#include "base/log.h"
#include "pages/cli_rules.h"
#include "rules/ask.h"
#include "rules/conform.h"
#include "rules/load.h"

#define JOBS_MAX (RULES_FILES_MAX + 1)

/* What a plugin's process reports, in memory shared with ours. */
struct outcome {
	int passed, failed;
	bool refused;
	char version[32];
};

struct job {
	const char *file;	/* "44_guangdong.so" */
	uint8_t hash[HASH_BYTES];
	uint8_t cases[HASH_BYTES];
	pid_t process;
	FILE *out;		/* printed when it is its turn */
	struct outcome *outcome;
};

struct check {
	struct cli cli;
	const char *dir;
	const char *which;
	const char *reproduce;
	bool again;
	bool signs;
	uint8_t public_key[KEY_BYTES];
	uint8_t private_key[KEY_BYTES];
	struct rules_manifest manifest;
	struct job jobs[JOBS_MAX];
	size_t count;
	size_t known;		/* left out, because they passed before */
};

/* ---- what is to be checked ------------------------------------------------------------------------------------ */

static const char *cases_of(struct arena *arena, const char *file)
{
	return arena_printf(arena, "%.*s.cases", (int)(strlen(file) - strlen(".so")), file);
}

static void hash_file(struct check *k, const char *name, uint8_t hash[HASH_BYTES])
{
	const char *path = arena_printf(k->cli.arena, "%s/%s", k->dir, name);
	struct bytes file;

	memset(hash, 0, HASH_BYTES);
	if (access(path, R_OK) == 0 && file_read(k->cli.arena, path, &file) == ST_OK)
		crypto_sha256(file.p, file.n, hash);
}

static void add_job(struct check *k, const char *file, struct outcome *outcomes)
{
	struct job *job = &k->jobs[k->count];
	const struct rules_pass *pass;

	*job = (struct job){ .file = file, .outcome = &outcomes[k->count] };
	hash_file(k, file, job->hash);
	hash_file(k, cases_of(k->cli.arena, file), job->cases);
	pass = rules_manifest_find(&k->manifest, file, job->hash);
	if (pass && !k->again && memcmp(pass->cases, job->cases, HASH_BYTES) == 0)
		k->known++;
	else
		k->count++;
}

static enum status find_jobs(struct check *k)
{
	struct outcome *outcomes = mmap(NULL, JOBS_MAX * sizeof(*outcomes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const char **files;
	size_t count;

	if (outcomes == MAP_FAILED)
		return ST_IO;
	TRY(rules_files(k->cli.arena, k->dir, &files, &count));
	if ((strcmp(k->which, "all") == 0 || strcmp(k->which, "00") == 0) && access(arena_printf(k->cli.arena, "%s/%s.cases", k->dir, RULES_NATION), R_OK) == 0)
		add_job(k, RULES_NATION ".so", outcomes);
	for (size_t i = 0; i < count && i < RULES_FILES_MAX; i++)
		if (strcmp(k->which, "all") == 0 || strncmp(files[i], k->which, 2) == 0)
			add_job(k, files[i], outcomes);
	return ST_OK;
}

/* ---- one plugin, in its own process ----------------------------------------------------------------------------- */

static uint64_t seed_of(const struct check *k, const struct job *job)
{
	uint64_t seed;

	if (k->reproduce)
		return strtoull(k->reproduce, NULL, 10);
	memcpy(&seed, job->hash, sizeof(seed));
	return seed;
}

/* With the other versions of its province, so that they are compared; the one asked about comes last. */
static const char *load_with_versions(struct check *k, const struct job *job, struct rules_set *set)
{
	const char **files;
	size_t count;

	if (rules_files(k->cli.arena, k->dir, &files, &count) != ST_OK)
		return "cannot be read";
	for (size_t i = 0; i < count; i++)
		if (strncmp(files[i], job->file, 2) == 0 && strcmp(files[i], job->file) < 0)
			rules_load_file(k->cli.arena, k->dir, files[i], NULL, set);
	return rules_load_file(k->cli.arena, k->dir, job->file, NULL, set);
}

static void check_plugin(struct check *k, const struct job *job)
{
	struct rules_set *set = ARENA_NEW(k->cli.arena, struct rules_set);
	struct conformance c = { .arena = k->cli.arena, .rules = &national_rules, .file = job->file, .seed = seed_of(k, job),
				 .told = strcmp(k->which, "all") != 0, .out = job->out };
	const char *fault = NULL;

	if (strcmp(job->file, RULES_NATION ".so") != 0) {
		fault = load_with_versions(k, job, set);
		c.rules = fault ? NULL : set->plugins[set->count - 1].rules;
	}
	if (fault) {
		job->outcome->refused = true;
		fprintf(job->out, "%s: refused: it %s\n", job->file, fault);
		return;
	}
	snprintf(job->outcome->version, sizeof(job->outcome->version), "%s", c.rules->version);
	if (k->reproduce) {
		conform_sweep(&c);
	} else {
		if (rules_cases_file(k->cli.arena, set, k->dir, cases_of(k->cli.arena, job->file), conform_case, &c) != ST_OK || c.passed + c.failed == 0) {
			c.failed++;
			fprintf(job->out, "%s: it has no cases\n", job->file);
		}
		conform_trials(&c);
	}
	job->outcome->passed = c.passed;
	job->outcome->failed = c.failed;
}

static bool start_job(struct check *k, struct job *job)
{
	job->out = tmpfile();
	fflush(stdout);
	job->process = job->out ? fork() : -1;
	if (job->process == 0) {
		check_plugin(k, job);
		fflush(job->out);
		_exit(0);
	}
	return job->process > 0;
}

static void end_job(struct job *job, int wait_status)
{
	job->process = 0;
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0)
		return;
	job->outcome->refused = true;
	fprintf(job->out, "%s: refused: looking at it ended the process, status %d\n", job->file, wait_status);
}

/* As many at once as there are processors. */
static enum status run_jobs(struct check *k)
{
	long most = sysconf(_SC_NPROCESSORS_ONLN);
	size_t started = 0, running = 0;

	while (started < k->count || running > 0) {
		int wait_status;
		pid_t ended;

		if (started < k->count && running < (size_t)(most < 1 ? 1 : most)) {
			if (!start_job(k, &k->jobs[started]))
				return ST_IO;
			started++;
			running++;
			continue;
		}
		ended = waitpid(-1, &wait_status, 0);
		for (size_t i = 0; i < started; i++)
			if (k->jobs[i].process == ended) {
				end_job(&k->jobs[i], wait_status);
				running--;
			}
	}
	return ST_OK;
}

/* ---- what came of it ------------------------------------------------------------------------------------------------ */

static void print_out(FILE *out)
{
	char line[1024];

	rewind(out);
	while (fgets(line, sizeof(line), out))
		fputs(line, stdout);
	fclose(out);
}

static int report(struct check *k)
{
	int passed = 0, failed = 0;
	size_t refused = 0;

	for (size_t i = 0; i < k->count; i++) {
		const struct outcome *o = k->jobs[i].outcome;

		print_out(k->jobs[i].out);
		passed += o->passed;
		failed += o->failed;
		refused += o->refused;
	}
	printf("%d cases and trials hold, %d do not; %zu plugins checked, %zu known, %zu refused%s\n", passed, failed, k->count - refused,
	       k->known, refused, k->signs || k->reproduce ? "" : "; nothing signed");
	return failed == 0 && refused == 0 && passed + (int)k->known > 0 ? CLI_DONE : CLI_REFUSED;
}

/* Files that are gone, or have changed and did not pass, leave the list. */
static enum status sign(struct check *k)
{
	struct rules_manifest kept = { 0 };

	for (size_t i = 0; i < k->manifest.count; i++) {
		uint8_t hash[HASH_BYTES];
		bool anew = false;

		for (size_t j = 0; j < k->count && !anew; j++)
			anew = strcmp(k->jobs[j].file, k->manifest.passes[i].file) == 0;
		hash_file(k, k->manifest.passes[i].file, hash);
		if (!anew && memcmp(hash, k->manifest.passes[i].hash, HASH_BYTES) == 0)
			rules_manifest_put(&kept, &k->manifest.passes[i]);
	}
	for (size_t i = 0; i < k->count; i++) {
		const struct job *job = &k->jobs[i];
		struct rules_pass pass = { .file = job->file, .version = job->outcome->version };

		memcpy(pass.hash, job->hash, HASH_BYTES);
		memcpy(pass.cases, job->cases, HASH_BYTES);
		if (!job->outcome->refused && job->outcome->failed == 0)
			rules_manifest_put(&kept, &pass);
	}
	return rules_manifest_write(k->cli.arena, k->dir, k->public_key, k->private_key, &kept);
}

static enum status open_key(struct check *k)
{
	const char *dir = config_text(k->cli.config, "key.dir");
	struct keyring_key key;

	TRY(keyring_current(k->cli.arena, dir, RULES_KEY, PAIR_ED25519, &key));
	TRY(keyring_private(k->cli.arena, dir, RULES_KEY, PAIR_ED25519, key.id, k->private_key));
	memcpy(k->public_key, key.public_key, KEY_BYTES);
	rules_manifest_read(k->cli.arena, k->dir, k->public_key, &k->manifest);
	k->signs = true;
	return ST_OK;
}

static int run(struct check *k)
{
	enum status status = ST_OK;
	int code;

	if (k->cli.config && !k->reproduce)
		status = open_key(k);
	if (status == ST_OK)
		status = find_jobs(k);
	if (status == ST_OK)
		status = run_jobs(k);
	if (status != ST_OK)
		return cli_exit(status, "rules check");
	code = report(k);
	if (k->signs && sign(k) != ST_OK)
		return CLI_WORLD;
	return code;
}

int cli_rules_check(int argc, char **argv)
{
	static struct check k;
	int code;

	k.which = argc > 1 ? argv[1] : "";
	if (strcmp(k.which, "all") != 0 && cli_rules_digits(k.which) < 0)
		return CLI_USAGE;
	k.reproduce = cli_option(argc, argv, "--reproduce");
	k.again = cli_flag(argc, argv, "--again") || strcmp(k.which, "all") != 0;
	if (!cli_rules_dir(&k.cli, &k.dir))
		return CLI_REFUSED;
	code = run(&k);
	cli_close(&k.cli);
	return code;
}
