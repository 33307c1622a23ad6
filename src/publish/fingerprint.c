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

static void add_options(GChecksum *sum, const struct tk_publish_options *options)
{
	for (unsigned i = 0; i < options->n_langs; i++)
		add_text(sum, tk_lang_code(options->langs[i]));
	for (unsigned i = 0; i < TK_N_OUTPUTS; i++)
		add_text(sum, options->outputs[i] ? tk_output_name((enum tk_output)i) : "");
	add_text(sum, g_getenv("SOURCE_DATE_EPOCH") ? g_getenv("SOURCE_DATE_EPOCH") : "");
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
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	add_file(sum, TK_VERSION, "/proc/self/exe");
	add_tree(sum, kit->template_dir);
	add_tree(sum, kit->font_dir);
	add_options(sum, options);
	add_text(sum, picture->period->id);
	add_inputs(sum, picture);
	return g_strdup(g_checksum_get_string(sum));
}
