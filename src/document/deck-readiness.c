#include "deck-imp.h"

#define CELLS_X 166.0
#define CELLS_W 750.0
#define TOP_Y 144.0
#define MOST_PITCH 150.0
#define MOST_AREAS 6u
/** The numbers' room right of a bar, and the bar's height. */
#define NUMBERS_W 84.0
#define BAR_H 8.5
/** Right edges of the numbers from the bar's end; heads stand 2 further. */
#define UNDER_X 32.0
#define DONE_X 66.0
#define LEGEND_Y 96.0
#define STACK_PT 11.0
#define RULE_EVERY 5u

struct readiness {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct tk_region_rows rows;
	enum tk_order_by by;
	struct tk_columns columns;
	/** Areas of this table: more than six take several. */
	unsigned first_area, n_areas, n_groups;
	double pitch, bar_w, top_y;
	/** The number of tasks stands above the heads of the numbers: narrow columns. */
	bool stacked;
};

/* ---- Layout ---- */

static unsigned areas_in_group(const struct readiness *page, unsigned n_groups)
{
	return (page->doc->picture->dataset->n_areas + n_groups - 1) / n_groups;
}

/* Whether an area's number of tasks would meet the heads beside it. */
static bool needs_stack(const struct readiness *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_measures *now = page->doc->picture->now;
	double head_w =
		tk_pen_width(pen, TK_ROLE_SUBCOLUMN, tk_doc_text(page->doc, "readiness.under-way"));

	for (unsigned a = 0; a < page->doc->picture->dataset->n_areas; a++) {
		g_autofree char *count = tk_text_plural(pen->texts, pen->lang, "tasks",
							tk_measures_tasks(now, a), NULL);

		if (tk_pen_width(pen, TK_ROLE_SUBCOLUMN, count) + 4 + head_w >
		    page->bar_w + UNDER_X + 2)
			return true;
	}
	return false;
}

static void lay_out(struct readiness *page)
{
	const struct tk_dataset *dataset = page->doc->picture->dataset;

	page->n_groups = (dataset->n_areas + MOST_AREAS - 1) / MOST_AREAS;
	page->pitch = MIN(MOST_PITCH, CELLS_W / areas_in_group(page, page->n_groups));
	page->bar_w = page->pitch - NUMBERS_W;
	page->columns =
		tk_columns_new(&page->doc->pen, dataset->areas, dataset->n_areas, page->pitch - 10);
	if (!page->columns.fits)
		tk_doc_overflow(page->doc, tk_doc_text(page->doc, "page.readiness"));
	page->stacked = needs_stack(page);
	page->top_y = TOP_Y + page->sheet.extra_y + (page->stacked ? STACK_PT : 0);
	if (page->columns.n_lines > 2)
		page->top_y += (page->columns.n_lines - 2) * TK_COLUMN_LEADING;
}

static double area_x(const struct readiness *page, unsigned area)
{
	return CELLS_X + (area - page->first_area) * page->pitch;
}

/* ---- Head ---- */

/* How much higher than usual names and numbers of tasks stand. */
static double raised(const struct readiness *page)
{
	return page->stacked ? STACK_PT : 0;
}

static void draw_area_head(const struct readiness *page, unsigned area)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_area *of = &page->doc->picture->dataset->areas[area];

	tk_pen_begin_th(pen, "Column", 2,
			tk_names_lang(tk_columns_name(&page->columns, of), pen->lang));
	tk_draw_column_name(pen, &page->columns, of, TK_LEFT, area_x(page, area),
			    page->top_y - 24 - raised(page));
	tk_pen_end(pen);
}

/* A cell of its own: as a part of the head it would be read again with each figure. */
static void draw_task_count(const struct readiness *page, unsigned area)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *count =
		tk_text_plural(pen->texts, pen->lang, "tasks",
			       tk_measures_tasks(page->doc->picture->now, area), NULL);

	tk_pen_begin_td(pen, 2, pen->lang);
	tk_pen_text(pen, TK_ROLE_SUBCOLUMN, TK_LEFT, area_x(page, area),
		    page->top_y - 8 - raised(page), count);
	tk_pen_end(pen);
}

static void draw_number_heads(const struct readiness *page, unsigned area)
{
	const struct tk_pen *pen = &page->doc->pen;
	double end = area_x(page, area) + page->bar_w;

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_SUBCOLUMN, TK_RIGHT, end + UNDER_X + 2, page->top_y - 8,
		    tk_doc_text(page->doc, "readiness.under-way"));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_SUBCOLUMN_STRONG, TK_RIGHT, end + DONE_X + 2, page->top_y - 8,
		    tk_doc_text(page->doc, "readiness.done"));
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct readiness *page = data;
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	tk_rows_draw_corner(&page->rows, page->by, page->top_y, 3);
	for (unsigned i = 0; i < page->n_areas; i++)
		draw_area_head(page, page->first_area + i);
	tk_pen_end(pen);
	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < page->n_areas; i++)
		draw_number_heads(page, page->first_area + i);
	tk_pen_end(pen);
	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < page->n_areas; i++)
		draw_task_count(page, page->first_area + i);
	tk_pen_end(pen);
}

/* ---- Rows ---- */

static char *number_text(const struct tk_pen *pen, struct tk_share share)
{
	if (share.n == 0)
		return g_strdup(tk_text(pen->texts, pen->lang, "none"));
	return tk_format_int(pen->lang, tk_percent(share));
}

static void draw_number(const struct readiness *page, double x, double y, struct tk_share share,
			int weight, bool grey)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_NAME, TK_RIGHT);
	g_autofree char *text = number_text(pen, share);

	style.size_pt = page->rows.name_pt;
	style.weight = weight;
	if (grey)
		style.colour = tk_pen_ink(pen, TK_INK3);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, x, y, text, &style);
	tk_pen_end(pen);
}

static void draw_area_numbers(const struct readiness *page, unsigned area, unsigned row, double y)
{
	const struct tk_figures *figures = tk_rows_figures(&page->rows, row, area);
	double end = area_x(page, area) + page->bar_w;
	double baseline_y = y + (page->rows.row_pt - 1) / 2 + page->rows.name_pt * 0.34;
	bool zero = figures->done.n > 0 && tk_percent(figures->done) == 0;

	draw_number(page, end + UNDER_X, baseline_y, figures->under_way, row == 0 ? 700 : 400,
		    false);
	draw_number(page, end + DONE_X, baseline_y, figures->done, row == 0 ? 700 : 600, zero);
}

static void draw_cells(const struct readiness *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	double bar_y = y + (page->rows.row_pt - 1 - BAR_H) / 2;

	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i < page->n_areas; i++) {
		unsigned area = page->first_area + i;
		const struct tk_figures *figures = tk_rows_figures(&page->rows, row, area);

		if (figures->done.n > 0)
			tk_draw_readiness_bar(pen, area_x(page, area), bar_y, page->bar_w, BAR_H,
					      figures->done, figures->under_way);
	}
	tk_pen_end(pen);
	for (unsigned i = 0; i < page->n_areas; i++)
		draw_area_numbers(page, page->first_area + i, row, y);
}

static void draw_missing(const struct readiness *page, unsigned row, double y)
{
	double h = tk_rows_height(&page->rows, row) - tk_rows_gap(&page->rows, row) - 1.5;
	double w = page->rows.cells_right - CELLS_X;

	tk_rows_draw_missing(&page->rows, row, 2 * page->n_areas, CELLS_X, y + 0.25, w, h);
}

static double row_height(const void *data, unsigned row)
{
	const struct readiness *page = data;

	return tk_rows_height(&page->rows, row);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct readiness *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	double rule_y = y + tk_rows_height(&page->rows, row) - 0.4;

	if (row > 0 && row % RULE_EVERY == 0 && row < page->rows.n_reported) {
		tk_pen_begin_artifact(pen);
		tk_draw_line(pen->canvas, TK_PAGE_X0, rule_y, page->rows.rule_right, rule_y, 0.5,
			     tk_pen_ink(pen, TK_HAIR));
		tk_pen_end(pen);
	}
	y = tk_rows_draw_name(&page->rows, row, y);
	if (tk_rows_reported(&page->rows, row))
		draw_cells(page, row, y);
	else
		draw_missing(page, row, y);
}

/* ---- The legend ends at the right margin; direct heads make it an artifact for listeners. ---- */

static const struct {
	const char *key;
	enum tk_ink ink;
	bool tick;
} legend[] = {
	{"legend.done", TK_DEEP, false},
	{"legend.under-way", TK_MID, false},
	{"legend.open", TK_TRACK, true},
};

static void draw_legend(const struct readiness *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	double x = TK_PAGE_X1 + 14 - 12, y = LEGEND_Y + page->sheet.extra_y;

	for (unsigned i = 0; i < G_N_ELEMENTS(legend); i++)
		x -= 33 + tk_pen_width(pen, TK_ROLE_LEGEND, tk_doc_text(page->doc, legend[i].key));
	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i < G_N_ELEMENTS(legend); i++) {
		tk_draw_rect(pen->canvas, x, y - 8, 14, BAR_H, tk_pen_ink(pen, legend[i].ink));
		if (legend[i].tick)
			tk_draw_line(pen->canvas, x + 14, y - 9.5, x + 14, y + 2, 0.75,
				     tk_pen_ink(pen, TK_KEY));
		x += 33 + tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 19, y,
				      tk_doc_text(page->doc, legend[i].key));
	}
	tk_pen_end(pen);
}

/* ---- The page ---- */

static void turn(void *data)
{
	struct readiness *page = data;

	tk_sheet_turn(&page->sheet);
	draw_legend(page);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

/* The two regions with the most done, where no third one has as much. */
static char *leaders_title(const struct tk_document *doc, const char *done)
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_pen *pen = &doc->pen;
	g_autofree unsigned *order = g_new(unsigned, picture->dataset->n_regions + 1);
	unsigned n = tk_picture_order(picture, TK_BY_DONE, TK_ALL_AREAS, pen->lang, order);
	const char *first, *second;

	if (n < 3)
		return NULL;
	struct tk_share b = tk_measures_region(picture->now, order[1], TK_ALL_AREAS)->done;
	struct tk_share c = tk_measures_region(picture->now, order[2], TK_ALL_AREAS)->done;
	bool named = tk_words_place(doc, order[0], &first);

	named = tk_words_place(doc, order[1], &second) && named;
	if (c.n == 0 || tk_share_compare(b, c) <= 0)
		return NULL;
	return tk_text_format(pen->texts, pen->lang,
			      named ? "readiness.title.in" : "readiness.title.name", "done", done,
			      "a", named ? first : tk_words_region(doc, order[0]), "b",
			      named ? second : tk_words_region(doc, order[1]), NULL);
}

static char **titles(const struct tk_document *doc)
{
	struct tk_share share = tk_measures_country(doc->picture->now, TK_ALL_AREAS)->done;
	g_autofree char *done = tk_pen_percent(&doc->pen, share);

	if (share.n == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "readiness.title.empty")));
	if (share.k == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "readiness.title.none")));
	return tk_texts_new(2, leaders_title(doc, done),
			    tk_text_format(doc->pen.texts, doc->pen.lang, "readiness.title.plain",
					   "done", done, NULL));
}

/* What is measured; until when, only where the settings say so. */
static char *subtitle(const struct tk_pen *pen, int32_t target_date, const char *n)
{
	if (target_date == TK_NO_DATE)
		return tk_text_format(pen->texts, pen->lang, "readiness.subtitle.plain", "n", n,
				      NULL);
	g_autofree char *date = tk_text_date(pen->texts, pen->lang, target_date);

	return tk_text_format(pen->texts, pen->lang, "readiness.subtitle", "n", n, "date", date,
			      NULL);
}

static void init_sheet(struct readiness *page)
{
	struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *n =
		tk_format_int(pen->lang, tk_measures_tasks(picture->now, TK_ALL_AREAS));

	tk_sheet_init(
		&page->sheet, doc, "page.readiness", TK_ROLE_DATA_TITLE, titles(doc),
		subtitle(pen, picture->dataset->settings.target_date, n),
		tk_texts_new(3, tk_words_reports(doc), tk_words_illustrative(doc, picture->period),
			     tk_text_plural(pen->texts, pen->lang, "source.roadmap",
					    tk_measures_tasks(picture->now, TK_ALL_AREAS), NULL)));
}

static struct tk_table table_of(struct readiness *page, unsigned group)
{
	unsigned n = areas_in_group(page, page->n_groups),
		 n_areas = page->doc->picture->dataset->n_areas;

	page->first_area = MIN(group * n, n_areas);
	page->n_areas = MIN(n, n_areas - page->first_area);
	page->rows.cells_right = area_x(page, page->first_area + page->n_areas) - 16;
	page->rows.rule_right =
		page->n_areas * page->pitch > CELLS_W - 1 ? TK_PAGE_X1 : page->rows.cells_right;
	tk_rows_fit(&page->rows, TK_PAGE_BOTTOM - page->top_y);
	return (struct tk_table){&ops,        page,           tk_rows_count(&page->rows),
				 page->top_y, TK_PAGE_BOTTOM, 0};
}

void tk_draw_readiness(struct tk_document *doc)
{
	struct readiness page = {.doc = doc, .by = tk_doc_order(doc, TK_BY_DONE)};

	init_sheet(&page);
	lay_out(&page);
	tk_rows_init(&page.rows, doc, page.by, CELLS_X);
	struct tk_table table = table_of(&page, 0);

	tk_sheet_begin(&page.sheet, tk_table_pages(&table) * page.n_groups);
	draw_legend(&page);
	for (unsigned group = 0; group < page.n_groups; group++) {
		if (group > 0)
			turn(&page);
		table = table_of(&page, group);
		tk_draw_table(doc->pen.canvas, &table);
	}
	tk_sheet_end(&page.sheet);
	tk_rows_clear(&page.rows);
}
