#include "ranking-imp.h"

#define TOP_Y 136.0
#define NAME_X 72.0
#define NAME_W 114.0
/** Right edges of the numbers beside the bars. */
#define VALUE_X 210.0
#define BEFORE_X 678.0
#define BAR_X 218.0
#define BAR_W 420.0
#define BAR_PART 0.68
#define HEAD_UP 21.0
#define AXIS_UP 9.0
/** The median's row, written under its line. */
#define MEDIAN_PT 15.0
#define SPACE_W 3.0

/* One page of one area, or more where there are many regions. */
struct ranking {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct tk_region_rows rows;
	unsigned area;
	/** Of now and of the period before; no figure: there is none. */
	struct tk_fraction median, median_before;
	double top_y;
};

/* ---- Rows: the regions with figures, their median, the others ---- */

static bool has_median(const struct ranking *page)
{
	return page->median.den > 0;
}

static bool is_median(const struct ranking *page, unsigned row)
{
	return has_median(page) && row == page->rows.n_reported;
}

/* The region row of a table row that is not the median's. */
static unsigned region_row(const struct ranking *page, unsigned row)
{
	return row - (has_median(page) && row > page->rows.n_reported);
}

static double row_height(const void *data, unsigned row)
{
	const struct ranking *page = data;

	return is_median(page, row) ? MEDIAN_PT
				    : tk_rows_height(&page->rows, region_row(page, row));
}

/* ---- Cells ---- */

static void draw_cell(const struct ranking *page, enum tk_role role, double x, double baseline_y,
		      const char *text)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, role, TK_RIGHT, x, baseline_y, text);
	tk_pen_end(pen);
}

static char *number_of(const struct ranking *page, struct tk_share share)
{
	if (share.n == 0)
		return g_strdup(tk_doc_text(page->doc, "none"));
	return tk_format_int(page->doc->pen.lang, tk_percent(share));
}

static char *rank_of(const struct ranking *page, unsigned region)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned rank =
		tk_picture_rank(page->doc->picture, TK_MEASURE_PROGRESS, region, page->area);
	g_autofree char *number = tk_format_int(pen->lang, rank);

	if (rank == 0)
		return g_strdup(tk_doc_text(page->doc, "none"));
	return tk_text_format(pen->texts, pen->lang, "ranking.rank", "n", number, NULL);
}

static struct tk_share share_before(const struct ranking *page, unsigned region)
{
	const struct tk_measures *before = page->doc->picture->before;

	if (!before)
		return (struct tk_share){0, 0};
	return tk_measures_region(before, region, page->area)->progress;
}

static void draw_figures(const struct ranking *page, unsigned row, double y, double h,
			 double baseline_y)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned region = tk_rows_region(&page->rows, row);
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_NUMBER, TK_RIGHT);
	struct tk_share_bar bar = {
		.x = BAR_X,
		.y = y,
		.w = BAR_W,
		.h = h,
		.bar_pt = page->rows.row_pt * BAR_PART,
		.share = tk_rows_figures(&page->rows, row, page->area)->progress,
		.before = share_before(page, region),
		.reference = page->median,
		.grid = true,
	};
	g_autofree char *value = number_of(page, bar.share);
	g_autofree char *before = number_of(page, bar.before);

	tk_draw_share_bar(pen, &bar);
	style.size_pt = page->rows.name_pt;
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, VALUE_X, baseline_y, value, &style);
	tk_pen_end(pen);
	if (page->doc->picture->before)
		draw_cell(page, TK_ROLE_AXIS, BEFORE_X, baseline_y, before);
}

/* "mediaani 67" in the middle under its line; its level before in the column of those. */
static void draw_median(const struct ranking *page, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const char *name = tk_doc_text(page->doc, "ranking.median");
	int64_t percent = tk_fraction_points(page->median, 0);
	g_autofree char *number = tk_format_int(pen->lang, percent);
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_REFERENCE, TK_LEFT);
	double name_w = tk_pen_width(pen, TK_ROLE_REFERENCE, name) + SPACE_W;
	double w = name_w + tk_pen_width(pen, TK_ROLE_REFERENCE, number);
	double line_x = BAR_X + BAR_W * (double)page->median.num / (double)page->median.den;
	double x = CLAMP(line_x - w / 2, BAR_X, BAR_X + BAR_W - w);

	style.colour = tk_pen_ink(pen, TK_ALERT);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, line_x, y, line_x, y + 2, 1.25, style.colour);
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Row", 2, pen->lang);
	tk_draw_text(pen->canvas, x, y + 11.5, name, &style);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, x + name_w, y + 11.5, number, &style);
	tk_pen_end(pen);
	if (!page->doc->picture->before)
		return;
	g_autofree char *before =
		page->median_before.den > 0
			? tk_format_int(pen->lang, tk_fraction_points(page->median_before, 0))
			: g_strdup(tk_doc_text(page->doc, "none"));

	draw_cell(page, TK_ROLE_AXIS, BEFORE_X, y + 11.5, before);
}

static void draw_row(void *data, unsigned table_row, double y)
{
	const struct ranking *page = data;
	unsigned row = region_row(page, table_row);

	if (is_median(page, table_row)) {
		draw_median(page, y);
		return;
	}
	double gap = tk_rows_gap(&page->rows, row), h = tk_rows_height(&page->rows, row) - gap;
	double baseline_y = y + gap + (h - 1) / 2 + page->rows.name_pt * 0.34;
	bool reported = tk_rows_reported(&page->rows, row);
	g_autofree char *rank = reported ? rank_of(page, tk_rows_region(&page->rows, row))
					 : g_strdup(tk_doc_text(page->doc, "none"));

	draw_cell(page, TK_ROLE_AXIS, NAME_X - 10, baseline_y, rank);
	y = tk_rows_draw_name(&page->rows, row, y);
	if (reported)
		draw_figures(page, row, y, h, baseline_y);
	else
		tk_rows_draw_missing(&page->rows, row, page->doc->picture->before ? 2 : 1, BAR_X,
				     y + 0.5, BAR_W, h - 1);
}

/* ---- Head ---- */

static void draw_head_cell(const struct ranking *page, enum tk_align align, double x,
			   const char *text)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_AXIS, align, x, page->top_y - HEAD_UP, text);
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct ranking *page = data;
	const struct tk_picture *picture = page->doc->picture;
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	draw_head_cell(page, TK_LEFT, TK_PAGE_X0, tk_doc_text(page->doc, "ranking.rank-head"));
	draw_head_cell(page, TK_LEFT, NAME_X, tk_doc_text(page->doc, "region"));
	draw_head_cell(page, TK_RIGHT, VALUE_X, tk_doc_text(page->doc, "ranking.percent"));
	if (picture->before) {
		g_autofree char *before = tk_words_period(picture->before->period);

		draw_head_cell(page, TK_RIGHT, BEFORE_X, before);
	}
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_share_axis(pen, BAR_X, BAR_W, page->top_y - AXIS_UP);
	struct tk_share_bar top = {
		.x = BAR_X, .y = page->top_y - 4, .w = BAR_W, .h = 4, .grid = true};

	if (page->rows.n_reported > 0)
		top.reference = page->median;
	tk_draw_share_bar(pen, &top);
	tk_pen_end(pen);
}

static void turn(void *data)
{
	struct ranking *page = data;

	tk_pen_begin_artifact(&page->doc->pen);
	tk_draw_ranking_side(page->doc, page->area, page->top_y);
	tk_pen_end(&page->doc->pen);
	tk_sheet_turn(&page->sheet);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

/* ---- Title ---- */

static char **spread_titles(const struct ranking *page, const char *points)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	const char *area = tk_words_area(doc, page->area);
	unsigned limit = tk_ranking_threshold(doc);
	g_autoptr(GPtrArray) below = tk_words_below(doc, page->area, limit);
	g_autofree char *percent = tk_format_percent(pen->lang, (int)limit);

	return tk_texts_new(
		4,
		below->len > 0
			? tk_text_plural(pen->texts, pen->lang, "ranking.title.below", below->len,
					 "area", area, "points", points, "percent", percent, NULL)
			: NULL,
		tk_text_format(pen->texts, pen->lang, "ranking.title.spread", "area", area,
			       "points", points, NULL),
		below->len > 0
			? tk_text_plural(pen->texts, pen->lang, "ranking.title.below-plain",
					 below->len, "points", points, "percent", percent, NULL)
			: NULL,
		tk_text_format(pen->texts, pen->lang, "ranking.title.spread-plain", "points",
			       points, NULL));
}

static char **titles(const struct ranking *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	const char *area = tk_words_area(doc, page->area);
	struct tk_spread spread = tk_words_spread(doc, doc->picture->now, page->area);

	if (doc->picture->now->n_reported == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "ranking.title.none")));
	if (spread.n == 0)
		return tk_texts_new(2,
				    tk_text_format(pen->texts, pen->lang, "ranking.title.empty",
						   "area", area, NULL),
				    g_strdup(tk_doc_text(doc, "heatmap.title.empty")));
	g_autofree char *high = tk_pen_percent(pen, spread.high);

	if (spread.n == 1)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "heatmap.title.single",
						      "region",
						      tk_words_region(doc, page->rows.order[0]),
						      "high", high, NULL));
	if (spread.points == 0)
		return tk_texts_new(2,
				    tk_text_format(pen->texts, pen->lang, "ranking.title.equal",
						   "area", area, "high", high, NULL),
				    tk_text_format(pen->texts, pen->lang,
						   "ranking.title.equal-plain", "high", high,
						   NULL));
	g_autofree char *points = tk_words_points(doc, spread.points);

	return spread_titles(page, points);
}

static char *subtitle_text(const struct ranking *page)
{
	const struct tk_document *doc = page->doc;
	g_autofree char *window = tk_words_window(doc);

	return tk_text_plural(doc->pen.texts, doc->pen.lang, "ranking.subtitle",
			      tk_measures_window_tasks(doc->picture->now, page->area), "window",
			      window, NULL);
}

static void init_sheet(struct ranking *page)
{
	struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	char *before = picture->before ? tk_words_illustrative(doc, picture->before->period) : NULL;

	tk_sheet_init(&page->sheet, doc, "page.ranking", TK_ROLE_DATA_TITLE, titles(page),
		      subtitle_text(page),
		      tk_texts_new(4, tk_words_reports(doc), before,
				   tk_words_illustrative(doc, picture->period),
				   tk_words_missing(doc)));
	char *kicker =
		tk_text_format(doc->pen.texts, doc->pen.lang, "ranking.kicker", "page",
			       page->sheet.kicker, "area", tk_words_area(doc, page->area), NULL);

	g_free(page->sheet.kicker);
	page->sheet.kicker = kicker;
	page->top_y = TOP_Y + page->sheet.extra_y;
}

/* ---- The pages ---- */

static void draw_area(struct tk_document *doc, unsigned area)
{
	const struct tk_picture *picture = doc->picture;
	struct ranking page = {
		.doc = doc,
		.area = area,
		.median = tk_measures_median(picture->now, TK_MEASURE_PROGRESS, area),
	};

	if (picture->before)
		page.median_before = tk_measures_median(picture->before, TK_MEASURE_PROGRESS, area);
	tk_rows_init_ranked(&page.rows, doc, area, NAME_X, NAME_W);
	page.rows.cells_x = BAR_X;
	page.rows.cells_right = BAR_X + BAR_W;
	init_sheet(&page);
	tk_rows_fit(&page.rows, TK_PAGE_BOTTOM - page.top_y - (has_median(&page) ? MEDIAN_PT : 0));
	struct tk_table table = {
		.ops = &ops,
		.data = &page,
		.n_rows = tk_rows_count(&page.rows) + has_median(&page),
		.top_y = page.top_y,
		.bottom_y = TK_PAGE_BOTTOM,
	};

	tk_sheet_begin(&page.sheet, tk_table_pages(&table));
	tk_draw_table(doc->pen.canvas, &table);
	tk_draw_ranking_side(doc, area, page.top_y);
	tk_sheet_end(&page.sheet);
	tk_rows_clear(&page.rows);
}

void tk_draw_ranking(struct tk_document *doc)
{
	unsigned n_areas;
	g_autofree unsigned *areas = tk_doc_areas(doc, &n_areas);

	for (unsigned i = 0; i < n_areas; i++) {
		/* The settings may have texts for this one. */
		doc->area = areas[i];
		draw_area(doc, areas[i]);
	}
}
