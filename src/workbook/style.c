#include "workbook-imp.h"

#define EM_SPACE "\u2003"

/* Lines under cells. */
enum edge { EDGE_NONE, EDGE_HAIR, EDGE_INK, EDGE_STRONG };

/* An ink that may be none: fills. */
#define NO_FILL TK_N_INKS

struct look {
	const char *number;
	double size;
	enum lxw_format_alignments align;
	enum tk_ink ink, fill;
	bool bold, wrap, underline, hatch;
	enum edge edge;
};

#define LEFT LXW_ALIGN_LEFT
#define RIGHT LXW_ALIGN_RIGHT
/* Numbers keep off the next column by the width of a digit. An indent would do, and does for words
 * and classes, but LibreOffice loses it between cells that differ in the number format alone. */
#define PAD "_0"
/* Stand for what a language writes. */
#define PERCENT_FORMAT "%"
#define DATE_FORMAT "date"
#define LONG_DATE_FORMAT "long date"
#define INT_FORMAT "#,##0" PAD
#define SIGNED_FORMAT "+#,##0" PAD ";\"\u2212\"#,##0" PAD ";0" PAD
/* Changes under half a tenth are told as 0, without a sign. */
#define POINTS_FORMAT "[>=0.05]+0.0" PAD ";[<=-0.05]\"\u2212\"0.0" PAD ";0" PAD

static const struct look looks[TK_N_STYLES] = {
	[TK_STYLE_COVER] =
		{.size = 18, .align = LEFT, .ink = TK_DEEP, .bold = true, .fill = NO_FILL},
	[TK_STYLE_TITLE] = {.size = 12, .align = LEFT, .bold = true, .fill = NO_FILL},
	[TK_STYLE_NOTE] = {.align = LEFT, .ink = TK_INK2, .fill = NO_FILL},
	[TK_STYLE_SECTION] = {.align = LEFT, .bold = true, .fill = NO_FILL, .edge = EDGE_INK},
	[TK_STYLE_HEAD_TEXT] =
		{.align = LEFT, .ink = TK_WHITE, .fill = TK_DEEP, .bold = true, .wrap = true},
	[TK_STYLE_HEAD_NUMBER] =
		{.align = RIGHT, .ink = TK_WHITE, .fill = TK_DEEP, .bold = true, .wrap = true},
	[TK_STYLE_TEXT] = {.align = LEFT, .fill = NO_FILL, .edge = EDGE_HAIR},
	[TK_STYLE_WRAP] = {.align = LEFT, .fill = NO_FILL, .wrap = true, .edge = EDGE_HAIR},
	[TK_STYLE_LINK] = {.align = LEFT,
			   .ink = TK_DEEP,
			   .fill = NO_FILL,
			   .underline = true,
			   .edge = EDGE_HAIR},
	[TK_STYLE_INT] = {.number = INT_FORMAT, .align = RIGHT, .fill = NO_FILL, .edge = EDGE_HAIR},
	[TK_STYLE_NUMBER] = {.number = "General" PAD,
			     .align = RIGHT,
			     .fill = NO_FILL,
			     .edge = EDGE_HAIR},
	[TK_STYLE_PERCENT] = {.number = PERCENT_FORMAT,
			      .align = RIGHT,
			      .fill = NO_FILL,
			      .edge = EDGE_HAIR},
	[TK_STYLE_POINTS] = {.number = POINTS_FORMAT,
			     .align = RIGHT,
			     .fill = NO_FILL,
			     .edge = EDGE_HAIR},
	[TK_STYLE_SIGNED] = {.number = SIGNED_FORMAT,
			     .align = RIGHT,
			     .fill = NO_FILL,
			     .edge = EDGE_HAIR},
	[TK_STYLE_DATE] = {.number = DATE_FORMAT,
			   .align = RIGHT,
			   .fill = NO_FILL,
			   .edge = EDGE_HAIR},
	[TK_STYLE_NONE] = {.align = RIGHT, .ink = TK_INK2, .fill = NO_FILL, .edge = EDGE_HAIR},
	[TK_STYLE_NO_DATA] =
		{.align = LEFT, .ink = TK_INK2, .fill = NO_FILL, .hatch = true, .edge = EDGE_HAIR},
	[TK_STYLE_COUNT_TEXT] = {.align = LEFT, .ink = TK_INK2, .fill = TK_PANEL},
	[TK_STYLE_COUNT_INT] = {.number = INT_FORMAT,
				.align = RIGHT,
				.ink = TK_INK2,
				.fill = TK_PANEL},
	[TK_STYLE_COUNT_DATE] = {.number = DATE_FORMAT,
				 .align = RIGHT,
				 .ink = TK_INK2,
				 .fill = TK_PANEL},
	[TK_STYLE_FACT_INT] = {.number = INT_FORMAT,
			       .align = LEFT,
			       .fill = NO_FILL,
			       .bold = true,
			       .edge = EDGE_HAIR},
	[TK_STYLE_FACT_PERCENT] = {.number = PERCENT_FORMAT,
				   .align = LEFT,
				   .fill = NO_FILL,
				   .bold = true,
				   .edge = EDGE_HAIR},
	[TK_STYLE_FACT_DATE] = {.number = LONG_DATE_FORMAT,
				.align = LEFT,
				.fill = NO_FILL,
				.edge = EDGE_HAIR},
	[TK_STYLE_FACT_POINTS] = {.number = POINTS_FORMAT,
				  .align = LEFT,
				  .fill = NO_FILL,
				  .bold = true,
				  .edge = EDGE_HAIR},
	[TK_STYLE_STRONG_TEXT] = {.align = LEFT,
				  .fill = NO_FILL,
				  .bold = true,
				  .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_INT] = {.number = INT_FORMAT,
				 .align = RIGHT,
				 .fill = NO_FILL,
				 .bold = true,
				 .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_NUMBER] = {.number = "General" PAD,
				    .align = RIGHT,
				    .fill = NO_FILL,
				    .bold = true,
				    .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_SIGNED] = {.number = SIGNED_FORMAT,
				    .align = RIGHT,
				    .fill = NO_FILL,
				    .bold = true,
				    .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_PERCENT] = {.number = PERCENT_FORMAT,
				     .align = RIGHT,
				     .fill = NO_FILL,
				     .bold = true,
				     .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_POINTS] = {.number = POINTS_FORMAT,
				    .align = RIGHT,
				    .fill = NO_FILL,
				    .bold = true,
				    .edge = EDGE_STRONG},
	[TK_STYLE_STRONG_NONE] = {.align = RIGHT,
				  .ink = TK_INK2,
				  .fill = NO_FILL,
				  .bold = true,
				  .edge = EDGE_STRONG},
};

/* libxlsxwriter takes 0 for "no colour" and has a number of its own for black. */
static lxw_color_t hex(struct tk_colour colour)
{
	unsigned value = tk_colour_hex(colour);

	return value ? value : LXW_COLOR_BLACK;
}

static const char *percent_format(enum tk_lang lang)
{
	return lang == TK_EN ? "0%" : "0\"" TK_NBSP "\"%";
}

static void set_edge(lxw_format *format, const struct tk_theme *theme, enum edge edge)
{
	if (edge == EDGE_NONE)
		return;
	format_set_bottom(format, edge == EDGE_STRONG ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
	format_set_bottom_color(format, hex(theme->ink[edge == EDGE_HAIR ? TK_TRACK : TK_INK]));
}

/* What the formats of one workbook are made for. */
struct maker {
	lxw_workbook *book;
	const struct tk_theme *theme;
	enum tk_lang lang;
	double scale;
};

static lxw_format *base_format(const struct maker *maker, double size)
{
	lxw_format *format = workbook_add_format(maker->book);

	format_set_font_name(format, maker->theme->sheet_family);
	format_set_font_size(format, (size > 0 ? size : 10) * maker->scale);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	return format;
}

static void align_right(lxw_format *format)
{
	format_set_align(format, LXW_ALIGN_RIGHT);
	format_set_indent(format, 1);
}

/* English dates name their months in English wherever the workbook is opened: 0809 is that of the
 * United Kingdom in MS-LCID. */
static const char *date_format(enum tk_lang lang, bool whole)
{
	if (lang != TK_EN)
		return "d.m.yyyy" PAD;
	return whole ? "[$-809]d mmmm yyyy" PAD : "[$-809]d mmm yyyy" PAD;
}

static void set_number(lxw_format *format, const char *number, enum tk_lang lang)
{
	g_autofree char *percent = g_strconcat(percent_format(lang), PAD, NULL);

	if (strcmp(number, PERCENT_FORMAT) == 0)
		number = percent;
	else if (strcmp(number, DATE_FORMAT) == 0)
		number = date_format(lang, false);
	else if (strcmp(number, LONG_DATE_FORMAT) == 0)
		number = date_format(lang, true);
	format_set_num_format(format, number);
}

static lxw_format *make_look(const struct maker *maker, const struct look *look)
{
	const struct tk_theme *theme = maker->theme;
	lxw_format *format = base_format(maker, look->size);

	if (look->align == RIGHT && !look->number)
		align_right(format);
	else
		format_set_align(format, (uint8_t)look->align);
	/* Room for the filter's arrow, which covers the end of a head's last line. */
	if (look->fill == TK_DEEP && look->align == RIGHT)
		format_set_indent(format, 2);
	/* Heads stand upon what they head, however many lines they take. */
	if (look->fill == TK_DEEP || look->edge == EDGE_INK)
		format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
	format_set_font_color(format, hex(theme->ink[look->ink]));
	if (look->number)
		set_number(format, look->number, maker->lang);
	if (look->bold)
		format_set_bold(format);
	if (look->wrap)
		format_set_text_wrap(format);
	if (look->underline)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (look->fill != NO_FILL)
		format_set_bg_color(format, hex(theme->ink[look->fill]));
	if (look->hatch) {
		format_set_pattern(format, LXW_PATTERN_LIGHT_UP);
		format_set_fg_color(format, hex(theme->ink[TK_RULE]));
		format_set_bg_color(format, hex(theme->ink[TK_WHITE]));
	}
	set_edge(format, theme, look->edge);
	return format;
}

char *tk_class_pips(unsigned k, unsigned n)
{
	GString *pips = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++)
		g_string_append(pips, i <= k ? "●" : "○");
	return g_string_free(pips, FALSE);
}

/* Fill, text colour, and for the lowest class what tells it apart without colour. */
static lxw_format *class_base(const struct maker *maker, unsigned k, unsigned n, bool strong)
{
	const struct tk_theme *theme = maker->theme;
	lxw_format *format = base_format(maker, 0);

	format_set_bg_color(format, hex(tk_theme_class_fill(theme, k, n)));
	format_set_font_color(format, hex(tk_theme_class_text(theme, k, n)));
	if (strong || k == 0)
		format_set_bold(format);
	format_set_border(format, LXW_BORDER_THIN);
	format_set_border_color(format, hex(theme->ink[k == 0 ? TK_WARM_FRAME : TK_WHITE]));
	if (strong)
		set_edge(format, theme, EDGE_STRONG);
	return format;
}

/* A rule's format has only what it changes. */
static lxw_format *rule_base(const struct maker *maker, struct tk_colour fill)
{
	lxw_format *format = workbook_add_format(maker->book);

	format_set_bg_color(format, hex(fill));
	return format;
}

/* The sides alone: the line under the country's row would be lost under a lower or an upper edge. */
static void frame_rule(lxw_format *format, lxw_color_t colour)
{
	format_set_left(format, LXW_BORDER_THIN);
	format_set_right(format, LXW_BORDER_THIN);
	format_set_left_color(format, colour);
	format_set_right_color(format, colour);
}

static void make_class(struct tk_styles *styles, const struct maker *maker, unsigned k, unsigned n)
{
	g_autofree char *pips = tk_class_pips(k, n);
	g_autofree char *number =
		g_strdup_printf("\"%s" EM_SPACE "\"??%s", pips, percent_format(maker->lang));

	for (unsigned strong = 0; strong < 2; strong++) {
		styles->class_percent[strong][k] = class_base(maker, k, n, strong);
		format_set_num_format(styles->class_percent[strong][k], number);
		align_right(styles->class_percent[strong][k]);
	}
	styles->class_text[k] = class_base(maker, k, n, false);
	styles->class_rule[k] = rule_base(maker, tk_theme_class_fill(maker->theme, k, n));
	format_set_font_color(styles->class_rule[k], hex(tk_theme_class_text(maker->theme, k, n)));
	format_set_num_format(styles->class_rule[k], number);
	frame_rule(styles->class_rule[k],
		   hex(maker->theme->ink[k == 0 ? TK_WARM_FRAME : TK_WHITE]));
	if (k == 0)
		format_set_bold(styles->class_rule[k]);
}

void tk_styles_make(struct tk_styles *styles, lxw_workbook *book, const struct tk_theme *theme,
		    unsigned n_classes, enum tk_lang lang, double scale)
{
	struct maker maker = {book, theme, lang, scale};

	for (unsigned i = 0; i < TK_N_STYLES; i++)
		styles->of[i] = make_look(&maker, &looks[i]);
	for (unsigned k = 0; k < MIN(n_classes, TK_MOST_CLASSES); k++)
		make_class(styles, &maker, k, n_classes);
	for (unsigned z = 0; z < G_N_ELEMENTS(styles->zone); z++) {
		styles->zone[z] = make_look(&maker, &looks[TK_STYLE_INT]);
		format_set_bg_color(styles->zone[z], hex(theme->zone[z]));
		styles->zone_rule[z] = rule_base(&maker, theme->zone[z]);
	}
}
