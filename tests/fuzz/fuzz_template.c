#include <glib/gstdio.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "tilannekuva/document.h"

/* Templates as anybody might write them, of the deck and of the summaries: they are used, or refused
 * with a reason. */

static const char *const names[] = {"deck.yaml", "region.yaml"};

static char *dir;

static void remove_dir(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *file = g_build_filename(dir, names[i], NULL);

		g_unlink(file);
	}
	g_rmdir(dir);
	g_free(dir);
}

static void check(bool good, const struct tk_log *log)
{
	if (!good && tk_log_count(log, TK_LEVEL_FATAL) == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tk_area areas[] = {{.id = (char *)"ict"}, {.id = (char *)"hallinto"}};
	g_autoptr(tk_log) deck = tk_log_new(), region = tk_log_new();

	if (!dir) {
		dir = g_dir_make_tmp("tilannekuva-fuzz-XXXXXX", NULL);
		atexit(remove_dir);
	}
	struct tk_dataset dataset = {.dir = dir, .areas = areas, .n_areas = G_N_ELEMENTS(areas)};
	struct tk_kit kit = {.template_dir = dir};

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *file = g_build_filename(dir, names[i], NULL);

		if (!g_file_set_contents(file, (const char *)data, (gssize)size, NULL))
			return 0;
	}
	check(tk_deck_check(&dataset, &kit, deck), deck);
	check(tk_region_check(&dataset, &kit, region), region);
	return 0;
}
