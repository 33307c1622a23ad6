#include "deck-imp.h"

#define ROW_PT 14.3
#define RANKED_ROW_PT 16.1
/** Rows get lower by steps, down to the least; names in low ones are smaller. */
#define LEAST_ROW_PT 12.8
#define ROW_STEP 0.3
#define LOW_ROW_PT 14.0
#define LOW_NAME_PT 9.5
/** More lines of a name or a reason make the row so much higher. */
#define LINE_PT 11.0
#define REASON_LINE_PT 12.0
/** Under the country's row, with its rule. */
#define COUNTRY_GAP 5.5
#define RULE_GAP 2.5
#define NO_DATA_GAP 2.0

static double names_size(const struct tk_region_rows *rows)
{
	const struct tk_dataset *dataset = rows->doc->picture->dataset;

	return tk_names_size(&rows->doc->pen, TK_ROLE_NAME, dataset->regions, dataset->n_regions,
			     rows->name_w);
}

void tk_rows_init(struct tk_region_rows *rows, const struct tk_document *doc, enum tk_order_by by,
		  double cells_x)
{
	const struct tk_dataset *dataset = doc->picture->dataset;

	*rows = (struct tk_region_rows){
		.doc = doc,
		.order = g_new(unsigned, dataset->n_regions + 1),
		.n_regions = dataset->n_regions,
		.country = true,
		.name_x = TK_PAGE_X0,
		.name_w = cells_x - TK_PAGE_X0 - 4,
		.cells_x = cells_x,
		.most_pt = ROW_PT,
		.row_pt = ROW_PT,
	};
	rows->n_reported =
		tk_picture_order(doc->picture, by, TK_ALL_AREAS, doc->pen.lang, rows->order);
	rows->name_pt = names_size(rows);
}

void tk_rows_init_ranked(struct tk_region_rows *rows, const struct tk_document *doc, unsigned area,
			 double name_x, double name_w)
{
	tk_rows_init(rows, doc, TK_BY_PROGRESS, name_x + name_w);
	tk_picture_order(doc->picture, TK_BY_PROGRESS, area, doc->pen.lang, rows->order);
	rows->country = false;
	rows->name_x = name_x;
	rows->name_w = name_w;
	rows->most_pt = rows->row_pt = RANKED_ROW_PT;
	rows->name_pt = names_size(rows);
}

static int compare_keys(const void *a, const void *b, void *keys)
{
	int64_t first = ((const int64_t *)keys)[*(const unsigned *)a],
		second = ((const int64_t *)keys)[*(const unsigned *)b];

	return (second > first) - (second < first);
}

void tk_rows_sort(struct tk_region_rows *rows, const int64_t *keys)
{
	/* It is a stable sort. */
	g_qsort_with_data(rows->order, (int)rows->n_reported, sizeof *rows->order, compare_keys,
			  (void *)keys);
}

void tk_rows_clear(struct tk_region_rows *rows)
{
	g_clear_pointer(&rows->order, g_free);
}

unsigned tk_rows_count(const struct tk_region_rows *rows)
{
	return rows->n_regions + rows->country;
}

static double all_heights(const struct tk_region_rows *rows)
{
	double height = 0;

	for (unsigned row = 0; row < tk_rows_count(rows); row++)
		height += tk_rows_height(rows, row);
	return height;
}

void tk_rows_fit(struct tk_region_rows *rows, double room_pt)
{
	double name_pt = rows->name_pt;

	for (double row_pt = rows->most_pt; row_pt > LEAST_ROW_PT - 0.01; row_pt -= ROW_STEP) {
		rows->row_pt = row_pt;
		rows->name_pt = row_pt < LOW_ROW_PT ? MIN(name_pt, LOW_NAME_PT) : name_pt;
		if (all_heights(rows) <= room_pt)
			return;
	}
	/* They go on to the next page anyway: then in their usual size. */
	rows->row_pt = rows->most_pt;
	rows->name_pt = name_pt;
}

static bool is_country(const struct tk_region_rows *rows, unsigned row)
{
	return rows->country && row == 0;
}

unsigned tk_rows_region(const struct tk_region_rows *rows, unsigned row)
{
	return is_country(rows, row) ? TK_NONE : rows->order[row - rows->country];
}

bool tk_rows_reported(const struct tk_region_rows *rows, unsigned row)
{
	return row < rows->n_reported + rows->country;
}

double tk_rows_gap(const struct tk_region_rows *rows, unsigned row)
{
	double gap = rows->country && row == 1 ? COUNTRY_GAP : 0;

	return row == rows->n_reported + rows->country ? MAX(gap, NO_DATA_GAP) : gap;
}

static struct tk_text_style name_style(const struct tk_region_rows *rows)
{
	struct tk_text_style style = tk_role_style(&rows->doc->pen, TK_ROLE_NAME, TK_LEFT);

	style.size_pt = rows->name_pt;
	style.leading_pt = LINE_PT;
	return style;
}

static unsigned name_lines(const struct tk_region_rows *rows, unsigned row)
{
	struct tk_text_style style = name_style(rows);

	if (is_country(rows, row))
		return 1;
	return tk_pen_lines(&rows->doc->pen, &style, rows->name_w,
			    tk_words_region(rows->doc, tk_rows_region(rows, row)));
}

static double marks_height(const struct tk_region_rows *rows, unsigned row)
{
	double height = rows->row_pt + (name_lines(rows, row) - 1) * LINE_PT;
	enum tk_lang lang;

	if (tk_rows_reported(rows, row))
		return height;
	const char *reason = tk_words_reason(rows->doc, tk_rows_region(rows, row), &lang);
	unsigned n = tk_reason_lines(&rows->doc->pen, rows->cells_right - rows->cells_x, reason);

	return MAX(height, rows->row_pt + (n - 1) * REASON_LINE_PT);
}

double tk_rows_height(const struct tk_region_rows *rows, unsigned row)
{
	return tk_rows_gap(rows, row) + marks_height(rows, row);
}

const struct tk_figures *tk_rows_figures(const struct tk_region_rows *rows, unsigned row,
					 unsigned area)
{
	const struct tk_measures *now = rows->doc->picture->now;

	return is_country(rows, row) ? tk_measures_country(now, area)
				     : tk_measures_region(now, tk_rows_region(rows, row), area);
}

static void draw_country(const struct tk_region_rows *rows, double y, double baseline_y)
{
	const struct tk_pen *pen = &rows->doc->pen;
	double rule_y = y + rows->row_pt + RULE_GAP;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_PAGE_X0, rule_y, rows->rule_right, rule_y, 0.75,
		     tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_NAME_TOTAL, TK_LEFT, TK_PAGE_X0, baseline_y,
		    tk_doc_text(rows->doc, "country"));
	tk_pen_end(pen);
}

double tk_rows_draw_name(const struct tk_region_rows *rows, unsigned row, double y)
{
	const struct tk_pen *pen = &rows->doc->pen;
	struct tk_text_style style = name_style(rows);
	unsigned n = name_lines(rows, row);

	y += tk_rows_gap(rows, row);
	double middle = y + (marks_height(rows, row) - 1) / 2;
	double baseline_y = middle + style.size_pt * 0.34 - (n - 1) * LINE_PT / 2;

	if (is_country(rows, row)) {
		draw_country(rows, y, baseline_y);
		return y;
	}
	const struct tk_region *region =
		&rows->doc->picture->dataset->regions[tk_rows_region(rows, row)];

	tk_pen_begin_th(pen, "Row", 0, tk_names_lang(&region->name, pen->lang));
	tk_pen_block(pen, &style, rows->name_x, baseline_y, rows->name_w,
		     tk_names_in(&region->name, pen->lang));
	tk_pen_end(pen);
	return y;
}

void tk_rows_put_reason(const struct tk_region_rows *rows, unsigned row, unsigned n_cells, double x,
			double y, double w, double h)
{
	const struct tk_pen *pen = &rows->doc->pen;
	enum tk_lang lang;
	const char *reason = tk_words_reason(rows->doc, tk_rows_region(rows, row), &lang);

	tk_pen_begin_td(pen, n_cells, lang);
	tk_draw_reason(pen, x, y, w, h, reason);
	tk_pen_end(pen);
}

void tk_rows_draw_missing(const struct tk_region_rows *rows, unsigned row, unsigned n_cells,
			  double x, double y, double w, double h)
{
	const struct tk_pen *pen = &rows->doc->pen;

	tk_pen_begin_artifact(pen);
	tk_draw_no_data(pen, x, y, w, h);
	tk_pen_end(pen);
	tk_rows_put_reason(rows, row, n_cells, x, y, w, h);
}

void tk_rows_draw_corner(const struct tk_region_rows *rows, enum tk_order_by by, double top_y,
			 unsigned row_span)
{
	const struct tk_pen *pen = &rows->doc->pen;
	g_autofree char *key = g_strconcat("order.", tk_order_name(by), NULL);
	struct tk_tag tag = {.scope = "Column", .row_span = row_span};

	tk_canvas_begin(pen->canvas, "TH", &tag);
	tk_pen_text(pen, TK_ROLE_ORDER, TK_LEFT, TK_PAGE_X0, top_y - 20,
		    tk_doc_text(rows->doc, "order.label"));
	tk_pen_text(pen, TK_ROLE_ORDER, TK_LEFT, TK_PAGE_X0, top_y - 9,
		    tk_doc_text(rows->doc, key));
	tk_pen_end(pen);
}
