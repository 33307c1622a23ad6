#include "canvas-imp.h"

#include <math.h>

/*
 * Figures of one width; no contextual forms and no ligatures, which would turn "->" or "fi" into
 * glyphs that stand for something else when the text is read back.
 */
#define FEATURES "tnum=1,calt=0,liga=0,clig=0,dlig=0"

/* A line longer than this is cut: nothing that fits a page is. */
#define MOST_LINE_CHARS 20000

void tk_cache_style_of(const struct tk_text_style *style, struct tk_cache_style *key)
{
	double size = style->size_pt > 0 ? MIN(style->size_pt, 2000) : 1;

	*key = (struct tk_cache_style){
		.size = (int)lround(size * PANGO_SCALE),
		.weight = CLAMP(style->weight ? style->weight : 400, 100, 1000),
		.bold_weight = CLAMP(style->bold_weight ? style->bold_weight : 600, 100, 1000),
		.lang = (int)style->lang,
		.flags = (style->display ? TK_FLAG_DISPLAY : 0) |
			 (style->italic ? TK_FLAG_ITALIC : 0),
	};
}

/* ---- Cleaning ---- */

/* What becomes of a character before it is looked up in the font; 0: it is left out. */
static gunichar fold(gunichar c)
{
	if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
		return ' ';
	/* One hyphen: the glyph of U+2010 is kept for words broken at a soft hyphen. */
	if (c == 0x2010)
		return '-';
	if (c == TK_SOFT_HYPHEN)
		return c;
	/* Variation selectors only choose between glyphs that we do not have. */
	if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF))
		return 0;
	switch (g_unichar_type(c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_SURROGATE:
		return 0;
	default:
		return c;
	}
}

/* Private use characters have glyphs in some fonts, but no meaning. */
static bool is_drawable(const struct tk_face *face, gunichar c)
{
	hb_codepoint_t glyph;

	return g_unichar_type(c) != G_UNICODE_PRIVATE_USE && tk_face_glyph(face, c, &glyph);
}

struct cleaner {
	const struct tk_face *face;
	bool markup;
	GString *out;
	GArray *missing;
};

static void note_missing(struct cleaner *cleaner, gunichar c)
{
	if (!cleaner->missing)
		cleaner->missing = g_array_new(TRUE, FALSE, sizeof(gunichar));
	for (unsigned i = 0; i < cleaner->missing->len; i++)
		if (g_array_index(cleaner->missing, gunichar, i) == c)
			return;
	g_array_append_val(cleaner->missing, c);
}

static void clean_char(struct cleaner *cleaner, gunichar c)
{
	GString *out = cleaner->out;

	c = fold(c);
	if (c == 0 || (c == TK_SOFT_HYPHEN && !cleaner->markup))
		return;
	if (c == ' ' && cleaner->markup && (out->len == 0 || out->str[out->len - 1] == ' '))
		return;
	if (c != TK_SOFT_HYPHEN && c != TK_REPLACEMENT && !is_drawable(cleaner->face, c)) {
		if (g_unichar_type(c) != G_UNICODE_SPACE_SEPARATOR)
			note_missing(cleaner, c);
		c = g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR ? ' ' : TK_REPLACEMENT;
	}
	g_string_append_unichar(out, c);
}

char *tk_text_clean(struct tk_fonts *fonts, const struct tk_text_style *style, const char *text,
		    bool markup, gunichar **missing)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	/* Composed letters: a font has glyphs for them, and readers search for them. */
	g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
	struct cleaner cleaner = {
		.face = tk_fonts_style_face(fonts, style),
		.markup = markup,
		.out = g_string_new(NULL),
	};

	for (const char *p = composed; *p; p = g_utf8_next_char(p)) {
		if (markup && *p == TK_MARK_BOLD)
			g_string_append_c(cleaner.out, TK_MARK_BOLD);
		else
			clean_char(&cleaner, g_utf8_get_char(p));
	}
	while (markup && cleaner.out->len && cleaner.out->str[cleaner.out->len - 1] == ' ')
		g_string_truncate(cleaner.out, cleaner.out->len - 1);
	*missing =
		cleaner.missing ? (gunichar *)(void *)g_array_free(cleaner.missing, FALSE) : NULL;
	return g_string_free(cleaner.out, FALSE);
}

char *tk_text_tidy(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
	GString *out = g_string_new(NULL);

	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == TK_SOFT_HYPHEN)
			continue;
		if (g_unichar_iscntrl(c) || c == ' ' || c == 0xFFFE || c == 0xFFFF) {
			if (out->len && out->str[out->len - 1] != ' ')
				g_string_append_c(out, ' ');
		} else {
			g_string_append_unichar(out, c);
		}
	}
	if (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}

/* ---- Shaping ---- */

/* A line on its way to Pango: what is drawn, and beside it what is meant. */
struct draft {
	GString *drawn;
	/** gunichar */
	GArray *meaning;
	PangoAttrList *attributes;
};

static void add_bold(PangoAttrList *list, size_t from, size_t to, int weight)
{
	PangoAttribute *attribute = pango_attr_weight_new((PangoWeight)weight);

	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

static void draft_char(struct draft *draft, gunichar c, const struct tk_face *face)
{
	gunichar drawn = c == TK_REPLACEMENT ? face->box : c;
	hb_codepoint_t glyph;

	if (c == TK_MARK_HYPHEN) {
		c = TK_SOFT_HYPHEN;
		drawn = tk_face_glyph(face, 0x2010, &glyph) ? 0x2010 : '-';
	}
	g_string_append_unichar(draft->drawn, drawn);
	g_array_append_val(draft->meaning, c);
}

static void draft_line(struct draft *draft, struct tk_fonts *fonts, const char *cleaned,
		       const struct tk_text_style *style, const struct tk_cache_style *key)
{
	const struct tk_face *face = tk_fonts_style_face(fonts, style);
	bool bold = false;
	size_t bold_from = 0;

	draft->drawn = g_string_new(NULL);
	draft->meaning = g_array_new(FALSE, FALSE, sizeof(gunichar));
	draft->attributes = pango_attr_list_new();
	pango_attr_list_insert(draft->attributes, pango_attr_font_features_new(FEATURES));
	pango_attr_list_insert(
		draft->attributes,
		pango_attr_language_new(pango_language_from_string(tk_lang_code(style->lang))));
	for (const char *p = cleaned; *p && draft->meaning->len < MOST_LINE_CHARS;
	     p = g_utf8_next_char(p)) {
		if (*p != TK_MARK_BOLD) {
			draft_char(draft, g_utf8_get_char(p), face);
			continue;
		}
		if (bold)
			add_bold(draft->attributes, bold_from, draft->drawn->len, key->bold_weight);
		bold = !bold;
		bold_from = draft->drawn->len;
	}
	if (bold)
		add_bold(draft->attributes, bold_from, draft->drawn->len, key->bold_weight);
}

static void draft_clear(struct draft *draft)
{
	g_string_free(draft->drawn, TRUE);
	g_array_unref(draft->meaning);
	pango_attr_list_unref(draft->attributes);
}

/* ---- From Pango's runs to ours ---- */

struct flattener {
	struct tk_fonts *fonts;
	struct tk_line *line;
	/** struct tk_run, struct tk_glyph */
	GArray *runs, *glyphs;
	/** Pango units */
	int x;
};

/* A glyph that Pango could not find must not become .notdef: the box stands for it too. */
static hb_codepoint_t known_glyph(const struct tk_face *face, PangoGlyph glyph)
{
	hb_codepoint_t box = 0;

	if (glyph != 0 && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG))
		return glyph;
	tk_face_glyph(face, face->box, &box);
	return box;
}

static void flatten_cluster(struct flattener *to, const struct tk_run *run,
			    const PangoGlyphString *glyphs, const PangoGlyphItemIter *cluster)
{
	unsigned first = to->glyphs->len;

	for (int i = cluster->start_glyph; i < cluster->end_glyph; i++) {
		const PangoGlyphInfo *info = &glyphs->glyphs[i];
		struct tk_glyph glyph = {
			.x_pt = (to->x + info->geometry.x_offset) / (double)PANGO_SCALE,
			.y_pt = info->geometry.y_offset / (double)PANGO_SCALE,
		};

		to->x += info->geometry.width;
		if (info->glyph == PANGO_GLYPH_EMPTY)
			continue;
		glyph.id = known_glyph(run->face, info->glyph);
		if (glyph.id)
			g_array_append_val(to->glyphs, glyph);
	}
	if (to->glyphs->len > first) {
		struct tk_glyph *leader = &g_array_index(to->glyphs, struct tk_glyph, first);

		leader->n_glyphs = to->glyphs->len - first;
		leader->first = (unsigned)cluster->start_char;
		leader->n_chars = (unsigned)(cluster->end_char - cluster->start_char);
	}
}

static void flatten_run(struct flattener *to, PangoGlyphItem *item, const char *text)
{
	PangoFont *font = item->item->analysis.font;
	PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
	struct tk_run run = {
		.face = tk_fonts_face(to->fonts, font),
		.font = g_object_ref(font),
		.size_pt = pango_font_description_get_size(description) / (double)PANGO_SCALE,
		.first = to->glyphs->len,
	};
	/* Iterators count characters from the item's start. */
	int before = (int)g_utf8_pointer_to_offset(text, text + item->item->offset);
	PangoGlyphItemIter cluster;

	pango_font_description_free(description);
	for (gboolean more = pango_glyph_item_iter_init_start(&cluster, item, text); more;
	     more = pango_glyph_item_iter_next_cluster(&cluster)) {
		PangoGlyphItemIter shifted = cluster;

		shifted.start_char += before;
		shifted.end_char += before;
		flatten_cluster(to, &run, item->glyphs, &shifted);
	}
	run.last = to->glyphs->len;
	g_array_append_val(to->runs, run);
}

/* Where the blanks at the end begin. */
static double trimmed_width(const struct tk_line *line)
{
	double width = line->advance_pt;

	for (unsigned i = line->n_glyphs; i-- > 0;) {
		const struct tk_glyph *glyph = &line->glyphs[i];

		if (glyph->n_chars != 1 || line->meaning[glyph->first] != ' ')
			break;
		width = glyph->x_pt;
	}
	return width;
}

struct tk_line *tk_line_new(struct tk_fonts *fonts, const char *cleaned,
			    const struct tk_text_style *style)
{
	struct tk_line *line = g_new0(struct tk_line, 1);
	struct flattener to = {.fonts = fonts, .line = line};
	PangoFontDescription *description = tk_fonts_describe(fonts, style);
	struct tk_cache_style key;
	struct draft draft;

	tk_cache_style_of(style, &key);
	draft_line(&draft, fonts, cleaned, style, &key);
	pango_layout_set_font_description(fonts->layout, description);
	pango_layout_set_attributes(fonts->layout, draft.attributes);
	pango_layout_set_text(fonts->layout, draft.drawn->str, (int)draft.drawn->len);
	to.runs = g_array_new(FALSE, FALSE, sizeof(struct tk_run));
	to.glyphs = g_array_sized_new(FALSE, FALSE, sizeof(struct tk_glyph), draft.meaning->len);
	for (GSList *run = pango_layout_get_line_readonly(fonts->layout, 0)->runs; run;
	     run = run->next)
		flatten_run(&to, run->data, draft.drawn->str);
	line->n_chars = draft.meaning->len;
	line->meaning = g_memdup2(draft.meaning->data, draft.meaning->len * sizeof(gunichar));
	line->n_runs = to.runs->len;
	line->runs = (struct tk_run *)(void *)g_array_free(to.runs, FALSE);
	line->n_glyphs = to.glyphs->len;
	line->glyphs = (struct tk_glyph *)(void *)g_array_free(to.glyphs, FALSE);
	line->advance_pt = to.x / (double)PANGO_SCALE;
	line->width_pt = line->advance_pt;
	pango_font_description_free(description);
	draft_clear(&draft);
	return line;
}

void tk_line_free(struct tk_line *line)
{
	if (!line)
		return;
	for (unsigned i = 0; i < line->n_runs; i++)
		g_object_unref(line->runs[i].font);
	g_free(line->runs);
	g_free(line->glyphs);
	g_free(line->meaning);
	g_free(line->missing);
	g_free(line);
}

static size_t line_bytes(const struct tk_line *line)
{
	return sizeof(*line) + line->n_runs * sizeof(struct tk_run) +
	       line->n_glyphs * sizeof(struct tk_glyph) + line->n_chars * sizeof(gunichar);
}

const struct tk_line *tk_line_shape(struct tk_fonts *fonts, const char *text,
				    const struct tk_text_style *style)
{
	struct tk_cache_style key;
	struct tk_line *line;
	gunichar *missing;

	tk_cache_style_of(style, &key);
	line = tk_cache_find(fonts->lines, &key, text);
	if (line)
		return line;
	g_autofree char *cleaned = tk_text_clean(fonts, style, text, false, &missing);

	line = tk_line_new(fonts, cleaned, style);
	line->missing = missing;
	tk_cache_add(fonts->lines, &key, text, line, line_bytes(line));
	return line;
}

const struct tk_line *tk_line_shape_cleaned(struct tk_fonts *fonts, const char *text,
					    const struct tk_text_style *style)
{
	struct tk_cache_style key;
	struct tk_line *line;

	tk_cache_style_of(style, &key);
	key.flags |= TK_FLAG_CLEANED;
	line = tk_cache_find(fonts->lines, &key, text);
	if (line)
		return line;
	line = tk_line_new(fonts, text, style);
	line->width_pt = trimmed_width(line);
	tk_cache_add(fonts->lines, &key, text, line, line_bytes(line));
	return line;
}

double tk_text_width(struct tk_fonts *fonts, const char *text, const struct tk_text_style *style)
{
	return tk_line_shape(fonts, text, style)->width_pt;
}
