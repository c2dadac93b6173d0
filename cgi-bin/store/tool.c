/* The server's programs behind a pipe; see tool.h. */
#include "store/tool.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

#define WORDS_MAX 32

/* Who we are, as an option file that has no name. */
static int write_options(const struct config *config)
{
	int fd = memfd_create("client", 0);

	if (fd < 0 || fchmod(fd, 0600) != 0)
		return -1;
	dprintf(fd, "[client]\nuser=%s\npassword=\"%s\"\nsocket=\"%s\"\ndefault-character-set=utf8mb4\n", config_text(config, "db.account"),
		config_text(config, "db.password"), config_text(config, "db.socket"));
	return fd;
}

static void become(const char *name, const char *const *words, int options, int ours, int theirs, bool told)
{
	char defaults[64];
	const char *argv[WORDS_MAX + 3] = { name, defaults };
	size_t n = 2;

	snprintf(defaults, sizeof(defaults), "--defaults-file=/proc/self/fd/%d", options);
	for (; *words && n < WORDS_MAX + 2; words++)
		argv[n++] = *words;
	close(ours);
	dup2(theirs, told ? STDIN_FILENO : STDOUT_FILENO);
	close(theirs);
	execvp(name, (char *const *)(uintptr_t)argv);
	log_error("cannot run '%s': %s", name, strerror(errno));
	_exit(127);
}

enum status tool_begin(const struct config *config, const char *name, const char *const *words, bool told, struct tool *tool)
{
	int ends[2];	/* read, write */
	int options = write_options(config);

	*tool = (struct tool){ .name = name };
	if (options < 0 || pipe(ends) != 0) {
		log_error("cannot run '%s': %s", name, strerror(errno));
		return ST_IO;
	}
	tool->pid = fork();
	if (tool->pid == 0)
		become(name, words, options, ends[told], ends[!told], told);
	close(options);
	close(ends[!told]);
	tool->pipe = tool->pid < 0 ? NULL : fdopen(ends[told], told ? "w" : "r");
	return tool->pipe ? ST_OK : ST_IO;
}

enum status tool_end(struct tool *tool)
{
	bool good = fclose(tool->pipe) == 0;
	int how = 0;

	while (waitpid(tool->pid, &how, 0) < 0)
		if (errno != EINTR)
			return ST_IO;
	if (good && WIFEXITED(how) && WEXITSTATUS(how) == 0)
		return ST_OK;
	log_error("'%s' failed", tool->name);
	return ST_IO;
}
