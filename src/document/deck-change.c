#include "change-imp.h"

#define TOP_Y 136.0
#define BOTTOM_Y 503.0
/** Right edge of the numbers; the scale begins after it. */
#define NUMBER_X 212.0
#define ARROW_X 173.0
#define SCALE_X 222.0
/** The scale begins further right where its first label is a long one. */
#define NEGATIVE_SCALE_X 236.0
#define SCALE_RIGHT 558.0
#define NAME_W 122.0
/** More lines of a name make the row so much higher. */
#define LINE_PT 11.0
/** The country's row, written under the reference line. */
#define COUNTRY_PT 12.0
#define SPACE_W 3.0

/* Row heights that are tried, and the names' size in them. */
static const struct {
	double row_pt, name_pt, bar_pt;
} densities[] = {
	{16.1, 10.5, 11},
	{14.3, 10.5, 9.5},
	{12.8, 9.5, 8.5},
};

struct change_page {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	/** Regions with a change, largest first; owned. */
	unsigned *order;
	unsigned n_regions;
	/** Tenths of percentage points. */
	int64_t reference;
	struct tk_scale scale;
	/** The last tick: no bar goes further. */
	int64_t last_tick;
	double row_pt, name_pt, bar_pt, top_y;
};

/* ---- Layout ---- */

static int64_t region_tenths(const struct change_page *page, unsigned region)
{
	return tk_fraction_points(
		tk_picture_change_region(page->doc->picture, region, TK_ALL_AREAS)->whole, 1);
}

/* Regions that have a change, in order. */
static void order_regions(struct change_page *page)
{
	const struct tk_picture *picture = page->doc->picture;
	unsigned n_all = tk_picture_order(picture, TK_BY_CHANGE, TK_ALL_AREAS, page->doc->pen.lang,
					  page->order);

	page->n_regions = 0;
	for (unsigned i = 0; i < n_all; i++) {
		if (tk_picture_change_region(picture, page->order[i], TK_ALL_AREAS)->whole.den > 0)
			page->order[page->n_regions++] = page->order[i];
	}
}

static void make_scale(struct change_page *page)
{
	int64_t low = page->reference, high = page->reference;

	for (unsigned i = 0; i < page->n_regions; i++) {
		int64_t value = region_tenths(page, page->order[i]);

		low = MIN(low, value);
		high = MAX(high, value);
	}
	page->scale = tk_scale_new(low, high, low < 0 ? NEGATIVE_SCALE_X : SCALE_X, SCALE_RIGHT);
	page->last_tick = page->scale.to;
	if (page->last_tick - page->scale.step >= 0 && high < page->last_tick)
		page->last_tick -= page->scale.step;
}

static struct tk_text_style name_style(const struct change_page *page)
{
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_NAME, TK_LEFT);

	style.size_pt = page->name_pt;
	style.leading_pt = LINE_PT;
	return style;
}

static unsigned name_lines(const struct change_page *page, unsigned row)
{
	struct tk_text_style style = name_style(page);

	return tk_pen_lines(&page->doc->pen, &style, NAME_W,
			    tk_words_region(page->doc, page->order[row]));
}

static double row_height(const void *data, unsigned row)
{
	const struct change_page *page = data;

	if (row == page->n_regions)
		return COUNTRY_PT;
	return page->row_pt + (name_lines(page, row) - 1) * LINE_PT;
}

static bool fits_page(const struct change_page *page)
{
	double height = 0;

	for (unsigned row = 0; row <= page->n_regions; row++)
		height += row_height(page, row);
	return height <= BOTTOM_Y - page->top_y;
}

static void take_density(struct change_page *page, unsigned i, double most_name_pt)
{
	page->row_pt = densities[i].row_pt;
	page->bar_pt = densities[i].bar_pt;
	page->name_pt = MIN(densities[i].name_pt, most_name_pt);
}

/* The usual rows, lower ones where those fit a page, else the usual ones over several pages. */
static void choose_density(struct change_page *page)
{
	const struct tk_dataset *dataset = page->doc->picture->dataset;
	double most_name_pt = tk_names_size(&page->doc->pen, TK_ROLE_NAME, dataset->regions,
					    dataset->n_regions, NAME_W);

	for (unsigned i = 0; i < G_N_ELEMENTS(densities); i++) {
		take_density(page, i, most_name_pt);
		if (fits_page(page))
			return;
	}
	take_density(page, 0, most_name_pt);
}

/* ---- Table ---- */

static void draw_grid(const struct change_page *page, double y, double h)
{
	const struct tk_pen *pen = &page->doc->pen;

	for (int64_t tick = page->scale.from; tick <= page->last_tick; tick += page->scale.step) {
		double x = tk_scale_x(&page->scale, tick);

		tk_draw_line(pen->canvas, x, y, x, y + h, 0.5,
			     tk_pen_ink(pen, tick ? TK_HAIR : TK_RULE));
	}
}

static void draw_ticks(const struct change_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_artifact(pen);
	for (int64_t tick = page->scale.from; tick <= page->last_tick; tick += page->scale.step) {
		g_autofree char *label = tk_format_signed(pen->lang, tick / 10, 0);

		tk_pen_text(pen, TK_ROLE_AXIS, TK_CENTRE, tk_scale_x(&page->scale, tick),
			    page->top_y - 8, label);
	}
	draw_grid(page, page->top_y - 3, 3);
	tk_pen_end(pen);
}

/* Heads stand above the axis' labels, whose first one would else read as theirs. */
#define HEAD_UP 20.0

static void draw_head(void *data)
{
	const struct change_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_LEFT, TK_PAGE_X0, page->top_y - HEAD_UP,
		    tk_doc_text(page->doc, "region"));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_RIGHT, NUMBER_X, page->top_y - HEAD_UP,
		    tk_doc_text(page->doc, "change.column"));
	tk_pen_end(pen);
	tk_pen_end(pen);
	draw_ticks(page);
}

static void draw_marks(const struct change_page *page, double y, double h, int64_t value)
{
	const struct tk_pen *pen = &page->doc->pen;
	double x = tk_scale_x(&page->scale, page->reference), middle = y + h / 2;

	tk_pen_begin_artifact(pen);
	draw_grid(page, y, h);
	tk_draw_diverging_bar(pen, &page->scale, middle - page->bar_pt / 2, page->bar_pt,
			      page->reference, value, false);
	tk_draw_line(pen->canvas, x, y, x, y + h, 1.25, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_draw_arrow(pen, ARROW_X, middle, 7, (value > 0) - (value < 0), TK_INK2);
}

/* "koko maa +15,9", name and number as cells, in the middle under the reference line. */
static void draw_country(const struct change_page *page, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const char *name = tk_doc_text(page->doc, "change.country");
	g_autofree char *number = tk_format_signed(pen->lang, page->reference, 1);
	double name_w = tk_pen_width(pen, TK_ROLE_REFERENCE, name);
	double w = name_w + SPACE_W + tk_pen_width(pen, TK_ROLE_REFERENCE, number);
	double x = tk_scale_x(&page->scale, page->reference) - w / 2;

	x = CLAMP(x, SCALE_X - 40, SCALE_RIGHT + 20 - w);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_REFERENCE, TK_LEFT, x, y + 11, name);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_REFERENCE, TK_LEFT, x + name_w + SPACE_W, y + 11, number);
	tk_pen_end(pen);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct change_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;

	if (row == page->n_regions) {
		draw_country(page, y);
		return;
	}
	const struct tk_names *name = &page->doc->picture->dataset->regions[page->order[row]].name;
	int64_t value = region_tenths(page, page->order[row]);
	g_autofree char *number = tk_format_signed(pen->lang, value, 1);
	struct tk_text_style style = name_style(page);
	double h = row_height(page, row), baseline_y = y + h / 2 + page->name_pt * 0.34;
	unsigned n = name_lines(page, row);

	draw_marks(page, y, h, value);
	tk_pen_begin_th(pen, "Row", 0, tk_names_lang(name, pen->lang));
	tk_pen_block(pen, &style, TK_PAGE_X0, baseline_y - (n - 1) * LINE_PT / 2, NAME_W,
		     tk_names_in(name, pen->lang));
	tk_pen_end(pen);
	style = tk_role_style(pen, TK_ROLE_NUMBER, TK_RIGHT);
	style.size_pt = page->name_pt;
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, NUMBER_X, baseline_y, number, &style);
	tk_pen_end(pen);
}

static void turn(void *data)
{
	struct change_page *page = data;

	tk_pen_begin_artifact(&page->doc->pen);
	tk_draw_change_side(page->doc, page->top_y);
	tk_pen_end(&page->doc->pen);
	tk_sheet_turn(&page->sheet);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

/* ---- Head ---- */

/* The change and where it was largest, when it grew there and nowhere as much. */
static char *most_title(const struct change_page *page, const char *points)
{
	const struct tk_document *doc = page->doc;
	const char *place;

	if (page->n_regions < 2)
		return NULL;
	int64_t first = region_tenths(page, page->order[0]);

	if (first <= page->reference || first == region_tenths(page, page->order[1]))
		return NULL;
	bool named = tk_words_place(doc, page->order[0], &place);
	g_autofree char *most = tk_format_signed(doc->pen.lang, first, 1);

	return tk_text_format(doc->pen.texts, doc->pen.lang,
			      named ? "change.up.in" : "change.up.name", "points", points, "region",
			      place, "most", most, NULL);
}

static char **titles(const struct change_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *points = tk_format_decimal(pen->lang, ABS(page->reference), 1);

	if (page->reference == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(page->doc, "change.same")));
	if (page->reference < 0)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "change.down",
						      "points", points, NULL));
	return tk_texts_new(
		2, most_title(page, points),
		tk_text_format(pen->texts, pen->lang, "change.up.plain", "points", points, NULL));
}

static char *subtitle_text(const struct tk_document *doc)
{
	const struct tk_period *now = doc->picture->period;
	g_autofree char *from = tk_words_since(doc, "from");
	g_autofree char *to = tk_text_month(doc->pen.texts, doc->pen.lang, TK_MONTH_TO_YEAR,
					    now->year, now->month);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "change.subtitle", "from", from, "to",
			      to, NULL);
}

static char **sources(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	char *before = picture->before ? tk_words_illustrative(doc, picture->before->period) : NULL;

	return tk_texts_new(5, tk_words_reports(doc), before,
			    tk_words_illustrative(doc, picture->period), tk_words_missing(doc),
			    tk_words_uncompared(doc));
}

/* ---- The page ---- */

/* Nothing to compare with: say so, and show the risks as they are. */
static void draw_without_change(struct tk_document *doc)
{
	struct tk_sheet_frame sheet;

	tk_sheet_init(&sheet, doc, "page.change", TK_ROLE_DATA_TITLE,
		      tk_texts_new(1, g_strdup(tk_doc_text(doc, "change.none"))), NULL,
		      sources(doc));
	tk_sheet_begin(&sheet, 1);
	tk_pen_begin(&doc->pen, "P", doc->pen.lang);
	tk_pen_paragraph(&doc->pen, TK_ROLE_BODY, TK_PAGE_X0, TOP_Y + sheet.extra_y + 4, 428,
			 tk_doc_text(doc, "change.none-note"));
	tk_pen_end(&doc->pen);
	tk_draw_change_side(doc, TOP_Y + sheet.extra_y);
	tk_sheet_end(&sheet);
}

void tk_draw_change(struct tk_document *doc)
{
	const struct tk_change *country = tk_picture_change_country(doc->picture, TK_ALL_AREAS);

	if (!country || country->whole.den == 0) {
		draw_without_change(doc);
		return;
	}
	g_autofree unsigned *order = g_new(unsigned, doc->picture->dataset->n_regions + 1);
	struct change_page page = {
		.doc = doc,
		.order = order,
		.reference = tk_fraction_points(country->whole, 1),
	};

	order_regions(&page);
	make_scale(&page);
	tk_sheet_init(&page.sheet, doc, "page.change", TK_ROLE_DATA_TITLE, titles(&page),
		      subtitle_text(doc), sources(doc));
	page.top_y = TOP_Y + page.sheet.extra_y;
	choose_density(&page);
	struct tk_table table = {&ops, &page, page.n_regions + 1, page.top_y, BOTTOM_Y, 0};

	tk_sheet_begin(&page.sheet, tk_table_pages(&table));
	tk_draw_table(doc->pen.canvas, &table);
	tk_draw_change_side(doc, page.top_y);
	tk_sheet_end(&page.sheet);
}
