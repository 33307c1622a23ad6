#include "tilannekuva/kit.h"

#include <unistd.h>

/* The folder of the running program, or NULL. */
static char *program_dir(void)
{
	g_autofree char *path = g_file_read_link("/proc/self/exe", NULL);

	return path ? g_path_get_dirname(path) : NULL;
}

static bool is_kit(const char *dir)
{
	g_autofree char *theme = g_build_filename(dir, "templates", "theme.yaml", NULL);

	return g_file_test(theme, G_FILE_TEST_IS_REGULAR);
}

/* The first folder that has the kit: see tk_kit_open(). */
static char *find_kit(void)
{
	static const char *const beside[] = {"../share/tilannekuva", "../..", "../../.."};
	const char *chosen = g_getenv("TILANNEKUVA_SHARE");
	g_autofree char *program = program_dir();

	if (chosen && *chosen)
		return g_strdup(chosen);
	for (unsigned i = 0; program && i < G_N_ELEMENTS(beside); i++) {
		g_autofree char *dir = g_build_filename(program, beside[i], NULL);

		if (is_kit(dir))
			return g_steal_pointer(&dir);
	}
	return g_strdup(TK_SHARE);
}

struct tk_kit *tk_kit_open(struct tk_log *log)
{
	g_autoptr(tk_kit) kit = g_new0(struct tk_kit, 1);
	g_autofree char *dir = find_kit();

	kit->template_dir = g_build_filename(dir, "templates", NULL);
	kit->font_dir = g_build_filename(dir, "fonts", NULL);
	g_autofree char *texts = g_build_filename(kit->template_dir, "texts", NULL);
	g_autofree char *words = g_build_filename(kit->template_dir, "vocabulary.csv", NULL);
	g_autofree char *theme = g_build_filename(kit->template_dir, "theme.yaml", NULL);

	kit->texts = tk_texts_open(texts, log);
	kit->vocabulary = kit->texts ? tk_vocabulary_open(words, log) : NULL;
	kit->theme = kit->vocabulary ? tk_theme_open(theme, log) : NULL;
	return kit->theme ? g_steal_pointer(&kit) : NULL;
}

void tk_kit_free(struct tk_kit *kit)
{
	if (!kit)
		return;
	g_free(kit->template_dir);
	g_free(kit->font_dir);
	tk_texts_free(kit->texts);
	tk_vocabulary_free(kit->vocabulary);
	tk_theme_free(kit->theme);
	g_free(kit);
}
