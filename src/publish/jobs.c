#include "publish-imp.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Workers take jobs one after another, so that each keeps its fonts and what it has laid out, and
 * its memory stays that of one document. A worker that crashes costs the document it was making:
 * another takes its place. */

/* What the processes share; made before the first fork. */
struct board {
	/** The next job that nobody has taken. */
	atomic_uint next;
	/** A document could not be written: nobody takes more. */
	atomic_bool stopped;
};

struct worker {
	pid_t pid;
	/** The job in hand, or TK_NONE; written by the worker, read when it is dead. */
	atomic_uint *job;
};

struct crew {
	struct tk_making *making;
	const struct tk_job *jobs;
	unsigned n_jobs;
	struct board *board;
	struct worker *workers;
	unsigned n_workers;
	struct tk_log *log;
};

static void print_messages(const struct tk_log *log, enum tk_lang lang)
{
	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		g_autofree char *line = tk_message_line(tk_log_message(log, i), lang);

		fprintf(stderr, "%s\n", line);
	}
	fflush(stderr);
}

/* Makes one document and prints its own messages. */
static enum tk_exit make(struct tk_making *making, const struct tk_job *job)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *path = g_build_filename(making->dir, job->path, NULL);
	bool made = job->make(making, job, path, log) && g_file_test(path, G_FILE_TEST_IS_REGULAR);
	enum tk_exit status = tk_log_exit(log);

	print_messages(log, making->options->messages);
	return made || status != TK_EXIT_OK ? status : TK_EXIT_BUG;
}

/* A worker's life. Returns its exit status: OK unless a document could not be written. */
static enum tk_exit work(struct crew *crew, const struct worker *worker)
{
	while (!atomic_load(&crew->board->stopped)) {
		unsigned index = atomic_fetch_add(&crew->board->next, 1);

		if (index >= crew->n_jobs)
			break;
		atomic_store(worker->job, index);
		enum tk_exit status = make(crew->making, &crew->jobs[index]);

		if (status != TK_EXIT_OK)
			return status;
		atomic_store(worker->job, TK_NONE);
	}
	return TK_EXIT_OK;
}

static bool hire(struct crew *crew, struct worker *worker)
{
	atomic_store(worker->job, TK_NONE);
	worker->pid = fork();
	if (worker->pid == 0)
		_exit((int)work(crew, worker));
	if (worker->pid > 0)
		return true;
	worker->pid = 0;
	tk_log_add(crew->log, TK_DIAG_OUTPUT_FAILED, NULL, crew->making->dir, g_strerror(errno),
		   NULL);
	return false;
}

/* Whether a worker's end lets the run go on. A fault of the output stops it; a crash does not. */
static bool judge(const struct crew *crew, const struct worker *worker, int status)
{
	unsigned index = atomic_load(worker->job);
	const char *path = index < crew->n_jobs ? crew->jobs[index].path : "–";
	g_autofree char *how = NULL;

	if (WIFEXITED(status) && WEXITSTATUS(status) == TK_EXIT_OK)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) != TK_EXIT_BUG) {
		tk_log_add(crew->log, TK_DIAG_OUTPUT_FAILED, NULL, path, "–", NULL);
		return false;
	}
	how = WIFSIGNALED(status) ? g_strdup_printf("signal %d", WTERMSIG(status))
				  : g_strdup_printf("%d", WEXITSTATUS(status));
	tk_log_add(crew->log, TK_DIAG_JOB_CRASHED, NULL, path, how, NULL);
	crew->making->n_crashed++;
	return true;
}

static struct worker *find_worker(const struct crew *crew, pid_t pid)
{
	for (unsigned i = 0; i < crew->n_workers; i++) {
		if (crew->workers[i].pid == pid)
			return &crew->workers[i];
	}
	return NULL;
}

/* Wait for the workers to end, replacing those that crash while there is work. */
static bool oversee(struct crew *crew, unsigned n_running)
{
	bool good = true;

	while (n_running > 0) {
		int status;
		pid_t ended = wait(&status);
		struct worker *worker = ended > 0 ? find_worker(crew, ended) : NULL;

		if (ended < 0 && errno != EINTR)
			break;
		if (!worker)
			continue;
		n_running--;
		worker->pid = 0;
		if (!judge(crew, worker, status)) {
			atomic_store(&crew->board->stopped, true);
			good = false;
		}
		if (good && atomic_load(&crew->board->next) < crew->n_jobs) {
			good = hire(crew, worker);
			n_running += good;
		}
	}
	return good;
}

bool tk_jobs_run(struct tk_making *making, const struct tk_job *jobs, unsigned n_jobs,
		 struct tk_log *log)
{
	unsigned n_workers = CLAMP(making->options->n_jobs, 1, MAX(n_jobs, 1));
	size_t size = sizeof(struct board) + n_workers * sizeof(atomic_uint);
	struct board *board =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (board == MAP_FAILED) {
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, making->dir, g_strerror(errno), NULL);
		return false;
	}
	atomic_uint *hands = (atomic_uint *)(void *)(board + 1);
	g_autofree struct worker *workers = g_new0(struct worker, n_workers);
	struct crew crew = {making, jobs, n_jobs, board, workers, n_workers, log};
	unsigned n_running = 0;
	bool good = true;

	fflush(NULL);
	for (unsigned i = 0; i < n_workers && good; i++) {
		workers[i].job = &hands[i];
		good = hire(&crew, &workers[i]);
		n_running += good;
	}
	if (!good)
		atomic_store(&board->stopped, true);
	good &= oversee(&crew, n_running);
	munmap(board, size);
	return good;
}
