#include "publish-imp.h"

/* Signals that ask a run to end are held until it has tidied up: what stands is always whole. */

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static bool is_ignored(int number)
{
	struct sigaction now;

	return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void tk_signals_hold(struct tk_signals *signals)
{
	const struct sigaction usual = {.sa_handler = SIG_DFL};

	sigemptyset(&signals->held);
	for (unsigned i = 0; i < G_N_ELEMENTS(ending); i++) {
		/* nohup's run is not to end. */
		if (!is_ignored(ending[i]))
			sigaddset(&signals->held, ending[i]);
	}
	sigaddset(&signals->held, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals->held, &signals->before);
	/* Where it is ignored, nobody hears how a worker ended. */
	sigaction(SIGCHLD, &usual, &signals->children);
}

int tk_signals_wait(const struct tk_signals *signals)
{
	int number;

	do {
		number = sigwaitinfo(&signals->held, NULL);
	} while (number < 0);
	return number;
}

void tk_signals_heed(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (unsigned i = 0; i < G_N_ELEMENTS(ending); i++)
		sigaddset(&set, ending[i]);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void tk_signals_release(const struct tk_signals *signals)
{
	sigaction(SIGCHLD, &signals->children, NULL);
	sigprocmask(SIG_SETMASK, &signals->before, NULL);
}
