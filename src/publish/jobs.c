#include "publish-imp.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tilannekuva/document.h"
#include "tilannekuva/form.h"
#include "tilannekuva/workbook.h"

static bool make_deck(const struct tk_picture *picture, const struct tk_kit *kit,
		      const struct tk_job *job, const char *path, struct tk_log *log)
{
	g_autoptr(tk_fonts) fonts = tk_fonts_open(kit->font_dir, kit->theme, log);

	return fonts && tk_deck_write(picture, kit, fonts, job->lang, path, log);
}

static bool make_workbook(const struct tk_picture *picture, const struct tk_kit *kit,
			  const struct tk_job *job, const char *path, struct tk_log *log)
{
	return tk_workbook_write_national(picture, kit, job->lang, path, log);
}

static bool make_data(const struct tk_picture *picture, const struct tk_kit *kit,
		      const struct tk_job *job, const char *path, struct tk_log *log)
{
	(void)kit;
	return tk_open_table_write(picture, (enum tk_open_table)job->index, path, log);
}

/* Read the sheets of a region's files again. What was wrong with them has been said. */
static void read_sheets(const struct tk_round *round, unsigned region, GPtrArray *sheets)
{
	g_autoptr(tk_log) ignored = tk_log_new();

	for (unsigned i = 0; i < round->n_files; i++) {
		if (!tk_fixit_has_file(round, region, round->files[i].name))
			continue;
		g_autoptr(tk_book) book =
			tk_book_open(round->files[i].path, round->files[i].name, ignored);

		for (unsigned s = 0; book && s < tk_book_n_sheets(book); s++) {
			struct tk_sheet *sheet = tk_book_read_sheet(book, s, ignored);

			if (sheet)
				g_ptr_array_add(sheets, sheet);
		}
	}
}

static bool make_fixit(const struct tk_picture *picture, const struct tk_kit *kit,
		       const struct tk_job *job, const char *path, struct tk_log *log)
{
	g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)tk_sheet_free);

	read_sheets(picture->now->round, job->index, sheets);
	return tk_fixit_write(picture->now->round, job->index,
			      (const struct tk_sheet *const *)sheets->pdata, sheets->len, kit,
			      job->lang, path, picture->log, log);
}

static bool (*const makers[TK_N_OUTPUTS])(const struct tk_picture *picture,
					  const struct tk_kit *kit, const struct tk_job *job,
					  const char *path, struct tk_log *log) = {
	[TK_OUTPUT_DECK] = make_deck,
	[TK_OUTPUT_WORKBOOK] = make_workbook,
	[TK_OUTPUT_DATA] = make_data,
	[TK_OUTPUT_FIXIT] = make_fixit,
};

/* Makes one document and prints its own messages. Returns the worker's exit status. */
static int work(const struct tk_picture *picture, const struct tk_kit *kit, const char *dir,
		const struct tk_job *job, enum tk_lang messages)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *path = g_build_filename(dir, job->path, NULL);
	bool made = makers[job->output](picture, kit, job, path, log) &&
		    g_file_test(path, G_FILE_TEST_IS_REGULAR);
	enum tk_exit status = tk_log_exit(log);

	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		g_autofree char *line = tk_message_line(tk_log_message(log, i), messages);

		fprintf(stderr, "%s\n", line);
	}
	fflush(stderr);
	return made || status != TK_EXIT_OK ? (int)status : TK_EXIT_BUG;
}

/* Whether a worker's end lets the run go on. A fault of the output stops it; a crash does not. */
static bool judge(const struct tk_job *job, int status, struct tk_log *log)
{
	g_autofree char *how = NULL;

	if (WIFEXITED(status) && WEXITSTATUS(status) == TK_EXIT_OK)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) != TK_EXIT_BUG) {
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, job->path, "–", NULL);
		return false;
	}
	how = WIFSIGNALED(status) ? g_strdup_printf("signal %d", WTERMSIG(status))
				  : g_strdup_printf("%d", WEXITSTATUS(status));
	tk_log_add(log, TK_DIAG_JOB_CRASHED, NULL, job->path, how, NULL);
	return true;
}

/* Wait for one worker; returns whether the run can go on. */
static bool reap(const struct tk_job *jobs, const pid_t *workers, unsigned n_jobs,
		 struct tk_log *log)
{
	int status;
	pid_t ended;

	do
		ended = wait(&status);
	while (ended < 0 && errno == EINTR);
	for (unsigned i = 0; ended > 0 && i < n_jobs; i++) {
		if (workers[i] == ended)
			return judge(&jobs[i], status, log);
	}
	return true;
}

bool tk_jobs_run(const struct tk_picture *picture, const struct tk_kit *kit, const char *dir,
		 const struct tk_job *jobs, unsigned n_jobs,
		 const struct tk_publish_options *options, struct tk_log *log)
{
	g_autofree pid_t *workers = g_new0(pid_t, n_jobs);
	unsigned n_running = 0;
	bool good = true;

	fflush(NULL);
	for (unsigned i = 0; i < n_jobs && good; i++) {
		if (n_running == options->n_jobs) {
			good = reap(jobs, workers, n_jobs, log);
			n_running--;
		}
		workers[i] = fork();
		if (workers[i] == 0) {
			g_free(g_steal_pointer(&workers));
			_exit(work(picture, kit, dir, &jobs[i], options->messages));
		}
		if (workers[i] < 0) {
			tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, jobs[i].path,
				   g_strerror(errno), NULL);
			good = false;
		} else {
			n_running++;
		}
	}
	while (n_running-- > 0)
		good &= reap(jobs, workers, n_jobs, log);
	return good;
}
