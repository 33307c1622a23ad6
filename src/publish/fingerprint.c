#include "publish-imp.h"

static void add_text(GChecksum *sum, const char *text)
{
	/* With its end, so that two texts cannot run together into the same bytes. */
	g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static void add_file(GChecksum *sum, const char *name, const char *path)
{
	goffset n_bytes;
	g_autofree char *digest = tk_file_sha256(path, &n_bytes);

	add_text(sum, name);
	add_text(sum, digest ? digest : "");
}

static void add_tree(GChecksum *sum, const char *dir)
{
	g_autoptr(GPtrArray) files = tk_list_tree(dir);

	for (unsigned i = 0; i < files->len; i++) {
		g_autofree char *path = g_build_filename(dir, files->pdata[i], NULL);

		add_file(sum, files->pdata[i], path);
	}
}

static void add_parts(GChecksum *sum, const struct tk_picture *picture,
		      const struct tk_publish_options *options)
{
	for (unsigned i = 0; i < TK_N_OUTPUTS; i++)
		add_text(sum, options->outputs[i] ? tk_output_name((enum tk_output)i) : "");
	for (unsigned r = 0; options->regions && r < picture->dataset->n_regions; r++)
		add_text(sum, options->regions[r] ? picture->dataset->regions[r].id : "");
	for (unsigned i = 0; options->pages && options->pages[i]; i++)
		add_text(sum, options->pages[i]);
	add_text(sum, options->attach_data ? "attached" : "");
}

static void add_inputs(GChecksum *sum, const struct tk_picture *picture)
{
	for (const char *const *name = tk_data_files(); *name; name++) {
		g_autofree char *path = g_build_filename(picture->dataset->dir, *name, NULL);

		add_file(sum, *name, path);
	}
	for (unsigned h = 0; h < picture->n_history; h++) {
		const struct tk_round *round = picture->history[h]->round;

		for (unsigned i = 0; i < round->n_files; i++)
			add_file(sum, round->files[i].name, round->files[i].path);
	}
}

char *tk_fingerprint(const struct tk_picture *picture, const struct tk_kit *kit,
		     const struct tk_publish_options *options)
{
	g_autoptr(GChecksum) made_of = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GChecksum) parts = g_checksum_new(G_CHECKSUM_SHA256);

	add_file(made_of, TK_VERSION, "/proc/self/exe");
	add_tree(made_of, kit->template_dir);
	add_tree(made_of, kit->font_dir);
	for (unsigned i = 0; i < options->n_langs; i++)
		add_text(made_of, tk_lang_code(options->langs[i]));
	add_text(made_of, g_getenv("SOURCE_DATE_EPOCH") ? g_getenv("SOURCE_DATE_EPOCH") : "");
	add_text(made_of, picture->period->id);
	add_inputs(made_of, picture);
	add_parts(parts, picture, options);
	return g_strdup_printf("%s\n%s\n", g_checksum_get_string(made_of),
			       g_checksum_get_string(parts));
}
