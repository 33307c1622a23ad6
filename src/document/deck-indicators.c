#include <math.h>

#include "lists-imp.h"

/* Communication indicators over the regions: sums, their change, and how the regions spread. */

#define TOP_Y 140.0
#define ROW_PT 40.0
#define NAME_LEADING 13.5
#define DETAIL_GAP 14.0
#define BASE_PT 17.0
#define NAME_X TK_PAGE_X0
#define NAME_W 206.0
#define NUMBER_PT 11.5
#define LAST_NUMBER_PT 8.0
#define SPREAD_X 652.0
#define SPREAD_W 120.0
#define HIGHEST_X 796.0
#define HIGHEST_W (TK_PAGE_X1 - HIGHEST_X)
#define DOT_PT 2.6
#define MOST_NAME_LINES 6u
#define MOST_INTEGER 1e15

enum { COL_NAME, COL_NOW, COL_BEFORE, COL_CHANGE, COL_MEDIAN, COL_SPREAD, COL_HIGHEST };

/* Right edges of the columns of numbers. */
static const double right_x[] = {
	[COL_NOW] = 348, [COL_BEFORE] = 442, [COL_CHANGE] = 532, [COL_MEDIAN] = 632};
#define NUMBER_W 88.0

struct indicators_page {
	struct tk_list_page base;
	struct tk_document *doc;
	struct tk_indicator_summary *const *indicators;
	double number_pt;
};

/* ---- Words ---- */

static char *number_text(const struct tk_pen *pen, double value)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	if (fabs(value) >= MOST_INTEGER)
		return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.3g", value));
	double tenths = round(value * 10);

	if (fmod(tenths, 10) == 0)
		return tk_format_int(pen->lang, (int64_t)(tenths / 10));
	return tk_format_decimal(pen->lang, (int64_t)tenths, 1);
}

static char *regions_text(const struct tk_pen *pen, unsigned n)
{
	return tk_text_plural(pen->texts, pen->lang, "cover.regions", n, NULL);
}

static char *growth_text(const struct tk_pen *pen, struct tk_fraction growth)
{
	g_autofree char *percent = tk_format_signed(pen->lang, tk_fraction_points(growth, 0), 0);

	return tk_text_format(pen->texts, pen->lang, "indicators.percent", "percent", percent,
			      NULL);
}

/* The one that grew most, where one did; of equals none. */
static const struct tk_indicator_summary *most_grown(const struct indicators_page *page)
{
	const struct tk_indicator_summary *most = NULL;
	bool tie = false;

	for (unsigned i = 0; i < page->base.n_rows; i++) {
		const struct tk_indicator_summary *one = page->indicators[i];

		if (one->growth.den == 0 || one->growth.num <= 0)
			continue;
		int order = most ? tk_share_compare(
					   (struct tk_share){one->growth.num, one->growth.den},
					   (struct tk_share){most->growth.num, most->growth.den})
				 : 1;

		tie = order == 0 || (tie && order < 0);
		most = order > 0 ? one : most;
	}
	return tie ? NULL : most;
}

static char *growth_title(const struct indicators_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_indicator_summary *most = most_grown(page);

	if (!most || tk_fraction_points(most->growth, 0) == 0)
		return NULL;
	g_autofree char *percent = growth_text(pen, most->growth);
	g_autofree char *since = tk_words_since(page->doc, "since");

	return tk_text_format(pen->texts, pen->lang, "indicators.title.most", "indicator",
			      most->name, "percent", percent, "since", since, NULL);
}

/* "Neljän mittarin summa kasvoi …, kahden pieneni". */
static char *count_title(const struct indicators_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned up = 0, down = 0, compared = 0;

	for (unsigned i = 0; i < page->base.n_rows; i++) {
		const struct tk_fraction *growth = &page->indicators[i]->growth;

		compared += growth->den > 0;
		up += growth->den > 0 && growth->num > 0;
		down += growth->den > 0 && growth->num < 0;
	}
	if (compared < 2)
		return NULL;
	if (up + down == 0)
		return g_strdup(tk_doc_text(page->doc, "indicators.title.same"));
	g_autofree char *n_up = tk_format_int(pen->lang, up);
	g_autofree char *n_down = tk_format_int(pen->lang, down);
	g_autofree char *n = tk_format_int(pen->lang, compared);

	return tk_text_format(pen->texts, pen->lang, "indicators.title.counts", "up", n_up, "down",
			      n_down, "n", n, NULL);
}

static char *plain_title(const struct indicators_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned n_told = 0;

	for (unsigned i = 0; i < page->base.n_rows; i++)
		n_told += page->indicators[i]->n_now > 0;
	return tk_text_plural(pen->texts, pen->lang, "indicators.title.plain", n_told, NULL);
}

static char *source_text(const struct indicators_page *page)
{
	int64_t n = 0;

	for (unsigned i = 0; i < page->base.n_rows; i++)
		n += page->indicators[i]->n_now;
	return tk_text_plural(page->doc->pen.texts, page->doc->pen.lang, "indicators.source", n,
			      NULL);
}

/* What the sums are over, and why some figures are not there. */
static char *subtitle_text(const struct indicators_page *page)
{
	const struct tk_document *doc = page->doc;
	bool all_add_up = true;

	for (unsigned i = 0; i < page->base.n_rows; i++)
		all_add_up &= page->indicators[i]->adds_up;
	return g_strjoin(" ",
			 tk_doc_text(doc, doc->picture->before ? "indicators.subtitle"
							       : "indicators.subtitle.first"),
			 all_add_up ? NULL : tk_doc_text(doc, "indicators.percents"), NULL);
}

static char *period_head(const struct tk_document *doc, const struct tk_measures *measures)
{
	g_autofree char *period = tk_words_period(measures->period);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "indicators.sum", "period", period,
			      NULL);
}

/* ---- Layout ---- */

static void add_number(struct indicators_page *page, unsigned column, char *head)
{
	tk_list_add(&page->base.list, TK_RIGHT, right_x[column] - NUMBER_W, NUMBER_W, head);
}

static void lay_out(struct indicators_page *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	struct tk_list_column *name;

	tk_list_init(&page->base.list, &doc->pen, TK_PAGE_X0, TK_PAGE_X1);
	name = tk_list_add(&page->base.list, TK_LEFT, NAME_X, NAME_W,
			   g_strdup(tk_doc_text(doc, "indicators.indicator")));
	name->names_row = true;
	name->style.weight = 600;
	add_number(page, COL_NOW, period_head(doc, picture->now));
	add_number(page, COL_BEFORE,
		   picture->before ? period_head(doc, picture->before)
				   : g_strdup(tk_doc_text(doc, "indicators.before")));
	add_number(page, COL_CHANGE, g_strdup(tk_doc_text(doc, "indicators.change")));
	add_number(page, COL_MEDIAN, g_strdup(tk_doc_text(doc, "indicators.median")));
	tk_list_add(&page->base.list, TK_LEFT, SPREAD_X, SPREAD_W,
		    g_strdup(tk_doc_text(doc, "indicators.spread")))
		->unheard = true;
	tk_list_add(&page->base.list, TK_LEFT, HIGHEST_X, HIGHEST_W,
		    g_strdup(tk_doc_text(doc, "indicators.highest")));
	tk_list_size(&page->base.list, NUMBER_PT, NAME_LEADING);
}

/* A size at which the longest sums keep to their columns. */
static void choose_number_size(struct indicators_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT);

	for (unsigned i = 0; i < page->base.n_rows; i++) {
		const struct tk_indicator_summary *one = page->indicators[i];
		g_autofree char *now = number_text(pen, one->sum_now);
		g_autofree char *before = number_text(pen, one->sum_before);
		const char *const texts[] = {now, before};

		for (unsigned k = 0; k < G_N_ELEMENTS(texts); k++) {
			while (style.size_pt > LAST_NUMBER_PT &&
			       tk_text_width(tk_canvas_fonts(pen->canvas), texts[k], &style) >
				       NUMBER_W)
				style.size_pt -= 0.5;
		}
	}
	page->number_pt = style.size_pt;
}

static unsigned name_lines(const struct indicators_page *page, unsigned row)
{
	unsigned n = tk_list_lines(&page->base.list, COL_NAME, page->indicators[row]->name);

	return MIN(n, MOST_NAME_LINES);
}

static char *highest_text(const struct indicators_page *page, unsigned row)
{
	const struct tk_indicator_summary *one = page->indicators[row];

	if (one->n_now == 0)
		return g_strdup(tk_doc_text(page->doc, "none"));
	return one->n_highest > 1 ? regions_text(&page->doc->pen, one->n_highest)
				  : g_strdup(tk_words_region(page->doc, one->highest_region));
}

static double row_height(const void *data, unsigned row)
{
	const struct indicators_page *page = data;
	g_autofree char *highest = highest_text(page, row);
	unsigned n =
		MAX(name_lines(page, row), tk_list_lines(&page->base.list, COL_HIGHEST, highest));

	return ROW_PT + (n - 1) * NAME_LEADING;
}

/* ---- Rows ---- */

/* A figure, and under it what it is of. \param first_style  Of the figure. */
static void put_two(const struct indicators_page *page, unsigned column, double y,
		    const char *first, const char *second, int weight)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT);

	style.size_pt = page->number_pt;
	style.weight = weight;
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_begin(pen, "P", pen->lang);
	tk_draw_text(pen->canvas, right_x[column], y + BASE_PT, first, &style);
	tk_pen_end(pen);
	if (second) {
		tk_pen_begin(pen, "P", pen->lang);
		tk_pen_text(pen, TK_ROLE_LEGEND, TK_RIGHT, right_x[column],
			    y + BASE_PT + DETAIL_GAP, second);
		tk_pen_end(pen);
	}
	tk_pen_end(pen);
}

static void put_sum(const struct indicators_page *page, unsigned column, double y,
		    const struct tk_indicator_summary *one, bool now)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned n = now ? one->n_now : one->n_before;
	g_autofree char *regions = regions_text(pen, n);
	g_autofree char *sum = n > 0 && one->adds_up
				       ? number_text(pen, now ? one->sum_now : one->sum_before)
				       : g_strdup(tk_doc_text(page->doc, "none"));

	put_two(page, column, y, sum, n > 0 ? regions : NULL, now ? 600 : 400);
}

static void put_change(const struct indicators_page *page, double y,
		       const struct tk_indicator_summary *one)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (one->growth.den == 0) {
		put_two(page, COL_CHANGE, y, tk_doc_text(page->doc, "none"), NULL, 400);
		return;
	}
	g_autofree char *growth = growth_text(pen, one->growth);
	g_autofree char *regions = regions_text(pen, one->n_both);
	int64_t points = tk_fraction_points(one->growth, 0);
	double w = tk_pen_width(pen, TK_ROLE_ROW_NUMBER, growth);

	tk_draw_arrow(pen, right_x[COL_CHANGE] - w - 10, y + BASE_PT - 4, 7,
		      (points > 0) - (points < 0), TK_INK2);
	put_two(page, COL_CHANGE, y, growth, regions, 600);
}

static void put_median(const struct indicators_page *page, double y,
		       const struct tk_indicator_summary *one)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (one->n_now == 0) {
		put_two(page, COL_MEDIAN, y, tk_doc_text(page->doc, "none"), NULL, 400);
		return;
	}
	g_autofree char *median = number_text(pen, one->median);
	g_autofree char *lowest = number_text(pen, one->lowest);
	g_autofree char *highest = number_text(pen, one->highest);
	g_autofree char *range = tk_text_format(pen->texts, pen->lang, "indicators.range", "low",
						lowest, "high", highest, NULL);

	put_two(page, COL_MEDIAN, y, median, range, 400);
}

static void draw_dot(const struct tk_pen *pen, double x, double y)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);

	cairo_new_sub_path(cairo);
	cairo_arc(cairo, x, y, DOT_PT, 0, 2 * G_PI);
	cairo_close_path(cairo);
	tk_canvas_fill(pen->canvas, tk_pen_ink(pen, TK_MID));
	cairo_new_sub_path(cairo);
	cairo_arc(cairo, x, y, DOT_PT, 0, 2 * G_PI);
	cairo_close_path(cairo);
	cairo_set_line_width(cairo, 0.5);
	tk_canvas_stroke(pen->canvas, tk_pen_ink(pen, TK_WHITE));
}

/* One dot a region from the least (or zero) to the most, and the median's mark. */
static void draw_spread(const struct indicators_page *page, double y,
			const struct tk_indicator_summary *one)
{
	const struct tk_pen *pen = &page->doc->pen;
	double from = MIN(one->lowest, 0), to = MAX(one->highest, 0);
	double unit = to - from > 0 ? SPREAD_W / (to - from) : 0, middle = y + BASE_PT - 2;

	if (one->n_now == 0)
		return;
	tk_draw_line(pen->canvas, SPREAD_X, middle, SPREAD_X + SPREAD_W, middle, 0.75,
		     tk_pen_ink(pen, TK_RULE));
	for (unsigned r = 0; r < page->doc->picture->dataset->n_regions; r++) {
		if (one->values[r].told_now)
			draw_dot(pen, SPREAD_X + (one->values[r].now - from) * unit, middle);
	}
	tk_draw_line(pen->canvas, SPREAD_X + (one->median - from) * unit, middle - 7,
		     SPREAD_X + (one->median - from) * unit, middle + 7, 1.5,
		     tk_pen_ink(pen, TK_INK));
}

/* The dots, and where their line begins and ends: the column before tells it in figures. */
static void put_spread(const struct indicators_page *page, double y,
		       const struct tk_indicator_summary *one)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *low = number_text(pen, MIN(one->lowest, 0));
	g_autofree char *high = number_text(pen, MAX(one->highest, 0));

	tk_pen_begin_artifact(pen);
	draw_spread(page, y, one);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_LEFT, SPREAD_X,
		    y + BASE_PT + (one->n_now ? DETAIL_GAP : 0),
		    one->n_now ? low : tk_doc_text(page->doc, "none"));
	if (one->n_now > 0)
		tk_pen_text(pen, TK_ROLE_AXIS, TK_RIGHT, SPREAD_X + SPREAD_W,
			    y + BASE_PT + DETAIL_GAP, high);
	tk_pen_end(pen);
}

static void put_name(const struct indicators_page *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_indicator_summary *one = page->indicators[row];
	const struct tk_text_style *style = &page->base.list.columns[COL_NAME].style;
	g_autofree char *name = tk_words_cut(pen, style, NAME_W, MOST_NAME_LINES, one->name);
	g_autofree char *unit = *one->unit
					? tk_text_format(pen->texts, pen->lang, "indicators.unit",
							 "unit", one->unit, NULL)
					: g_strdup(tk_doc_text(page->doc, "indicators.no-unit"));
	double unit_y = y + BASE_PT + (name_lines(page, row) - 1) * NAME_LEADING + DETAIL_GAP;
	struct tk_text_style detail = tk_role_style(pen, TK_ROLE_LEGEND, TK_LEFT);
	enum tk_lang told = tk_words_region_lang(page->doc, one->region);
	g_autofree char *cut = tk_words_cut(pen, &detail, NAME_W, 1, unit);

	if (!g_str_equal(name, one->name))
		tk_doc_overflow(page->doc, one->name);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_begin(pen, "P", told);
	tk_pen_block(pen, style, NAME_X, y + BASE_PT, NAME_W, name);
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	tk_draw_text(pen->canvas, NAME_X, unit_y, cut, &detail);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static void put_highest(const struct indicators_page *page, unsigned row, double y)
{
	g_autofree char *text = highest_text(page, row);

	tk_list_put(&page->base.list, COL_HIGHEST, y + BASE_PT, text, page->doc->pen.lang);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct indicators_page *page = data;
	const struct tk_indicator_summary *one = page->indicators[row];

	put_name(page, row, y);
	put_sum(page, COL_NOW, y, one, true);
	put_sum(page, COL_BEFORE, y, one, false);
	put_change(page, y, one);
	put_median(page, y, one);
	put_spread(page, y, one);
	put_highest(page, row, y);
	tk_list_rule(&page->base.list, y + row_height(page, row));
}

static const struct tk_list_ops ops = {
	.height = row_height,
	.row = draw_row,
};

/* ---- The page ---- */

static void draw_list(struct indicators_page *page)
{
	struct tk_document *doc = page->doc;

	lay_out(page);
	choose_number_size(page);
	tk_sheet_init(&page->base.sheet, doc, "page.indicators", TK_ROLE_DATA_TITLE,
		      tk_texts_new(3, growth_title(page), count_title(page), plain_title(page)),
		      subtitle_text(page), tk_list_sources(doc, source_text(page), true));
	page->base.top_y = TOP_Y + page->base.sheet.extra_y + tk_list_head_extra(&page->base.list);
	tk_list_page_draw(&page->base);
}

void tk_draw_indicators(struct tk_document *doc)
{
	struct indicators_page page = {
		.base = {.ops = &ops, .n_rows = doc->picture->n_indicators},
		.doc = doc,
		.indicators = doc->picture->indicators,
	};

	if (page.base.n_rows > 0) {
		draw_list(&page);
		return;
	}
	tk_draw_plain_page(doc, "page.indicators",
			   tk_texts_new(1, g_strdup(tk_doc_text(doc, "indicators.title.none"))),
			   g_strdup(tk_doc_text(doc, "indicators.none-note")));
}
