#include "deck-imp.h"

#define CELLS_X 182.0
#define TOP_Y 144.0
#define MOST_PITCH 94.0
/** The areas' room beside a legend column, and when the legend is a row instead. */
#define NARROW_W 470.0
#define WIDE_W 652.0
#define MOST_NARROW 6u
#define LEAST_PITCH 50.0
#define TOTAL_GAP 10.0
#define TOTAL_W 86.0
#define WIDE_TOTAL_W 72.0
#define SIDE_X 778.0
#define DENSE_PT 9.5
/** Rows end here where a note stands below them. */
#define WIDE_BOTTOM 484.0
#define WIDE_NOTE_Y 497.0

struct heatmap {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct tk_region_rows rows;
	enum tk_order_by by;
	struct tk_columns columns;
	/** Areas of this table: a table that is too wide is cut into several. */
	unsigned first_area, n_areas, n_groups;
	bool wide;
	double pitch, total_w, top_y;
	/** Cells of each class, the last ones without figures. */
	unsigned counts[TK_MOST_CLASSES + 1];
};

/* ---- Layout ---- */

static unsigned areas_in_group(const struct tk_dataset *dataset, unsigned n_groups)
{
	return (dataset->n_areas + n_groups - 1) / n_groups;
}

static void try_layout(struct heatmap *map, unsigned n_groups)
{
	const struct tk_dataset *dataset = map->doc->picture->dataset;
	unsigned n = areas_in_group(dataset, n_groups);

	map->n_groups = n_groups;
	map->wide = n > MOST_NARROW;
	map->pitch = MIN(MOST_PITCH, (map->wide ? WIDE_W : NARROW_W) / n);
	map->total_w = map->wide ? WIDE_TOTAL_W : TOTAL_W;
	map->columns =
		tk_columns_new(&map->doc->pen, dataset->areas, dataset->n_areas, map->pitch - 5);
}

/* As few tables as hold the names; with one area in each there is nothing left to cut. */
static void lay_out(struct heatmap *map)
{
	unsigned n_areas = map->doc->picture->dataset->n_areas, n_groups = 1;

	do
		try_layout(map, n_groups++);
	while ((!map->columns.fits || map->pitch < LEAST_PITCH) && n_groups <= n_areas);
	if (!map->columns.fits)
		tk_doc_overflow(map->doc, tk_doc_text(map->doc, "page.heatmap"));
	map->top_y = TOP_Y + map->sheet.extra_y;
	if (map->columns.n_lines > 2)
		map->top_y += (map->columns.n_lines - 2) * TK_COLUMN_LEADING;
}

static double total_x(const struct heatmap *map)
{
	return CELLS_X + map->n_areas * map->pitch + TOTAL_GAP;
}

static double bottom_y(const struct heatmap *map)
{
	return map->wide ? WIDE_BOTTOM : TK_PAGE_BOTTOM;
}

static void count_share(struct heatmap *map, struct tk_share share)
{
	const struct tk_period *period = map->doc->picture->period;

	map->counts[share.n > 0 ? tk_period_class(period, tk_percent(share)) : period->n_classes]++;
}

static void count_cells(struct heatmap *map)
{
	const struct tk_picture *picture = map->doc->picture;

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		for (unsigned a = 0; a < picture->dataset->n_areas; a++)
			count_share(map, tk_measures_region(picture->now, r, a)->progress);
	}
}

/* ---- Head ---- */

static double area_middle(const struct heatmap *map, unsigned i)
{
	return CELLS_X + i * map->pitch + map->pitch / 2 - 0.5;
}

/* A cell of its own: as a part of the head it would be read again with each figure. */
static void draw_task_count(const struct heatmap *map, double x, unsigned area)
{
	const struct tk_pen *pen = &map->doc->pen;
	g_autofree char *count =
		tk_text_plural(pen->texts, pen->lang, "tasks",
			       tk_measures_window_tasks(map->doc->picture->now, area), NULL);

	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_SUBCOLUMN, TK_CENTRE, x, map->top_y - 7, count);
	tk_pen_end(pen);
}

static void draw_area_head(const struct heatmap *map, unsigned i)
{
	const struct tk_pen *pen = &map->doc->pen;
	const struct tk_area *of = &map->doc->picture->dataset->areas[map->first_area + i];

	tk_pen_begin_th(pen, "Column", 0,
			tk_names_lang(tk_columns_name(&map->columns, of), pen->lang));
	tk_draw_column_name(pen, &map->columns, of, TK_CENTRE, area_middle(map, i),
			    map->top_y - 20.5);
	tk_pen_end(pen);
}

static void draw_total_head(const struct heatmap *map)
{
	const struct tk_pen *pen = &map->doc->pen;
	double middle = total_x(map) + map->total_w / 2, y = map->top_y - 26;

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	double w = tk_pen_text(pen, TK_ROLE_COLUMN, TK_CENTRE, middle - 3, map->top_y - 20.5,
			       tk_doc_text(map->doc, "total"));

	tk_pen_end(pen);
	if (map->by != TK_BY_PROGRESS)
		return;
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	double x = middle - 3 + w / 2 + 4;

	tk_pen_begin_artifact(pen);
	cairo_move_to(cairo, x, y);
	cairo_line_to(cairo, x + 6, y);
	cairo_line_to(cairo, x + 3, y + 5);
	cairo_close_path(cairo);
	tk_canvas_fill(pen->canvas, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct heatmap *map = data;
	const struct tk_pen *pen = &map->doc->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	tk_rows_draw_corner(&map->rows, map->by, map->top_y, 2);
	for (unsigned i = 0; i < map->n_areas; i++)
		draw_area_head(map, i);
	draw_total_head(map);
	tk_pen_end(pen);
	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < map->n_areas; i++)
		draw_task_count(map, area_middle(map, i), map->first_area + i);
	draw_task_count(map, total_x(map) + map->total_w / 2, TK_ALL_AREAS);
	tk_pen_end(pen);
}

/* ---- Rows ---- */

/* Place and width of a column; the last one is the total. */
static double column_x(const struct heatmap *map, unsigned i, double *w, unsigned *area)
{
	bool total = i == map->n_areas;

	*w = total ? map->total_w : map->pitch - 1;
	*area = total ? TK_ALL_AREAS : map->first_area + i;
	return total ? total_x(map) : CELLS_X + i * map->pitch;
}

static void draw_cells(const struct heatmap *map, unsigned row, double y)
{
	const struct tk_pen *pen = &map->doc->pen;
	const struct tk_period *period = map->doc->picture->period;
	double h = tk_rows_height(&map->rows, row) - tk_rows_gap(&map->rows, row) - 1, w;
	double size_pt = MIN(tk_role_style(pen, TK_ROLE_HEAT, TK_LEFT).size_pt,
			     map->rows.row_pt < 14 ? DENSE_PT : 20);
	unsigned area;

	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i <= map->n_areas; i++) {
		double x = column_x(map, i, &w, &area);

		tk_draw_heat_fill(pen, x, y, w, h, tk_rows_figures(&map->rows, row, area)->progress,
				  period);
	}
	tk_pen_end(pen);
	for (unsigned i = 0; i <= map->n_areas; i++) {
		double x = column_x(map, i, &w, &area);

		tk_pen_begin_td(pen, 0, pen->lang);
		tk_draw_heat_number(pen, x, y, w, h,
				    tk_rows_figures(&map->rows, row, area)->progress, period,
				    size_pt, row == 0);
		tk_pen_end(pen);
	}
}

static void draw_missing(const struct heatmap *map, unsigned row, double y)
{
	const struct tk_pen *pen = &map->doc->pen;
	double h = tk_rows_height(&map->rows, row) - tk_rows_gap(&map->rows, row) - 1;
	double w = map->n_areas * map->pitch - 1;

	tk_pen_begin_artifact(pen);
	tk_draw_no_data(pen, CELLS_X, y, w, h);
	tk_draw_no_data(pen, total_x(map), y, map->total_w, h);
	tk_pen_end(pen);
	tk_rows_put_reason(&map->rows, row, map->n_areas + 1, CELLS_X, y, w, h);
}

static double row_height(const void *data, unsigned row)
{
	const struct heatmap *map = data;

	return tk_rows_height(&map->rows, row);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct heatmap *map = data;

	y = tk_rows_draw_name(&map->rows, row, y);
	if (tk_rows_reported(&map->rows, row))
		draw_cells(map, row, y);
	else
		draw_missing(map, row, y);
}

/* ---- Beside the table ---- */

static char *classes_note(const struct heatmap *map)
{
	const struct tk_pen *pen = &map->doc->pen;
	g_autofree char *lowest = tk_class_label(pen, map->doc->picture->period, 0);

	return tk_text_format(pen->texts, pen->lang, "heatmap.classes", "class", lowest, NULL);
}

static void draw_note(const struct tk_pen *pen, double x, double *y, double w, const char *text)
{
	tk_pen_begin(pen, "P", pen->lang);
	*y = tk_pen_paragraph(pen, TK_ROLE_NOTE, x, *y, w, text) + 10;
	tk_pen_end(pen);
}

static void draw_side(const struct heatmap *map)
{
	const struct tk_pen *pen = &map->doc->pen;
	const struct tk_period *period = map->doc->picture->period;
	g_autofree char *classes = classes_note(map);
	g_autofree char *pooled = tk_text_plural(pen->texts, pen->lang, "heatmap.pooled",
						 map->doc->picture->now->n_reported, NULL);
	double y = WIDE_NOTE_Y, w = TK_PAGE_X1 - SIDE_X;

	if (map->wide) {
		double legend_y = MIN(97 + map->sheet.extra_y, map->top_y - 46);

		tk_draw_legend_row(pen, TK_PAGE_X1, legend_y, period, map->counts);
		draw_note(pen, TK_PAGE_X0, &y, TK_PAGE_X1 - TK_PAGE_X0, pooled);
		return;
	}
	y = tk_draw_legend_table(pen, "class.cells", SIDE_X, TK_PAGE_X1, map->top_y - 20.5,
				 map->top_y, period, map->counts);
	y += 13;
	draw_note(pen, SIDE_X, &y, w, classes);
	draw_note(pen, SIDE_X, &y, w, pooled);
}

/* ---- The page ---- */

static void turn(void *data)
{
	struct heatmap *map = data;

	tk_pen_begin_artifact(&map->doc->pen);
	draw_side(map);
	tk_pen_end(&map->doc->pen);
	tk_sheet_turn(&map->sheet);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

static const char *title_form(const struct tk_document *doc, const struct tk_ends *ends,
			      const char **place)
{
	bool named = tk_words_place(doc, ends->best, place);

	if (ends->tie)
		return "heatmap.title.tie";
	return named ? "heatmap.title.in" : "heatmap.title.name";
}

/* How many regions have begun less than half. */
static unsigned count_below_half(const struct tk_picture *picture)
{
	unsigned n = 0;

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(picture->now, r, TK_ALL_AREAS)->progress;

		n += share.n > 0 && 2 * share.k < share.n;
	}
	return n;
}

static char *title_text(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	struct tk_ends ends = tk_words_ends(doc, TK_ALL_AREAS);
	unsigned n = count_below_half(doc->picture);
	const char *place;

	if (ends.n == 0)
		return g_strdup(tk_doc_text(doc, "heatmap.title.empty"));
	g_autofree char *high = tk_pen_percent(pen, ends.high);

	if (ends.n == 1)
		return tk_text_format(pen->texts, pen->lang, "heatmap.title.single", "region",
				      tk_words_region(doc, ends.best), "high", high, NULL);
	if (ends.high.k == 0)
		return g_strdup(tk_doc_text(doc, "heatmap.title.none-begun"));
	if (tk_share_compare(ends.high, ends.low) == 0)
		return tk_text_format(pen->texts, pen->lang, "heatmap.title.equal", "high", high,
				      NULL);
	const char *form = title_form(doc, &ends, &place);
	g_autofree char *none = g_strconcat(form, ".none", NULL);

	if (n == 0)
		return tk_text_format(pen->texts, pen->lang, none, "region", place, "high", high,
				      NULL);
	return tk_text_plural(pen->texts, pen->lang, form, n, "region", place, "high", high, NULL);
}

static void init_sheet(struct heatmap *map)
{
	struct tk_document *doc = map->doc;
	g_autofree char *window = tk_words_window(doc);
	const struct tk_measures *before = doc->picture->before;
	bool changed = before && tk_words_limits_changed(before->period, doc->picture->period);
	const char *limits = changed ? tk_doc_text(doc, "source.limits") : NULL;

	tk_sheet_init(&map->sheet, doc, "page.heatmap", TK_ROLE_DATA_TITLE,
		      tk_texts_new(1, title_text(doc)),
		      tk_text_format(doc->pen.texts, doc->pen.lang, "heatmap.subtitle", "window",
				     window, NULL),
		      tk_texts_new(4, tk_words_reports(doc),
				   tk_words_illustrative(doc, doc->picture->period),
				   g_strdup(limits), g_strdup(tk_doc_text(doc, "source.classes"))));
}

/* Which areas a table has, and how high its rows are. */
static struct tk_table table_of(struct heatmap *map, unsigned group)
{
	unsigned n_areas = map->doc->picture->dataset->n_areas,
		 n = areas_in_group(map->doc->picture->dataset, map->n_groups);

	map->first_area = MIN(group * n, n_areas);
	map->n_areas = MIN(n, n_areas - map->first_area);
	map->rows.cells_right = total_x(map) - TOTAL_GAP;
	map->rows.rule_right = total_x(map) + map->total_w;
	tk_rows_fit(&map->rows, bottom_y(map) - map->top_y);
	return (struct tk_table){&ops,       map,           tk_rows_count(&map->rows),
				 map->top_y, bottom_y(map), 0};
}

void tk_draw_heatmap(struct tk_document *doc)
{
	struct heatmap map = {.doc = doc, .by = tk_doc_order(doc, TK_BY_PROGRESS)};

	init_sheet(&map);
	lay_out(&map);
	count_cells(&map);
	tk_rows_init(&map.rows, doc, map.by, CELLS_X);
	struct tk_table table = table_of(&map, 0);

	tk_sheet_begin(&map.sheet, tk_table_pages(&table) * map.n_groups);
	for (unsigned group = 0; group < map.n_groups; group++) {
		if (group > 0)
			turn(&map);
		table = table_of(&map, group);
		tk_draw_table(doc->pen.canvas, &table);
	}
	draw_side(&map);
	tk_sheet_end(&map.sheet);
	tk_rows_clear(&map.rows);
}
