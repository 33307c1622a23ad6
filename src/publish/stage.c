#include "publish-imp.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct tk_stage {
	char *out_dir, *period;
	/** OUT/.PERIOD.XXXXXX */
	char *dir;
	int lock;
	/** Held while there is a folder to lose. */
	struct tk_signals signals;
	bool holds;
};

/* Where the last output stands while its place is taken, on file systems that cannot exchange. */
#define PREVIOUS ".previous"

static void say(struct tk_log *log, enum tk_diag id, const char *path)
{
	tk_log_add(log, id, NULL, path, g_strerror(errno), NULL);
}

/* One run at a time writes to a folder. */
static bool take_lock(struct tk_stage *stage, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(stage->out_dir, ".tilannekuva.lock", NULL);

	stage->lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644);
	if (stage->lock < 0) {
		say(log, TK_DIAG_OUTPUT_UNWRITABLE, stage->out_dir);
		return false;
	}
	if (flock(stage->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (errno == EWOULDBLOCK)
		tk_log_add(log, TK_DIAG_OUTPUT_LOCKED, NULL, stage->out_dir, NULL);
	else
		say(log, TK_DIAG_OUTPUT_UNWRITABLE, stage->out_dir);
	return false;
}

/* An output that had been moved aside goes back, if nothing has taken its place. */
static bool put_back(const struct tk_stage *stage, const char *name, const char *path)
{
	g_autofree char *period = g_strndup(name + 1, strlen(name) - 1 - strlen(PREVIOUS));
	g_autofree char *place = g_build_filename(stage->out_dir, period, NULL);

	return !g_file_test(place, G_FILE_TEST_EXISTS) && g_rename(path, place) == 0;
}

/* What a killed run of any period left behind; the lock is ours, so nobody is using it. */
static void remove_leftovers(const struct tk_stage *stage)
{
	g_autoptr(GDir) folder = g_dir_open(stage->out_dir, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(stage->out_dir, name, NULL);

		if (!g_regex_match_simple("^\\.\\d{4}-\\d{2}\\.(\\w{6}(\\.data)?|latest|previous)$",
					  name, 0, 0) ||
		    (g_str_has_suffix(name, PREVIOUS) && put_back(stage, name, path)))
			continue;
		tk_remove_tree(path);
	}
}

struct tk_stage *tk_stage_open(const char *out_dir, const char *period, struct tk_log *log)
{
	g_autoptr(tk_stage) stage = g_new0(struct tk_stage, 1);

	stage->lock = -1;
	stage->out_dir = g_strdup(out_dir);
	stage->period = g_strdup(period);
	if (g_mkdir_with_parents(out_dir, 0755) != 0) {
		say(log, TK_DIAG_OUTPUT_UNWRITABLE, out_dir);
		return NULL;
	}
	if (!take_lock(stage, log))
		return NULL;
	remove_leftovers(stage);
	return g_steal_pointer(&stage);
}

static char *fingerprint_path(const struct tk_stage *stage)
{
	return g_strdup_printf("%s/.fingerprint-%s", stage->out_dir, stage->period);
}

/* Whether the last output still is what was committed; files that somebody has put beside it are no
 * fault of it. */
static bool stands(const struct tk_stage *stage)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autoptr(tk_log) ignored = tk_log_new();

	return tk_publish_verify(place, ignored);
}

bool tk_stage_is_current(const struct tk_stage *stage, const char *fingerprint)
{
	g_autofree char *path = fingerprint_path(stage), *known = NULL;

	return g_file_get_contents(path, &known, NULL, NULL) && strcmp(known, fingerprint) == 0 &&
	       stands(stage);
}

/* Only what the program made itself is ever replaced: a folder with our manifest, and our link. */
static bool is_ours(const struct tk_stage *stage, struct tk_log *log)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autofree char *manifest = g_build_filename(place, TK_MANIFEST, NULL);
	g_autofree char *latest = g_build_filename(stage->out_dir, "latest", NULL);
	const char *foreign = NULL;

	if (g_file_test(place, G_FILE_TEST_EXISTS) &&
	    !g_file_test(manifest, G_FILE_TEST_IS_REGULAR))
		foreign = place;
	else if (g_file_test(latest, G_FILE_TEST_EXISTS) &&
		 !g_file_test(latest, G_FILE_TEST_IS_SYMLINK))
		foreign = latest;
	if (foreign)
		tk_log_add(log, TK_DIAG_OUTPUT_NOT_OURS, NULL, foreign, NULL);
	return !foreign;
}

bool tk_stage_begin(struct tk_stage *stage, struct tk_log *log)
{
	if (!is_ours(stage, log))
		return false;
	g_autofree char *name = g_strdup_printf(".%s.XXXXXX", stage->period);
	g_autofree char *dir = g_build_filename(stage->out_dir, name, NULL);

	tk_signals_hold(&stage->signals);
	stage->holds = true;
	if (!g_mkdtemp_full(dir, 0755)) {
		say(log, TK_DIAG_OUTPUT_UNWRITABLE, stage->out_dir);
		return false;
	}
	stage->dir = g_steal_pointer(&dir);
	return true;
}

const char *tk_stage_dir(const struct tk_stage *stage)
{
	return stage->dir;
}

bool tk_stage_make_dir(struct tk_stage *stage, const char *relative, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(stage->dir, relative, NULL);

	if (g_mkdir_with_parents(path, 0755) == 0)
		return true;
	say(log, TK_DIAG_OUTPUT_FAILED, path);
	return false;
}

/* Whether the last output was made of the same and still stands, whichever parts of it were made. */
static bool is_made_of_same(const struct tk_stage *stage, const char *fingerprint)
{
	g_autofree char *path = fingerprint_path(stage), *known = NULL;
	size_t line = strcspn(fingerprint, "\n") + 1;

	return g_file_get_contents(path, &known, NULL, NULL) &&
	       strncmp(known, fingerprint, line) == 0 && stands(stage);
}

/* A file of the last output in the new one too; file systems without links get a copy. */
static bool take_over(struct tk_stage *stage, const char *relative, struct tk_log *log)
{
	g_autofree char *old = g_build_filename(stage->out_dir, stage->period, relative, NULL);
	g_autofree char *new = g_build_filename(stage->dir, relative, NULL);
	g_autofree char *folder = g_path_get_dirname(relative);
	g_autoptr(GFile) from = g_file_new_for_path(old), to = g_file_new_for_path(new);

	if (!tk_stage_make_dir(stage, folder, log))
		return false;
	if (link(old, new) == 0 ||
	    g_file_copy(from, to, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, NULL))
		return true;
	say(log, TK_DIAG_OUTPUT_FAILED, new);
	return false;
}

static void tell_dropped(const struct tk_stage *stage, unsigned n, struct tk_log *log)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autofree char *count = g_strdup_printf("%u", n);

	if (n > 0)
		tk_log_add(log, TK_DIAG_PARTS_DROPPED, NULL, place, count, NULL);
}

/* The files of the last output that the new one has not: ours, or those of somebody else; owned. */
static GPtrArray *list_others(const struct tk_stage *stage, bool ours)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autoptr(GHashTable) published = tk_manifest_outputs(place);
	g_autoptr(GPtrArray) files = tk_list_tree(place);
	GPtrArray *others = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < files->len; i++) {
		g_autofree char *new = g_build_filename(stage->dir, files->pdata[i], NULL);
		bool is_ours = !published || g_hash_table_contains(published, files->pdata[i]);

		if (is_ours == ours && !g_file_test(new, G_FILE_TEST_EXISTS))
			g_ptr_array_add(others, g_strdup(files->pdata[i]));
	}
	return others;
}

bool tk_stage_keep(struct tk_stage *stage, const char *fingerprint, struct tk_log *log)
{
	g_autoptr(GPtrArray) files = list_others(stage, true);
	bool good = true;

	if (!is_made_of_same(stage, fingerprint)) {
		tell_dropped(stage, files->len, log);
		return true;
	}
	for (unsigned i = 0; good && i < files->len; i++)
		good = take_over(stage, files->pdata[i], log);
	return good;
}

/* What somebody has put into the output is not ours to remove. */
static bool keep_strangers(struct tk_stage *stage, struct tk_log *log)
{
	g_autoptr(GPtrArray) files = list_others(stage, false);
	bool good = true;

	for (unsigned i = 0; good && i < files->len; i++)
		good = take_over(stage, files->pdata[i], log);
	return good;
}

static void sync_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* Files sync themselves when they are written; folders are synced here, the deepest first. */
static void sync_folders(const char *dir)
{
	g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			sync_folders(path);
	}
	sync_path(dir);
}

/* The newest period that has been published, owned. */
static char *find_newest(const struct tk_stage *stage)
{
	g_autoptr(GDir) folder = g_dir_open(stage->out_dir, 0, NULL);
	char *newest = g_strdup(stage->period);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *manifest =
			g_build_filename(stage->out_dir, name, TK_MANIFEST, NULL);

		if (g_regex_match_simple("^\\d{4}-\\d{2}$", name, G_REGEX_DOLLAR_ENDONLY, 0) &&
		    strcmp(name, newest) > 0 && g_file_test(manifest, G_FILE_TEST_IS_REGULAR)) {
			g_free(newest);
			newest = g_strdup(name);
		}
	}
	return newest;
}

/* OUT/latest -> PERIOD, replaced in one step. Making an older period anew does not turn it back. */
static bool point_latest(const struct tk_stage *stage)
{
	g_autofree char *link = g_build_filename(stage->out_dir, "latest", NULL);
	g_autofree char *new = g_strdup_printf("%s/.%s.latest", stage->out_dir, stage->period);
	g_autofree char *newest = find_newest(stage), *now = g_file_read_link(link, NULL);

	if (now && strcmp(now, newest) == 0)
		return true;
	g_unlink(new);
	return symlink(newest, new) == 0 && rename(new, link) == 0;
}

/* Without an exchange the place is empty for a moment; a run that is killed then is mended by the next. */
static bool replace_slowly(const struct tk_stage *stage, const char *place)
{
	g_autofree char *old = g_strdup_printf("%s/.%s" PREVIOUS, stage->out_dir, stage->period);

	tk_remove_tree(old);
	if (rename(place, old) != 0)
		return false;
	if (rename(stage->dir, place) == 0) {
		tk_remove_tree(old);
		return true;
	}
	int error = errno;

	rename(old, place);
	errno = error;
	return false;
}

/* The stage takes its place. */
static bool take_place(struct tk_stage *stage, const char *place)
{
	bool exists = g_file_test(place, G_FILE_TEST_EXISTS);

	if (!exists && rename(stage->dir, place) != 0)
		return false;
	if (exists && renameat2(AT_FDCWD, stage->dir, AT_FDCWD, place, RENAME_EXCHANGE) == 0)
		/* The stage holds the previous output now. */
		tk_remove_tree(stage->dir);
	else if (exists && ((errno != EINVAL && errno != ENOSYS) || !replace_slowly(stage, place)))
		return false;
	g_clear_pointer(&stage->dir, g_free);
	return true;
}

bool tk_stage_commit(struct tk_stage *stage, const char *fingerprint, struct tk_log *log)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autofree char *known = fingerprint_path(stage);

	if (!keep_strangers(stage, log))
		return false;
	/* From here until the end nothing is known to be current. */
	g_unlink(known);
	sync_folders(stage->dir);
	if (!take_place(stage, place) || !point_latest(stage)) {
		say(log, TK_DIAG_OUTPUT_FAILED, place);
		return false;
	}
	if (fingerprint)
		g_file_set_contents(known, fingerprint, -1, NULL);
	sync_path(stage->out_dir);
	return true;
}

void tk_stage_close(struct tk_stage *stage)
{
	if (!stage)
		return;
	if (stage->dir)
		tk_remove_tree(stage->dir);
	if (stage->lock >= 0)
		close(stage->lock);
	if (stage->holds)
		tk_signals_release(&stage->signals);
	g_free(stage->dir);
	g_free(stage->out_dir);
	g_free(stage->period);
	g_free(stage);
}
