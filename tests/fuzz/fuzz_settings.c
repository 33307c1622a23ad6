#include <glib/gstdio.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "ingest/settings.h"

/* Settings as anybody might write them: they are used, or refused with a reason. */

static char *dir;

static void remove_dir(void)
{
	g_autofree char *file = g_build_filename(dir, "tilannekuva.yaml", NULL);

	g_unlink(file);
	g_rmdir(dir);
	g_free(dir);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!dir) {
		dir = g_dir_make_tmp("tilannekuva-fuzz-XXXXXX", NULL);
		atexit(remove_dir);
	}
	g_autofree char *file = g_build_filename(dir, "tilannekuva.yaml", NULL);
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_dataset) dataset = g_new0(struct tk_dataset, 1);

	if (!g_file_set_contents(file, (const char *)data, (gssize)size, NULL))
		return 0;
	dataset->dir = g_strdup(dir);
	if (!tk_settings_read(dataset, log) && tk_log_count(log, TK_LEVEL_FATAL) == 0)
		abort();
	return 0;
}
