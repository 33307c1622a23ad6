#include "publish-imp.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct tk_stage {
	char *out_dir, *period;
	/** OUT/.PERIOD.XXXXXX */
	char *dir;
	int lock;
};

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
	tk_log_add(log, TK_DIAG_OUTPUT_LOCKED, NULL, stage->out_dir, NULL);
	return false;
}

/* What a killed run left behind; the lock is ours, so nobody is using it. */
static void remove_leftovers(const struct tk_stage *stage)
{
	g_autoptr(GDir) folder = g_dir_open(stage->out_dir, 0, NULL);
	g_autofree char *prefix = g_strdup_printf(".%s.", stage->period);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(stage->out_dir, name, NULL);

		if (g_str_has_prefix(name, prefix))
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

/* Whether the last output still is what was committed. */
static bool stands(const struct tk_stage *stage)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autoptr(tk_log) ignored = tk_log_new();

	return tk_publish_verify(place, ignored) && tk_log_n_messages(ignored) == 0;
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

bool tk_stage_keep(struct tk_stage *stage, const char *fingerprint, struct tk_log *log)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autoptr(GPtrArray) files = tk_list_tree(place);
	bool same = is_made_of_same(stage, fingerprint), good = true;
	unsigned n_dropped = 0;

	for (unsigned i = 0; good && i < files->len; i++) {
		g_autofree char *old = g_build_filename(place, files->pdata[i], NULL);
		g_autofree char *new = g_build_filename(stage->dir, files->pdata[i], NULL);
		g_autofree char *folder = g_path_get_dirname(files->pdata[i]);

		if (g_file_test(new, G_FILE_TEST_EXISTS))
			continue;
		n_dropped += !same;
		if (same && tk_stage_make_dir(stage, folder, log) && link(old, new) != 0) {
			say(log, TK_DIAG_OUTPUT_FAILED, new);
			good = false;
		}
	}
	if (n_dropped > 0) {
		g_autofree char *count = g_strdup_printf("%u", n_dropped);

		tk_log_add(log, TK_DIAG_PARTS_DROPPED, NULL, place, count, NULL);
	}
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

/* OUT/latest -> PERIOD, replaced in one step. */
static bool point_latest(const struct tk_stage *stage)
{
	g_autofree char *link = g_build_filename(stage->out_dir, "latest", NULL);
	g_autofree char *new = g_strdup_printf("%s/.%s.latest", stage->out_dir, stage->period);

	g_unlink(new);
	return symlink(stage->period, new) == 0 && rename(new, link) == 0;
}

bool tk_stage_commit(struct tk_stage *stage, const char *fingerprint, struct tk_log *log)
{
	g_autofree char *place = g_build_filename(stage->out_dir, stage->period, NULL);
	g_autofree char *known = fingerprint_path(stage);
	unsigned how = g_file_test(place, G_FILE_TEST_EXISTS) ? RENAME_EXCHANGE : 0;

	/* From here until the end nothing is known to be current. */
	g_unlink(known);
	sync_folders(stage->dir);
	if (renameat2(AT_FDCWD, stage->dir, AT_FDCWD, place, how) != 0) {
		say(log, TK_DIAG_OUTPUT_FAILED, place);
		return false;
	}
	/* After an exchange the stage holds the previous output. */
	if (how == RENAME_EXCHANGE)
		tk_remove_tree(stage->dir);
	g_clear_pointer(&stage->dir, g_free);
	if (!point_latest(stage)) {
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
	g_free(stage->dir);
	g_free(stage->out_dir);
	g_free(stage->period);
	g_free(stage);
}
