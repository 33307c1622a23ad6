#include "region-imp.h"

/* The areas against the median, and the trend beside them. */
#define W 302.0
#define TREND_GAP 20.0
#define NAME_W 106.0
#define BAR_X 111.0
#define BAR_W 66.0
#define BAR_H 9.0
#define MARKER_H 15.0
/** Right edges of the columns, and the middle of the arrow. */
#define VALUE_X 212.0
#define MEDIAN_X 248.0
#define ARROW_X 256.5
#define CHANGE_X 279.0
#define RANK_X W
#define LINE_PT 10.0
/** From the section's rule to the heads of the columns and to the first row. */
#define COLUMNS_AFTER 13.5
#define ROWS_AFTER 22.0
/** Few areas have much room, many little. */
#define FEW_AREAS 6u
#define ROW_PT 21.5
#define DENSE_ROW_PT 15.5
#define KEY_PT 15.0

struct areas {
	struct tk_region_doc *rd;
	double x, head_y, row_pt;
	bool shortened;
	/** There is no median but its own; there are ranks; there is a period before. */
	bool alone, ranked, compared;
};

static const char *area_name(const struct areas *areas, unsigned a)
{
	const struct tk_area *area = &areas->rd->doc.picture->dataset->areas[a];
	const struct tk_names *names = areas->shortened && tk_names_any(&area->short_name)
					       ? &area->short_name
					       : &area->name;

	return tk_names_in(names, areas->rd->doc.pen.lang);
}

static unsigned name_lines(const struct areas *areas, unsigned a)
{
	return tk_a4_lines(areas->rd, TK_A4_CELL, NAME_W, area_name(areas, a));
}

/* Short names where full ones take more lines than rows have. */
static void fit(struct areas *areas)
{
	unsigned n = areas->rd->doc.picture->dataset->n_areas, most = 0;

	areas->row_pt = n <= FEW_AREAS ? ROW_PT : DENSE_ROW_PT;
	for (unsigned a = 0; a < n; a++)
		most = MAX(most, name_lines(areas, a));
	areas->shortened = most * LINE_PT > areas->row_pt;
}

static double row_height(const void *data, unsigned row)
{
	const struct areas *areas = data;

	return MAX(areas->row_pt, name_lines(areas, row) * LINE_PT + 2.5);
}

/* ---- One area ---- */

static void draw_bar(const struct areas *areas, double middle_y, struct tk_share share,
		     struct tk_fraction median)
{
	const struct tk_pen *pen = &areas->rd->doc.pen;
	double x = areas->x + BAR_X;

	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, x, middle_y - BAR_H / 2, BAR_W, BAR_H, tk_pen_ink(pen, TK_TRACK));
	if (share.n > 0)
		tk_draw_rect(pen->canvas, x, middle_y - BAR_H / 2,
			     BAR_W * (double)share.k / (double)share.n, BAR_H,
			     tk_pen_ink(pen, TK_DEEP));
	if (median.den > 0 && !areas->alone)
		tk_draw_level(pen, x + BAR_W * (double)median.num / (double)median.den,
			      middle_y - MARKER_H / 2, MARKER_H);
	tk_pen_end(pen);
}

static void draw_cell(const struct areas *areas, enum tk_a4_role role, double right_x, double y,
		      const char *text)
{
	tk_pen_begin_td(&areas->rd->doc.pen, 0, areas->rd->doc.pen.lang);
	tk_a4_text(areas->rd, role, TK_RIGHT, areas->x + right_x, y, text);
	tk_pen_end(&areas->rd->doc.pen);
}

static void draw_change(const struct areas *areas, unsigned area, double y)
{
	const struct tk_pen *pen = &areas->rd->doc.pen;
	const struct tk_change *change =
		tk_picture_change_region(areas->rd->doc.picture, areas->rd->region, area);

	if (!change || change->whole.den == 0) {
		draw_cell(areas, TK_A4_CELL2, CHANGE_X, y, tk_doc_text(&areas->rd->doc, "none"));
		return;
	}
	int64_t points = tk_fraction_points(change->whole, 0);
	g_autofree char *text = tk_format_signed(pen->lang, points, 0);

	tk_draw_arrow(pen, areas->x + ARROW_X, y - 3.2, 5, (points > 0) - (points < 0), TK_INK2);
	draw_cell(areas, TK_A4_CELL2, CHANGE_X, y, text);
}

static void draw_rank(const struct areas *areas, unsigned area, double y)
{
	const struct tk_pen *pen = &areas->rd->doc.pen;
	unsigned rank = tk_picture_rank(areas->rd->doc.picture, TK_MEASURE_PROGRESS,
					areas->rd->region, area);
	g_autofree char *n = tk_format_int(pen->lang, rank);
	g_autofree char *text =
		rank == 0 ? g_strdup(tk_doc_text(&areas->rd->doc, "none"))
			  : tk_text_format(pen->texts, pen->lang, "region.ordinal", "n", n, NULL);

	draw_cell(areas, TK_A4_CELL2, RANK_X, y, text);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct areas *areas = data;
	const struct tk_pen *pen = &areas->rd->doc.pen;
	const struct tk_names *name = &areas->rd->doc.picture->dataset->areas[row].name;
	struct tk_share share =
		tk_measures_region(areas->rd->shown, areas->rd->region, row)->progress;
	struct tk_fraction median = tk_measures_median(areas->rd->shown, TK_MEASURE_PROGRESS, row);
	double middle = y + row_height(data, row) / 2, baseline = middle + 3.1;
	struct tk_text_style style = tk_a4_style(areas->rd, TK_A4_CELL, TK_LEFT);
	g_autofree char *percent = tk_region_percent(areas->rd, share);
	g_autofree char *middle_one = tk_region_median(areas->rd, median);

	style.leading_pt = LINE_PT;
	draw_bar(areas, middle, share, median);
	tk_pen_begin_th(pen, "Row", 0, tk_names_lang(name, pen->lang));
	tk_pen_block(pen, &style, areas->x, baseline - (name_lines(areas, row) - 1) * LINE_PT / 2,
		     NAME_W, area_name(areas, row));
	tk_pen_end(pen);
	draw_cell(areas, TK_A4_NUMBER, VALUE_X, baseline, percent);
	if (!areas->alone)
		draw_cell(areas, TK_A4_CELL2, MEDIAN_X, baseline, middle_one);
	if (areas->compared)
		draw_change(areas, row, baseline);
	if (areas->ranked)
		draw_rank(areas, row, baseline);
}

/* ---- The table ---- */

static void draw_head(void *data)
{
	const struct areas *areas = data;
	const struct tk_region_doc *rd = areas->rd;
	const struct {
		const char *key;
		double x;
		enum tk_align align;
		bool wanted;
	} columns[] = {
		/* The section's own title stands over the names. */
		{NULL, 0, TK_LEFT, true},
		{"region.column.share", VALUE_X, TK_RIGHT, true},
		{"region.column.median", MEDIAN_X, TK_RIGHT, !areas->alone},
		{"region.column.change", CHANGE_X, TK_RIGHT, areas->compared},
		{"region.column.rank", RANK_X, TK_RIGHT, areas->ranked},
	};

	tk_pen_begin(&rd->doc.pen, "TR", rd->doc.pen.lang);
	for (unsigned i = 0; i < G_N_ELEMENTS(columns); i++) {
		if (!columns[i].wanted)
			continue;
		if (!columns[i].key) {
			tk_pen_begin_td(&rd->doc.pen, 0, rd->doc.pen.lang);
			tk_pen_end(&rd->doc.pen);
			continue;
		}
		tk_pen_begin_th(&rd->doc.pen, "Column", 0, rd->doc.pen.lang);
		tk_a4_text(rd, TK_A4_AXIS, columns[i].align, areas->x + columns[i].x, areas->head_y,
			   tk_doc_text(&rd->doc, columns[i].key));
		tk_pen_end(&rd->doc.pen);
	}
	tk_pen_end(&rd->doc.pen);
}

static void turn(void *data)
{
	struct areas *areas = data;

	tk_region_continue(areas->rd, "region.areas", W);
	areas->head_y = TK_A4_TOP + COLUMNS_AFTER;
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

/* What the marker and the change are. */
static double lay_key(struct areas *areas, double y)
{
	struct tk_region_doc *rd = areas->rd;
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_picture *picture = rd->doc.picture;
	g_autofree char *since = picture->before ? tk_words_since(&rd->doc, "since") : g_strdup("");
	const char *key = rd->shown != picture->now ? "region.key-none"
			  : picture->before         ? "region.key"
						    : "region.key-first";
	g_autofree char *own_key = g_strconcat(key, areas->alone ? "-alone" : "", NULL);
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, own_key, "since", since, NULL);
	double x = areas->x;

	if (rd->counting)
		return y + KEY_PT;
	if (!areas->alone) {
		tk_pen_begin_artifact(pen);
		tk_draw_line(pen->canvas, x + 1, y + 2.5, x + 1, y + 12.5, 1.25,
			     tk_pen_ink(pen, TK_INK));
		tk_pen_end(pen);
		x += 7;
	}
	tk_a4_paragraph(rd, TK_A4_NOTE, x, y + 10.5, W - 7, text);
	return y + KEY_PT;
}

static struct tk_table table_of(struct areas *areas)
{
	return (struct tk_table){
		.ops = &ops,
		.data = areas,
		.n_rows = areas->rd->doc.picture->dataset->n_areas,
		.top_y = TK_A4_TOP + ROWS_AFTER,
		.bottom_y = TK_A4_BOTTOM - KEY_PT,
		.first_y = areas->rd->y + ROWS_AFTER,
	};
}

static void lay_table(struct areas *areas)
{
	struct tk_region_doc *rd = areas->rd;
	struct tk_table table = table_of(areas);

	areas->head_y = rd->y + COLUMNS_AFTER;
	if (!rd->counting) {
		const char *title = tk_doc_text(&rd->doc, "region.areas");

		tk_canvas_bookmark(rd->doc.pen.canvas, 1, title);
		tk_region_head(rd, areas->x, rd->y, W, title, NULL);
	}
	tk_region_table(rd, &table);
	rd->y = lay_key(areas, rd->y);
}

/* Both beside each other. The trend is read after the areas, unless they go on to other pages. */
static void lay_both(struct areas *areas)
{
	struct tk_region_doc *rd = areas->rd;
	struct tk_table table = table_of(areas);
	const double x = TK_A4_X0 + W + TREND_GAP, w = TK_A4_X1 - x, y = rd->y;
	unsigned n_pages;

	tk_table_end(&table, &n_pages);
	if (n_pages > 1)
		tk_region_draw_trend(rd, x, y, w);
	lay_table(areas);
	if (n_pages == 1)
		rd->y = MAX(rd->y, y + tk_region_draw_trend(rd, x, y, w));
}

void tk_region_lay_areas(struct tk_region_doc *rd)
{
	struct areas areas = {
		.rd = rd,
		.x = TK_A4_X0,
		.alone = tk_region_alone(rd),
		.ranked = tk_region_ranked(rd),
		.compared = rd->shown == rd->doc.picture->now && rd->doc.picture->before,
	};
	bool trend = rd->template.sections[TK_REGION_TREND];

	fit(&areas);
	if (trend && rd->template.sections[TK_REGION_AREAS])
		lay_both(&areas);
	else if (trend)
		rd->y += tk_region_draw_trend(rd, TK_A4_X0, rd->y, W);
	else if (rd->template.sections[TK_REGION_AREAS])
		lay_table(&areas);
}
