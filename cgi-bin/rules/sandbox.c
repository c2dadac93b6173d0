/* Shutting a process in; see sandbox.h. */
#include "rules/sandbox.h"

#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#define MEMORY_BYTES (256u << 20)

#ifndef __SANITIZE_ADDRESS__
static bool shut_in(void)
{
	static const int allowed[] = {
		SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(accept4), SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(close),
		SCMP_SYS(write), SCMP_SYS(setitimer), SCMP_SYS(clock_gettime), SCMP_SYS(getpid), SCMP_SYS(exit_group),
		SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(gettid), SCMP_SYS(tgkill),
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok = filter != NULL;

	for (size_t i = 0; ok && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	ok = ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return ok;
}
#endif

bool sandbox_enter(void)
{
	const struct rlimit none = { 0, 0 };
	bool ok = setrlimit(RLIMIT_CORE, &none) == 0;
#ifndef __SANITIZE_ADDRESS__
	const struct rlimit memory = { MEMORY_BYTES, MEMORY_BYTES };

	ok = ok && setrlimit(RLIMIT_AS, &memory) == 0 && setrlimit(RLIMIT_NPROC, &none) == 0 && shut_in();
#endif
	return ok;
}

void sandbox_limit_time(int us)
{
	const struct itimerval timer = { .it_value = { us / 1000000, us % 1000000 } };

	setitimer(ITIMER_PROF, &timer, NULL);
}

const char *sandbox_end(int wait_status)
{
	if (!WIFSIGNALED(wait_status))
		return "ended its process";
	switch (WTERMSIG(wait_status)) {
	case SIGSEGV:
	case SIGBUS:
		return "touched memory that is not its own";
	case SIGPROF:
		return "did not end in time";
	case SIGSYS:
		return "called the kernel";
	case SIGILL:
	case SIGTRAP:
	case SIGFPE:
		return "ran into an instruction that cannot be carried out";
	default:
		return "was killed";
	}
}
