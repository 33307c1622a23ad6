#include "workbook-imp.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void say_failed(const char *path, const char *reason, struct tk_log *log)
{
	if (reason)
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, path, reason, NULL);
}

bool tk_durable_open(struct tk_durable *file, const char *path, struct tk_log *log)
{
	file->path = g_strdup(path);
	file->temp = g_strconcat(path, ".XXXXXX", NULL);
	file->fd = g_mkstemp_full(file->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (file->fd >= 0)
		return true;
	say_failed(path, g_strerror(errno), log);
	g_clear_pointer(&file->path, g_free);
	g_clear_pointer(&file->temp, g_free);
	return false;
}

static void forget(struct tk_durable *file)
{
	g_clear_pointer(&file->path, g_free);
	g_clear_pointer(&file->temp, g_free);
	file->fd = -1;
}

/* The new name lasts only when the folder is synced too; where a folder cannot be, nothing is lost
 * but the promise. */
static void sync_folder(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

bool tk_durable_reopen(struct tk_durable *file)
{
	close(file->fd);
	file->fd = open(file->temp, O_RDWR | O_CLOEXEC);
	return file->fd >= 0;
}

bool tk_durable_commit(struct tk_durable *file, struct tk_log *log)
{
	bool good = fsync(file->fd) == 0;
	int error = errno;

	if (close(file->fd) != 0 && good) {
		good = false;
		error = errno;
	}
	if (good && g_rename(file->temp, file->path) != 0) {
		good = false;
		error = errno;
	}
	if (good) {
		sync_folder(file->path);
	} else {
		say_failed(file->path, g_strerror(error), log);
		g_unlink(file->temp);
	}
	forget(file);
	return good;
}

void tk_durable_abandon(struct tk_durable *file, const char *reason, struct tk_log *log)
{
	if (!file->path)
		return;
	say_failed(file->path, reason, log);
	close(file->fd);
	g_unlink(file->temp);
	forget(file);
}
