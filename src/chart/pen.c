#include "tilannekuva/chart.h"

/* The look's type table: size, weight, display family, colour, leading. */
static const struct {
	double size_pt;
	int weight;
	bool display;
	enum tk_ink ink;
	double leading_pt;
} roles[TK_N_ROLES] = {
	[TK_ROLE_COVER_TITLE] = {46, 600, true, TK_INK, 52},
	[TK_ROLE_COVER_PERIOD] = {46, 300, true, TK_INK2, 52},
	[TK_ROLE_PROGRAMME] = {13, 600, false, TK_DEEP, 18},
	[TK_ROLE_LEAD] = {15, 400, false, TK_INK2, 22},
	[TK_ROLE_ISSUER] = {12, 600, false, TK_INK, 16},
	[TK_ROLE_DATES] = {11, 400, false, TK_INK2, 16},
	[TK_ROLE_KICKER] = {10, 600, false, TK_DEEP, 14},
	[TK_ROLE_DATA_TITLE] = {20, 600, true, TK_INK, 27},
	[TK_ROLE_TEXT_TITLE] = {22, 600, true, TK_INK, 27},
	[TK_ROLE_SUBTITLE] = {11.5, 400, false, TK_INK2, 16},
	[TK_ROLE_SECTION] = {11.5, 600, false, TK_INK, 16},
	[TK_ROLE_FIGURE] = {38, 600, true, TK_INK, 40},
	[TK_ROLE_FIGURE_OF] = {10, 400, false, TK_INK2, 12},
	[TK_ROLE_FIGURE_CHANGE] = {10.5, 400, false, TK_INK2, 13},
	[TK_ROLE_LIST_NUMBER] = {15, 600, true, TK_DEEP, 20.5},
	[TK_ROLE_BODY] = {14, 400, false, TK_INK, 20.5},
	[TK_ROLE_REMARK] = {11, 400, false, TK_INK, 15.5},
	[TK_ROLE_NOTE] = {9.5, 400, false, TK_INK2, 13.5},
	[TK_ROLE_COLUMN] = {10, 600, false, TK_INK, TK_COLUMN_LEADING},
	[TK_ROLE_SUBCOLUMN] = {9, 400, false, TK_INK2, 11},
	[TK_ROLE_SUBCOLUMN_STRONG] = {9, 600, false, TK_INK, 11},
	[TK_ROLE_ORDER] = {9, 400, false, TK_INK3, 11},
	[TK_ROLE_NAME] = {10.5, 400, false, TK_INK, 12},
	[TK_ROLE_NAME_TOTAL] = {10.5, 700, false, TK_INK, 12},
	[TK_ROLE_NUMBER] = {10.5, 600, false, TK_INK, 12},
	[TK_ROLE_HEAT] = {10, 500, false, TK_INK, 12},
	[TK_ROLE_ROW] = {11.5, 400, false, TK_INK, 14},
	[TK_ROLE_ROW_NUMBER] = {11.5, 600, false, TK_INK, 14},
	[TK_ROLE_REASON] = {10, 400, false, TK_INK2, 12},
	[TK_ROLE_AXIS] = {9, 400, false, TK_INK3, 11},
	[TK_ROLE_REFERENCE] = {9.5, 600, false, TK_INK, 12},
	[TK_ROLE_LEGEND] = {9.5, 400, false, TK_INK2, 12},
	[TK_ROLE_LEGEND_SMALL] = {8.5, 400, false, TK_INK2, 12},
	[TK_ROLE_TILE_CODE] = {7.2, 500, false, TK_INK, 9},
	[TK_ROLE_TILE_VALUE] = {10, 600, false, TK_INK, 12},
	[TK_ROLE_TILE_COVER] = {9, 500, false, TK_INK, 11},
	[TK_ROLE_LIST_HEAD] = {13, 600, false, TK_INK, 18},
	[TK_ROLE_ITEM] = {13, 400, false, TK_INK, 16},
	[TK_ROLE_ITEM_NOTE] = {11, 400, false, TK_INK2, 14},
	[TK_ROLE_SOURCE] = {8.5, 400, false, TK_INK3, 11},
	[TK_ROLE_PAGE] = {9, 600, false, TK_INK2, 11},
};

/* What is set in narrow columns, where long Finnish words need hyphens. */
static const bool narrow[TK_N_ROLES] = {
	[TK_ROLE_REMARK] = true,    [TK_ROLE_NOTE] = true,
	[TK_ROLE_COLUMN] = true,    [TK_ROLE_SUBCOLUMN] = true,
	[TK_ROLE_NAME] = true,      [TK_ROLE_NAME_TOTAL] = true,
	[TK_ROLE_ROW] = true,       [TK_ROLE_REASON] = true,
	[TK_ROLE_ITEM_NOTE] = true, [TK_ROLE_SUBCOLUMN_STRONG] = true,
};

struct tk_text_style tk_role_style(const struct tk_pen *pen, enum tk_role role, enum tk_align align)
{
	return (struct tk_text_style){
		.size_pt = roles[role].size_pt,
		.weight = roles[role].weight,
		.display = roles[role].display,
		.align = align,
		.colour = pen->theme->ink[roles[role].ink],
		.leading_pt = roles[role].leading_pt,
		.bold_weight = 600,
		.lang = pen->lang,
		.hyphenate = narrow[role],
	};
}

double tk_pen_text(const struct tk_pen *pen, enum tk_role role, enum tk_align align, double x,
		   double baseline_y, const char *text)
{
	struct tk_text_style style = tk_role_style(pen, role, align);

	return tk_draw_text(pen->canvas, x, baseline_y, text, &style);
}

double tk_pen_paragraph(const struct tk_pen *pen, enum tk_role role, double x, double baseline_y,
			double width_pt, const char *text)
{
	struct tk_text_style style = tk_role_style(pen, role, TK_LEFT);
	unsigned n = tk_pen_block(pen, &style, x, baseline_y, width_pt, text);

	return baseline_y + n * style.leading_pt;
}

/* Whether a line should not end after the word: "ja", "i", "av", "and". Numbers are no words. */
static bool binds(const struct tk_pen *pen, const char *word)
{
	for (const char *p = word; *p; p = g_utf8_next_char(p)) {
		if (!g_unichar_isalpha(g_utf8_get_char(p)))
			return false;
	}
	return *word && (g_utf8_strlen(word, -1) <= 2 ||
			 g_str_equal(word, tk_text(pen->texts, pen->lang, "word.binding")));
}

/* The text with no-break spaces where a line should not end. */
static char *bind_words(const struct tk_pen *pen, const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	GString *bound = g_string_new(NULL);

	for (unsigned i = 0; words[i]; i++) {
		g_string_append(bound, words[i]);
		if (words[i + 1])
			g_string_append(bound, binds(pen, words[i]) ? TK_NBSP : " ");
	}
	return g_string_free(bound, FALSE);
}

/* Text that needs no break stays as it is. */
static char *bind_paragraph(const struct tk_pen *pen, const struct tk_text_style *style,
			    double width_pt, const char *text)
{
	if (tk_text_lines(tk_canvas_fonts(pen->canvas), width_pt, text, style) < 2)
		return g_strdup(text);
	return bind_words(pen, text);
}

unsigned tk_pen_lines(const struct tk_pen *pen, const struct tk_text_style *style, double width_pt,
		      const char *text)
{
	g_autofree char *bound = bind_paragraph(pen, style, width_pt, text);

	return tk_text_lines(tk_canvas_fonts(pen->canvas), width_pt, bound, style);
}

unsigned tk_pen_block(const struct tk_pen *pen, const struct tk_text_style *style, double x,
		      double baseline_y, double width_pt, const char *text)
{
	g_autofree char *bound = bind_paragraph(pen, style, width_pt, text);

	return tk_draw_paragraph(pen->canvas, x, baseline_y, width_pt, bound, style);
}

double tk_pen_width(const struct tk_pen *pen, enum tk_role role, const char *text)
{
	struct tk_text_style style = tk_role_style(pen, role, TK_LEFT);

	return tk_text_width(tk_canvas_fonts(pen->canvas), text, &style);
}

double tk_pen_widest_piece(const struct tk_pen *pen, const struct tk_text_style *style,
			   const char *text)
{
	g_autofree char *bound = bind_words(pen, text);

	return tk_text_narrowest(tk_canvas_fonts(pen->canvas), bound, style);
}

double tk_pen_widest_word(const struct tk_pen *pen, const struct tk_text_style *style,
			  const char *text)
{
	struct tk_text_style whole = *style;

	whole.hyphenate = false;
	return tk_pen_widest_piece(pen, &whole, text);
}

static const char *foreign(const struct tk_pen *pen, enum tk_lang lang)
{
	return lang == pen->lang ? NULL : tk_lang_code(lang);
}

void tk_pen_begin(const struct tk_pen *pen, const char *type, enum tk_lang lang)
{
	struct tk_tag tag = {.lang = foreign(pen, lang)};

	tk_canvas_begin(pen->canvas, type, &tag);
}

void tk_pen_begin_th(const struct tk_pen *pen, const char *scope, unsigned col_span,
		     enum tk_lang lang)
{
	struct tk_tag tag = {.scope = scope, .col_span = col_span, .lang = foreign(pen, lang)};

	tk_canvas_begin(pen->canvas, "TH", &tag);
}

void tk_pen_begin_td(const struct tk_pen *pen, unsigned col_span, enum tk_lang lang)
{
	struct tk_tag tag = {.col_span = col_span, .lang = foreign(pen, lang)};

	tk_canvas_begin(pen->canvas, "TD", &tag);
}

void tk_pen_begin_artifact(const struct tk_pen *pen)
{
	tk_canvas_begin(pen->canvas, "Artifact", NULL);
}

void tk_pen_end(const struct tk_pen *pen)
{
	tk_canvas_end(pen->canvas);
}

struct tk_colour tk_pen_ink(const struct tk_pen *pen, enum tk_ink ink)
{
	return pen->theme->ink[ink];
}

char *tk_pen_percent(const struct tk_pen *pen, struct tk_share share)
{
	if (share.n == 0)
		return g_strdup(tk_text(pen->texts, pen->lang, "none"));
	return tk_format_percent(pen->lang, tk_percent(share));
}
