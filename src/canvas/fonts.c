#include "canvas-imp.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <libdeflate.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>

/* What the caches may hold: some thousands of lines. */
#define MOST_LINE_BYTES (8 * 1024 * 1024)
#define MOST_PARAGRAPH_BYTES (2 * 1024 * 1024)
/* A folder of fonts has tens of files; more are not looked at. */
#define MOST_FILES 200

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files in the order of their names: how a folder lists them is the file system's whim. */
static GPtrArray *list_files(const char *dir)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
	const char *name;

	while (folder && files->len < MOST_FILES && (name = g_dir_read_name(folder)))
		if (g_str_has_suffix(name, ".otf") || g_str_has_suffix(name, ".ttf"))
			g_ptr_array_add(files, g_build_filename(dir, name, NULL));
	g_ptr_array_sort(files, by_name);
	return files;
}

static bool has_family(FcConfig *config, const char *family)
{
	const FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);

	for (int i = 0; set && i < set->nfont; i++) {
		FcChar8 *name;

		for (int n = 0;
		     FcPatternGetString(set->fonts[i], FC_FAMILY, n, &name) == FcResultMatch; n++)
			if (g_ascii_strcasecmp((const char *)name, family) == 0)
				return true;
	}
	return false;
}

/* A configuration with these files and nothing else: no environment, no folders of the machine. */
static FcConfig *load_files(const char *dir, const struct tk_theme *theme, struct tk_log *log)
{
	g_autoptr(GPtrArray) files = list_files(dir);
	const char *families[] = {theme->text_family, theme->display_family};
	FcConfig *config = FcConfigCreate();

	for (unsigned i = 0; config && i < files->len; i++)
		FcConfigAppFontAddFile(config, files->pdata[i]);
	for (unsigned i = 0; config && i < G_N_ELEMENTS(families); i++) {
		if (has_family(config, families[i]))
			continue;
		g_autofree char *what = g_strdup_printf("%s: %s", dir, families[i]);

		tk_log_add(log, TK_DIAG_KIT_MISSING, NULL, what, NULL);
		FcConfigDestroy(config);
		config = NULL;
	}
	return config;
}

/* One unit is a point, and nothing is fitted to pixels. */
static PangoContext *new_context(PangoFontMap *map)
{
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string("fi"));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	return context;
}

static void free_face(void *data)
{
	struct tk_face *face = data;

	hb_font_destroy(face->font);
	hb_face_destroy(face->outlines);
	hb_face_destroy(face->hb);
	g_free(face->widths);
	g_free(face);
}

static void free_line(void *line)
{
	tk_line_free(line);
}

static void free_paragraph(void *paragraph)
{
	tk_paragraph_free(paragraph);
}

struct tk_fonts *tk_fonts_open(const char *dir, const struct tk_theme *theme, struct tk_log *log)
{
	FcConfig *config = load_files(dir, theme, log);
	struct tk_fonts *fonts;

	if (!config)
		return NULL;
	/* Else Pango starts a thread that reads the machine's own configuration, for nothing. */
	FcConfigSetCurrent(config);
	fonts = g_new0(struct tk_fonts, 1);
	fonts->theme = theme;
	fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
	fonts->config = config;
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
	fonts->context = new_context(fonts->map);
	fonts->layout = pango_layout_new(fonts->context);
	pango_layout_set_auto_dir(fonts->layout, FALSE);
	pango_layout_set_single_paragraph_mode(fonts->layout, TRUE);
	fonts->faces = g_ptr_array_new_with_free_func(free_face);
	fonts->face_of_style = g_hash_table_new(NULL, NULL);
	fonts->lines = tk_cache_new(MOST_LINE_BYTES, free_line);
	fonts->paragraphs = tk_cache_new(MOST_PARAGRAPH_BYTES, free_paragraph);
	return fonts;
}

/* Another set of fonts may have become the current one since. None at all would make fontconfig
 * read the machine's; so an empty one stays. */
static void forget_config(FcConfig *config)
{
	if (FcConfigGetCurrent() == config) {
		FcConfig *empty = FcConfigCreate();

		FcConfigSetCurrent(empty);
		FcConfigDestroy(empty);
	}
	FcConfigDestroy(config);
}

void tk_fonts_free(struct tk_fonts *fonts)
{
	if (!fonts)
		return;
	tk_cache_free(fonts->lines);
	tk_cache_free(fonts->paragraphs);
	g_hash_table_destroy(fonts->face_of_style);
	g_ptr_array_unref(fonts->faces);
	g_object_unref(fonts->layout);
	g_object_unref(fonts->context);
	/* Pango 1.50 gives its reference back only when another configuration comes. */
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
	g_object_unref(fonts->map);
	forget_config(fonts->config);
	g_clear_pointer(&fonts->profile, g_bytes_unref);
	libdeflate_free_compressor(fonts->compressor);
	tk_hyphens_close(fonts);
	g_free(fonts);
}

bool tk_face_glyph(const struct tk_face *face, gunichar c, hb_codepoint_t *glyph)
{
	return hb_font_get_nominal_glyph(face->font, c, glyph) && *glyph != 0;
}

/* A crossed box is what a reader takes for "something is missing here"; '?' is in every font. */
static gunichar find_box(const struct tk_face *face)
{
	static const gunichar boxes[] = {0x2327, 0x25A1, TK_REPLACEMENT};
	hb_codepoint_t glyph;

	for (unsigned i = 0; i < G_N_ELEMENTS(boxes); i++)
		if (tk_face_glyph(face, boxes[i], &glyph))
			return boxes[i];
	return '?';
}

static int *measure_glyphs(hb_font_t *font, unsigned upem, unsigned n)
{
	int *widths = g_new(int, n);

	for (unsigned glyph = 0; glyph < n; glyph++)
		widths[glyph] =
			(int)lround(hb_font_get_glyph_h_advance(font, glyph) * 10000.0 / upem);
	return widths;
}

static hb_face_t *new_outlines(hb_face_t *hb)
{
	static const hb_tag_t tags[] = {
		HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
		HB_TAG('m', 'a', 'x', 'p'), HB_TAG('p', 'o', 's', 't'), HB_TAG('C', 'F', 'F', ' '),
		HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
	};
	hb_face_t *outlines = hb_face_builder_create();

	for (unsigned i = 0; i < G_N_ELEMENTS(tags); i++) {
		hb_blob_t *table = hb_face_reference_table(hb, tags[i]);

		if (hb_blob_get_length(table) > 0)
			hb_face_builder_add_table(outlines, tags[i], table);
		hb_blob_destroy(table);
	}
	return outlines;
}

static struct tk_face *new_face(hb_face_t *hb)
{
	struct tk_face *face = g_new0(struct tk_face, 1);
	hb_blob_t *cff = hb_face_reference_table(hb, HB_TAG('C', 'F', 'F', ' '));

	face->hb = hb_face_reference(hb);
	face->outlines = new_outlines(hb);
	face->font = hb_font_create(hb);
	face->upem = hb_face_get_upem(hb);
	face->cff = hb_blob_get_length(cff) > 0;
	face->box = find_box(face);
	face->widths = measure_glyphs(face->font, face->upem, hb_face_get_glyph_count(hb));
	hb_blob_destroy(cff);
	return face;
}

struct tk_face *tk_fonts_face(struct tk_fonts *fonts, PangoFont *font)
{
	/* Pango has one face for a file, whatever the size. */
	hb_face_t *hb = hb_font_get_face(pango_font_get_hb_font(font));

	for (unsigned i = 0; i < fonts->faces->len; i++) {
		struct tk_face *face = fonts->faces->pdata[i];

		if (face->hb == hb)
			return face;
	}
	g_ptr_array_add(fonts->faces, new_face(hb));
	return fonts->faces->pdata[fonts->faces->len - 1];
}

PangoFontDescription *tk_fonts_describe(struct tk_fonts *fonts, const struct tk_text_style *style)
{
	PangoFontDescription *description = pango_font_description_new();
	struct tk_cache_style key;

	tk_cache_style_of(style, &key);
	pango_font_description_set_family_static(description, style->display
								      ? fonts->theme->display_family
								      : fonts->theme->text_family);
	pango_font_description_set_weight(description, (PangoWeight)key.weight);
	pango_font_description_set_style(description,
					 style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_font_description_set_absolute_size(description, key.size);
	return description;
}

struct tk_face *tk_fonts_style_face(struct tk_fonts *fonts, const struct tk_text_style *style)
{
	struct tk_cache_style key;
	PangoFontDescription *description;
	g_autoptr(PangoFont) font = NULL;
	struct tk_face *face;
	void *packed;

	tk_cache_style_of(style, &key);
	packed = GINT_TO_POINTER(key.weight << 2 | style->display << 1 | style->italic);
	face = g_hash_table_lookup(fonts->face_of_style, packed);
	if (face)
		return face;
	description = tk_fonts_describe(fonts, style);
	font = pango_context_load_font(fonts->context, description);
	pango_font_description_free(description);
	/* The families were found when the fonts were opened, so there is always one that is near.
	 */
	g_assert(font);
	face = tk_fonts_face(fonts, font);
	g_hash_table_insert(fonts->face_of_style, packed, face);
	return face;
}
