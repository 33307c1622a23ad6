#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "publish/publish-imp.h"

/* Workers that crash or hang leave nothing behind, and none outlives its run. */

static bool make_file(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	(void)making, (void)job, (void)log;
	return g_file_set_contents(path, "made", -1, NULL);
}

/* Leaves half a file behind. */
static bool make_half(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	make_file(making, job, path, log);
	kill(getpid(), SIGKILL);
	return true;
}

static bool make_hang(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	make_file(making, job, path, log);
	while (pause() != 0)
		continue;
	return false;
}

static const struct {
	tk_make_func make;
	const char *how;
} ends[] = {
	{make_half, "cut short (signal 9)"},
	{make_hang, "cut short (> 1 s)"},
};

START_TEST(what_is_cut_short_leaves_nothing)
{
	struct tk_publish_options options = {.n_jobs = 1, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir(), .seconds = 1};
	struct tk_job jobs[] = {{(char *)"a/one", ends[_i].make, TK_FI, 0},
				{(char *)"a/two", make_file, TK_FI, 1}};
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *folder = test_below("a");

	ck_assert_int_eq(g_mkdir(folder, 0755), 0);
	ck_assert(tk_jobs_run(&making, jobs, G_N_ELEMENTS(jobs), log));
	g_autofree char *line = test_line(log, TK_DIAG_JOB_CRASHED);
	g_autoptr(GPtrArray) files = tk_list_tree(test_dir());

	ck_assert_msg(line && strstr(line, ends[_i].how), "%s", line);
	ck_assert_uint_eq(making.n_crashed, 1);
	ck_assert_uint_eq(files->len, 1);
	ck_assert_str_eq(files->pdata[0], "a/two");
}
END_TEST

static bool make_complaint(struct tk_making *making, const struct tk_job *job, const char *path,
			   struct tk_log *log)
{
	tk_log_add(log, TK_DIAG_GLYPH_MISSING, NULL, "U+0E01", NULL);
	tk_log_add(log, TK_DIAG_GLYPH_MISSING, NULL, job->path, NULL);
	return make_file(making, job, path, log);
}

static bool stands_once(const char *text, const char *part)
{
	const char *first = strstr(text, part);

	return first && !strstr(first + 1, part);
}

/* What every document finds in the same text is told once, whoever finds it. */
START_TEST(equal_lines_are_told_once)
{
	enum { N = 6 };
	struct tk_publish_options options = {.n_jobs = 2, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir()};
	struct tk_job jobs[N];
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *path = test_below("told"), *told = NULL;
	int file = open(path, O_CREAT | O_RDWR, 0644), stderr_was = dup(STDERR_FILENO);

	for (unsigned i = 0; i < N; i++)
		jobs[i] = (struct tk_job){g_strdup_printf("job%u", i), make_complaint, TK_FI, i};
	ck_assert_int_eq(dup2(file, STDERR_FILENO), STDERR_FILENO);
	bool good = tk_jobs_run(&making, jobs, N, log);

	dup2(stderr_was, STDERR_FILENO);
	close(stderr_was);
	close(file);
	ck_assert(good && g_file_get_contents(path, &told, NULL, NULL));
	ck_assert_msg(stands_once(told, "U+0E01"), "%s", told);
	for (unsigned i = 0; i < N; i++) {
		ck_assert_msg(stands_once(told, jobs[i].path), "%s", told);
		g_free(jobs[i].path);
	}
}
END_TEST

/* A shell may have left us this. */
START_TEST(a_crash_is_heard_where_children_are_ignored)
{
	struct tk_publish_options options = {.n_jobs = 2, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir()};
	struct tk_job jobs[] = {{(char *)"one", make_half, TK_FI, 0},
				{(char *)"two", make_file, TK_FI, 1}};
	g_autoptr(tk_log) log = tk_log_new();

	signal(SIGCHLD, SIG_IGN);
	ck_assert(tk_jobs_run(&making, jobs, G_N_ELEMENTS(jobs), log));
	ck_assert(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
	ck_assert_uint_eq(making.n_crashed, 1);
	ck_assert(test_stands("two") && !test_stands("one"));
}
END_TEST

/* Tells that it is there, and never ends. */
static bool make_mark(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	g_autofree char *mark = g_build_filename(making->dir, "pid", NULL);
	g_autofree char *text = g_strdup_printf("%d", (int)getpid());

	g_file_set_contents(mark, text, -1, NULL);
	return make_hang(making, job, path, log);
}

static pid_t wait_for_mark(void)
{
	g_autofree char *mark = test_below("pid"), *text = NULL;

	while (!g_file_get_contents(mark, &text, NULL, NULL))
		g_usleep(1000);
	return (pid_t)g_ascii_strtoll(text, NULL, 10);
}

static const int killers[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGKILL};

START_TEST(no_worker_outlives_the_run)
{
	struct tk_publish_options options = {.n_jobs = 1, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir()};
	struct tk_job job = {(char *)"one", make_mark, TK_FI, 0};
	g_autoptr(tk_log) log = tk_log_new();
	int status;
	pid_t run = fork();

	ck_assert_int_ge(run, 0);
	if (run == 0) {
		/* The test's frame has handlers of its own. */
		signal(killers[_i], SIG_DFL);
		tk_jobs_run(&making, &job, 1, log);
		_exit(0);
	}
	pid_t worker = wait_for_mark();

	ck_assert_int_eq(kill(run, killers[_i]), 0);
	ck_assert_int_eq(waitpid(run, &status, 0), run);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == killers[_i]);
	/* The test's own time limit is what fails where the worker lives on; an orphan that is dead may
	 * wait for somebody to take note of it. */
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", (int)worker), *text = NULL;

	while (g_file_get_contents(path, &text, NULL, NULL) && !strstr(text, ") Z ")) {
		g_clear_pointer(&text, g_free);
		g_usleep(1000);
	}
}
END_TEST

/* nohup's run does not end with its terminal. */
START_TEST(what_is_ignored_does_not_end_a_run)
{
	struct tk_publish_options options = {.n_jobs = 1, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir()};
	struct tk_job job = {(char *)"one", make_file, TK_FI, 0};
	g_autoptr(tk_log) log = tk_log_new();

	signal(SIGHUP, SIG_IGN);
	kill(getpid(), SIGHUP);
	ck_assert(tk_jobs_run(&making, &job, 1, log));
	ck_assert(test_stands("one"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("jobs");
	TCase *tests = tcase_create("jobs");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, test_open_dir, test_close_dir);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, what_is_cut_short_leaves_nothing, 0, G_N_ELEMENTS(ends));
	tcase_add_test(tests, equal_lines_are_told_once);
	tcase_add_test(tests, a_crash_is_heard_where_children_are_ignored);
	tcase_add_loop_test(tests, no_worker_outlives_the_run, 0, G_N_ELEMENTS(killers));
	tcase_add_test(tests, what_is_ignored_does_not_end_a_run);
	return test_main(suite);
}
