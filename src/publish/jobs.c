#include "publish-imp.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Workers take jobs one after another, so that each keeps its fonts and what it has laid out, and
 * its memory stays that of one document. A worker that crashes or hangs costs the document it was
 * making: another takes its place. No worker outlives the run. */

/** Lines that are told once; what comes after so many is told as often as it happens. */
#define MOST_TOLD 4096u

/* What the processes share; made before the first fork. */
struct board {
	/** The next job that nobody has taken. */
	atomic_uint next;
	/** A document could not be written: nobody takes more. */
	atomic_bool stopped;
	/** Hashes of the lines that have been told, each at its own place or the next free one; 0: free. */
	_Atomic uint64_t told[MOST_TOLD];
};

struct worker {
	/** 0: nobody is at work. */
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
	unsigned n_workers, n_running;
	/** The run itself. */
	pid_t parent;
	struct tk_log *log;
};

/* Notes a line. Returns whether some worker has told it before: what a text lacks, every document that
 * has the text finds anew. */
static bool is_told(struct board *board, const char *line)
{
	uint64_t hash = 14695981039346656037u;

	for (; *line; line++)
		hash = (hash ^ (guchar)*line) * 1099511628211u;
	hash += hash == 0;
	for (unsigned i = 0; i < MOST_TOLD; i++) {
		_Atomic uint64_t *place = &board->told[(hash + i) % MOST_TOLD];
		uint64_t there = 0;

		if (atomic_compare_exchange_strong(place, &there, hash))
			return false;
		if (there == hash)
			return true;
	}
	return false;
}

static void print_messages(const struct tk_log *log, struct board *board, enum tk_lang lang)
{
	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		g_autofree char *line = tk_message_line(tk_log_message(log, i), lang);

		if (!is_told(board, line))
			fprintf(stderr, "%s\n", line);
	}
	fflush(stderr);
}

/* ---- The bench: a folder where a job's files are made before they take their places, so that one
 * that is cut short leaves no half a file behind ---- */

static char *bench_of(const struct crew *crew, unsigned index)
{
	g_autofree char *path = g_build_filename(crew->making->dir, crew->jobs[index].path, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	return g_strdup_printf("%s/.%u", folder, index);
}

/* Moves everything from the bench to its folder. Returns whether all is there. */
static bool clear_bench(const char *bench, struct tk_log *log)
{
	g_autoptr(GPtrArray) files = tk_list_tree(bench);
	g_autofree char *folder = g_path_get_dirname(bench);
	bool good = true;

	for (unsigned i = 0; good && i < files->len; i++) {
		g_autofree char *old = g_build_filename(bench, files->pdata[i], NULL);
		g_autofree char *new = g_build_filename(folder, files->pdata[i], NULL);

		good = g_rename(old, new) == 0;
		if (!good)
			tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, new, g_strerror(errno), NULL);
	}
	return g_rmdir(bench) == 0 && good;
}

/* ---- A worker ---- */

/* Makes one document and prints its own messages, but for what has been told. */
static enum tk_exit make(const struct crew *crew, unsigned index)
{
	const struct tk_job *job = &crew->jobs[index];
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *bench = bench_of(crew, index), *name = g_path_get_basename(job->path);
	g_autofree char *path = g_build_filename(bench, name, NULL);
	bool made = false;

	if (g_mkdir_with_parents(bench, 0755) != 0)
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, bench, g_strerror(errno), NULL);
	else
		made = job->make(crew->making, job, path, log) &&
		       g_file_test(path, G_FILE_TEST_IS_REGULAR) && clear_bench(bench, log);
	enum tk_exit status = tk_log_exit(log);

	print_messages(log, crew->board, crew->making->options->messages);
	return made || status != TK_EXIT_OK ? status : TK_EXIT_BUG;
}

/* A worker's life. Returns its exit status: OK unless a document could not be written. */
static enum tk_exit work(const struct crew *crew, const struct worker *worker)
{
	while (!atomic_load(&crew->board->stopped)) {
		unsigned index = atomic_fetch_add(&crew->board->next, 1);

		if (index >= crew->n_jobs)
			break;
		atomic_store(worker->job, index);
		alarm(crew->making->seconds ? crew->making->seconds : TK_JOB_SECONDS);
		enum tk_exit status = make(crew, index);

		alarm(0);
		if (status != TK_EXIT_OK)
			return status;
		atomic_store(worker->job, TK_NONE);
	}
	return TK_EXIT_OK;
}

/* ---- The run ---- */

static void become_worker(const struct crew *crew, const struct worker *worker)
{
	/* The run may have ended before the kernel was asked to tell. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != crew->parent)
		_exit(TK_EXIT_BUG);
	signal(SIGALRM, SIG_DFL);
	tk_signals_heed();
	enum tk_exit status = work(crew, worker);

	tk_fonts_free(crew->making->fonts);
	_exit((int)status);
}

static bool hire(struct crew *crew, struct worker *worker)
{
	atomic_store(worker->job, TK_NONE);
	worker->pid = fork();
	if (worker->pid == 0)
		become_worker(crew, worker);
	worker->pid = MAX(worker->pid, 0);
	crew->n_running += worker->pid > 0;
	return worker->pid > 0;
}

static bool is_work_left(const struct crew *crew)
{
	return !atomic_load(&crew->board->stopped) &&
	       atomic_load(&crew->board->next) < crew->n_jobs;
}

/* Where there is no room for more processes, those that there are do the work. */
static bool is_stuck(const struct crew *crew, int error)
{
	if (crew->n_running > 0 || !is_work_left(crew))
		return false;
	tk_log_add(crew->log, TK_DIAG_OUTPUT_FAILED, NULL, crew->making->dir, g_strerror(error),
		   NULL);
	return true;
}

static char *describe_end(const struct crew *crew, int status)
{
	if (!WIFSIGNALED(status))
		return g_strdup_printf("%d", WEXITSTATUS(status));
	if (WTERMSIG(status) == SIGALRM)
		return g_strdup_printf("> %u s", crew->making->seconds ? crew->making->seconds
								       : TK_JOB_SECONDS);
	return g_strdup_printf("signal %d", WTERMSIG(status));
}

/* Whether a worker's end lets the run go on. A fault of the output stops it; a crash does not. */
static bool judge(const struct crew *crew, const struct worker *worker, int status)
{
	unsigned index = atomic_load(worker->job);
	const char *path = index < crew->n_jobs ? crew->jobs[index].path : TK_EN_DASH;

	if (WIFEXITED(status) && WEXITSTATUS(status) == TK_EXIT_OK)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) != TK_EXIT_BUG) {
		tk_log_add(crew->log, TK_DIAG_OUTPUT_FAILED, NULL, path, TK_EN_DASH, NULL);
		return false;
	}
	g_autofree char *how = describe_end(crew, status);

	tk_log_add(crew->log, TK_DIAG_JOB_CRASHED, NULL, path, how, NULL);
	crew->making->n_crashed++;
	if (index < crew->n_jobs) {
		g_autofree char *bench = bench_of(crew, index);

		tk_remove_tree(bench);
	}
	return true;
}

/* Takes leave of a worker that has ended, and lets another go on with its work. */
static bool replace(struct crew *crew, struct worker *worker, int status)
{
	worker->pid = 0;
	crew->n_running--;
	if (!judge(crew, worker, status)) {
		atomic_store(&crew->board->stopped, true);
		return false;
	}
	return !is_work_left(crew) || hire(crew, worker) || !is_stuck(crew, errno);
}

/* Looks who has ended. Returns whether the run can go on. */
static bool look_round(struct crew *crew)
{
	bool good = true;

	for (unsigned i = 0; i < crew->n_workers; i++) {
		struct worker *worker = &crew->workers[i];
		int status = TK_EXIT_BUG << 8;

		if (worker->pid > 0 && waitpid(worker->pid, &status, WNOHANG) != 0)
			good &= replace(crew, worker, status);
	}
	return good;
}

static void dismiss(struct crew *crew)
{
	for (unsigned i = 0; i < crew->n_workers; i++) {
		if (crew->workers[i].pid > 0)
			kill(crew->workers[i].pid, SIGKILL);
	}
	for (unsigned i = 0; i < crew->n_workers; i++) {
		if (crew->workers[i].pid > 0)
			waitpid(crew->workers[i].pid, NULL, 0);
	}
}

/* Waits for the workers to end, replacing those that crash while there is work. */
static bool oversee(struct crew *crew, const struct tk_signals *signals)
{
	bool good = true;

	while (crew->n_running > 0) {
		int asked = tk_signals_wait(signals);

		if (asked == SIGCHLD) {
			good &= look_round(crew);
			continue;
		}
		/* It is heard again when the stage has been removed. */
		dismiss(crew);
		kill(crew->parent, asked);
		return false;
	}
	return good;
}

static bool run(struct crew *crew)
{
	struct tk_signals signals;
	int error = 0;

	tk_signals_hold(&signals);
	fflush(NULL);
	for (unsigned i = 0; i < crew->n_workers && error == 0; i++) {
		if (!hire(crew, &crew->workers[i]))
			error = errno;
	}
	bool good = !is_stuck(crew, error) && oversee(crew, &signals);

	tk_signals_release(&signals);
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
	struct crew crew = {
		.making = making,
		.jobs = jobs,
		.n_jobs = n_jobs,
		.board = board,
		.workers = workers,
		.n_workers = n_workers,
		.parent = getpid(),
		.log = log,
	};

	for (unsigned i = 0; i < n_workers; i++)
		workers[i].job = &hands[i];
	bool good = run(&crew);

	munmap(board, size);
	return good;
}
