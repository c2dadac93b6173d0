/* Keeping the rules answering; see keep.h. */
#include "rules/keep.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/config.h"
#include "base/keyring.h"
#include "base/log.h"
#include "base/now.h"
#include "rules/sandbox.h"
#include "rules/serve.h"

#define HANDED_OVER "RULES_HANDED_OVER"	/* listener, child and its seat, from the image before */
#define RESTLESS_MS 100			/* a child that lives shorter and is not a plugin's victim is not replaced at once */
#define BACKLOG 128
#define LOOK_MS 500			/* a plugin that is at the same question when looked at again is ended */

struct keeper {
	struct arena *arena;
	const struct config *config;
	struct rules_set set;
	uint32_t records[RULES_FILES_MAX];
	struct fault_file *faults;
	int listener;
	pid_t child;
	int seat;
	int64_t born_ms;
	struct fault_seat seen;		/* when last looked at */
	bool overdue;			/* the child was ended for that */
};

/* ---- the socket ---------------------------------------------------------------------------------------------- */

/* A new socket beside the old one, then renamed over it: whoever connects meets one or the other. */
static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char fresh[sizeof(address.sun_path)];
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	if (fd < 0 || snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh))
		return -1;
	memcpy(address.sun_path, fresh, sizeof(fresh));
	unlink(fresh);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || chmod(fresh, 0660) != 0 ||
	    listen(fd, BACKLOG) != 0 || rename(fresh, path) != 0)
		return -1;
	return fd;
}

static bool take_over(struct keeper *k)
{
	const char *handed = getenv(HANDED_OVER);
	int child;

	if (!handed || sscanf(handed, "%d %d %d", &k->listener, &child, &k->seat) != 3)
		return false;
	k->child = child;
	unsetenv(HANDED_OVER);
	return fcntl(k->listener, F_SETFD, FD_CLOEXEC) == 0;
}

/* Only what fails before anything is changed comes back from here. */
static void hand_over(const struct keeper *k, char **argv)
{
	char handed[64];

	snprintf(handed, sizeof(handed), "%d %d %d", k->listener, k->child, k->seat);
	setenv(HANDED_OVER, handed, 1);
	fcntl(k->listener, F_SETFD, 0);
	execv(argv[0], argv);
	log_error("cannot become '%s' anew: %s; what was loaded goes on", argv[0], strerror(errno));
	fcntl(k->listener, F_SETFD, FD_CLOEXEC);
	unsetenv(HANDED_OVER);
}

/* ---- the child ------------------------------------------------------------------------------------------------ */

static bool start_child(struct keeper *k)
{
	const struct serving serving = { &k->set, k->records, k->faults, k->seat, k->listener };

	k->faults->seats[k->seat] = (struct fault_seat){ 0 };
	k->seen = (struct fault_seat){ 0 };
	k->overdue = false;
	k->born_ms = now_monotonic_ms();
	k->child = fork();
	if (k->child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		rules_serve(&serving);
	}
	return k->child > 0;
}

static void blame(struct keeper *k, int wait_status)
{
	const struct fault_seat *seat = &k->faults->seats[k->seat];

	if (seat->record > 0 && seat->record <= RULES_FILES_MAX) {
		faults_blame(k->faults, seat->record - 1, seat->op, k->overdue ? "did not end in time" : sandbox_end(wait_status));
		return;
	}
	log_error("the process that answers ended while no plugin was running: status %d", wait_status);
	if (now_monotonic_ms() - k->born_ms < RESTLESS_MS)
		usleep(RESTLESS_MS * 1000);
}

static bool bury(struct keeper *k)
{
	int wait_status;
	pid_t pid;

	while ((pid = waitpid(-1, &wait_status, WNOHANG)) > 0) {
		if (pid != k->child)
			continue;	/* one that was told to end */
		blame(k, wait_status);
		if (!start_child(k)) {
			log_error("cannot start a process that answers: %s", strerror(errno));
			return false;
		}
	}
	return true;
}

/* ---- start and end ----------------------------------------------------------------------------------------------- */

static enum status load(struct keeper *k)
{
	const char *dir = config_text(k->config, "plugin.dir");
	struct rules_manifest manifest = { 0 };
	struct keyring_key key;
	enum status status = keyring_current(k->arena, config_text(k->config, "key.dir"), RULES_KEY, PAIR_ED25519, &key);

	if (status == ST_OK)
		rules_manifest_read(k->arena, dir, key.public_key, &manifest);
	else
		log_error("no key of use '%s': nothing can have passed the check", RULES_KEY);
	TRY(rules_load(k->arena, dir, &manifest, &k->set));
	faults_enter(k->faults, &k->set, k->records);
	return ST_OK;
}

static enum status start(struct keeper *k)
{
	const char *path;

	TRY(config_load(k->arena, NULL, &k->config));
	k->faults = faults_open(arena_printf(k->arena, "%s/%s", config_text(k->config, "run.dir"), FAULTS_FILE));
	if (!k->faults) {
		log_error("cannot open the fault file: %s", strerror(errno));
		return ST_IO;
	}
	TRY(load(k));
	path = config_text(k->config, "rules.socket");
	if (!take_over(k))
		k->listener = listen_at(path);
	if (k->listener < 0) {
		log_error("cannot listen at '%s': %s", path, strerror(errno));
		return ST_IO;
	}
	return ST_OK;
}

/* The child of the image before answers until its successor does. */
static bool change_children(struct keeper *k)
{
	pid_t before = k->child;

	k->seat = before > 0 ? 1 - k->seat : 0;
	if (!start_child(k))
		return false;
	if (before > 0)
		kill(before, SIGTERM);
	return true;
}

/* The child's own limit counts processor time and could be undone by what it limits; this one cannot. */
static void look_after(struct keeper *k)
{
	const struct fault_seat now = k->faults->seats[k->seat];

	if (now.record != 0 && now.record == k->seen.record && now.turn == k->seen.turn) {
		k->overdue = true;
		kill(k->child, SIGKILL);
	}
	k->seen = now;
}

static void watch(struct keeper *k, char **argv, const sigset_t *signals)
{
	const struct timespec look = { 0, LOOK_MS * 1000000 };

	for (;;) {
		int signal = sigtimedwait(signals, NULL, &look);

		if (signal < 0)
			look_after(k);
		if (signal == SIGHUP)
			hand_over(k, argv);
		if (signal == SIGTERM || signal == SIGINT || (signal == SIGCHLD && !bury(k)))
			break;
	}
	kill(k->child, SIGKILL);
}

int rules_keep(char **argv)
{
	static struct keeper k = { .listener = -1 };
	int64_t begin = now_monotonic_us();
	sigset_t signals;

	log_open("rules", LOG_INFO);
	k.arena = arena_new("rules", 64u << 20);
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	if (start(&k) != ST_OK || !change_children(&k))
		return EXIT_FAILURE;
	log_info("%zu plugins loaded, %zu refused, in %.1f ms", k.set.count - k.set.refused, k.set.refused,
		 (double)(now_monotonic_us() - begin) / 1000);
	watch(&k, argv, &signals);
	return EXIT_SUCCESS;
}
