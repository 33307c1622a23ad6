#include "region-imp.h"

/* The sheet of figures: a row for every measure and area, with the median of the regions and the
 * country beside it. The region's own are formulas upon its tasks; the others are values. */

static const struct tk_column columns[] = {
	{"own-measure", 24, false}, {"area", 34, false},       {"own-value", 15, true},
	{"own-median", 15, true},   {"own-country", 15, true}, {"own-rank", 14, true},
	{"own-before", 15, true},   {"own-change", 15, true},
};

enum {
	COL_MEASURE,
	COL_AREA,
	COL_OWN,
	COL_MEDIAN,
	COL_COUNTRY,
	COL_RANK,
	COL_BEFORE,
	COL_CHANGE,
	N_COLS
};

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

/* Measures in the order of their rows, with the words that names of cells begin with. Late tasks
 * come after them. */
static const struct {
	enum tk_measure measure;
	const char *key, *name;
} measures[] = {
	{TK_MEASURE_PROGRESS, "workbook.own-measure.progress", "progress"},
	{TK_MEASURE_UNDER_WAY, "workbook.own-measure.under-way", "under_way"},
	{TK_MEASURE_DONE, "workbook.own-measure.done", "done"},
};

/* One row being written. */
struct row {
	unsigned area;
	/** NULL where there is no period before. */
	const struct tk_figures *own, *country, *before;
	/** Looks for the area's name in the row's own cell; no area: all areas. */
	struct tk_criteria criteria;
	bool strong;
};

static const char *area_id(const struct tk_workbook *workbook, unsigned area)
{
	return area == TK_ALL_AREAS ? "total" : workbook->picture->dataset->areas[area].id;
}

static bool is_told(const struct tk_workbook *workbook)
{
	return workbook->picture->now->reported[workbook->region];
}

static bool is_told_before(const struct tk_workbook *workbook)
{
	const struct tk_measures *before = workbook->picture->before;

	return before && before->reported[workbook->region];
}

static void put_labels(struct tk_tab *tab, const struct row *row, const char *key)
{
	enum tk_style style = row->strong ? TK_STYLE_STRONG_TEXT : TK_STYLE_TEXT;

	tk_put_text(tab, COL_MEASURE, tk_workbook_text(tab->workbook, key), style);
	tk_put_formatted(tab, COL_AREA, tk_area_name(tab->workbook, row->area),
			 tk_tab_format(tab, style));
}

/* A name for the region's own figure and for the median, for other workbooks to link to. */
static void name_cells(struct tk_tab *tab, const struct row *row, const char *key, const char *name,
		       double own, double median, enum tk_style style)
{
	struct tk_workbook *workbook = tab->workbook;
	const char *area = tk_area_name(workbook, row->area);
	const char *measure = tk_workbook_text(workbook, key);

	if (!is_told(workbook))
		return;
	tk_name_cell(tab, tab->row, COL_OWN, g_strdup_printf("%s, %s", measure, area), own, style,
		     name, area_id(workbook, row->area), NULL);
	tk_name_cell(tab, tab->row, COL_MEDIAN,
		     g_strdup_printf("%s, %s, %s", measure, area,
				     tk_workbook_text(workbook, "workbook.col.own-median")),
		     median, style, name, area_id(workbook, row->area), "median", NULL);
}

/* ---- Shares ---- */

static void put_fraction(struct tk_tab *tab, lxw_col_t col, struct tk_fraction value, bool strong)
{
	if (value.den == 0)
		tk_put_none(tab, col, strong);
	else
		tk_put_number(tab, col, (double)value.num / (double)value.den,
			      strong ? TK_STYLE_STRONG_PERCENT : TK_STYLE_PERCENT);
}

static void put_rank(struct tk_tab *tab, enum tk_measure measure, const struct row *row)
{
	const struct tk_picture *picture = tab->workbook->picture;
	unsigned rank = tk_picture_rank(picture, measure, tab->workbook->region, row->area);

	/* There is no rank without others. */
	if (rank == 0 || picture->now->n_reported < 2)
		tk_put_none(tab, COL_RANK, row->strong);
	else
		tk_put_int(tab, COL_RANK, rank, row->strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT);
}

static void put_change(struct tk_tab *tab, struct tk_share now, struct tk_share before, bool strong)
{
	g_autofree char *own = tk_formula_cell(NULL, tab->row, COL_OWN);
	g_autofree char *old = tk_formula_cell(NULL, tab->row, COL_BEFORE);
	g_autofree char *formula = g_strdup_printf("=100*(%s-%s)", own, old);

	tk_put_percent(tab, COL_BEFORE, before, NULL, strong);
	tk_put_points(tab, COL_CHANGE, tk_share_difference(now, before), formula, strong);
}

static void put_share_row(struct tk_tab *tab, unsigned index, const struct row *row)
{
	struct tk_workbook *workbook = tab->workbook;
	enum tk_measure measure = measures[index].measure;
	struct tk_share own = tk_figures_share(row->own, measure), none = {0, 0};
	struct tk_share before = row->before ? tk_figures_share(row->before, measure) : none;
	struct tk_fraction median = tk_measures_median(workbook->picture->now, measure, row->area);
	g_autofree char *formula = workbook->live && is_told(workbook)
					   ? tk_formula_share(workbook, measure, &row->criteria)
					   : NULL;

	put_labels(tab, row, measures[index].key);
	if (measure == TK_MEASURE_PROGRESS)
		tk_put_share(tab, COL_OWN, own, formula, row->strong);
	else
		tk_put_percent(tab, COL_OWN, own, formula, row->strong);
	put_fraction(tab, COL_MEDIAN, median, row->strong);
	tk_put_percent(tab, COL_COUNTRY, tk_figures_share(row->country, measure), NULL,
		       row->strong);
	put_rank(tab, measure, row);
	put_change(tab, own, before, row->strong);
	if (own.n > 0 && median.den > 0)
		name_cells(tab, row, measures[index].key, measures[index].name, tk_share_value(own),
			   (double)median.num / (double)median.den, TK_STYLE_PERCENT);
}

/* ---- Late tasks ---- */

#define LATE_KEY "workbook.own-measure.late"

static void put_late_own(struct tk_tab *tab, const struct row *row, enum tk_style style)
{
	struct tk_workbook *workbook = tab->workbook;

	if (!is_told(workbook)) {
		tk_put_none(tab, COL_OWN, row->strong);
	} else if (workbook->live) {
		g_autofree char *formula = tk_formula_late(workbook, &row->criteria);

		tk_put_formula(tab, COL_OWN, formula, (double)row->own->n_late,
			       tk_tab_format(tab, style));
	} else {
		tk_put_int(tab, COL_OWN, row->own->n_late, style);
	}
}

static void put_late_change(struct tk_tab *tab, const struct row *row, enum tk_style style)
{
	g_autofree char *own = tk_formula_cell(NULL, tab->row, COL_OWN);
	g_autofree char *old = tk_formula_cell(NULL, tab->row, COL_BEFORE);
	g_autofree char *formula = g_strdup_printf("=%s-%s", own, old);

	if (!is_told_before(tab->workbook)) {
		tk_put_none(tab, COL_BEFORE, row->strong);
		tk_put_none(tab, COL_CHANGE, row->strong);
		return;
	}
	tk_put_int(tab, COL_BEFORE, row->before->n_late, style);
	if (is_told(tab->workbook))
		tk_put_formula(
			tab, COL_CHANGE, formula, (double)(row->own->n_late - row->before->n_late),
			tk_tab_format(tab, row->strong ? TK_STYLE_STRONG_SIGNED : TK_STYLE_SIGNED));
	else
		tk_put_none(tab, COL_CHANGE, row->strong);
}

static void put_late_row(struct tk_tab *tab, const struct row *row)
{
	const struct tk_measures *now = tab->workbook->picture->now;
	struct tk_fraction median = tk_measures_median_late(now, row->area);
	enum tk_style style = row->strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT;
	enum tk_style number = row->strong ? TK_STYLE_STRONG_NUMBER : TK_STYLE_NUMBER;
	double middle = median.den > 0 ? (double)median.num / (double)median.den : 0;

	put_labels(tab, row, LATE_KEY);
	put_late_own(tab, row, style);
	if (median.den == 0)
		tk_put_none(tab, COL_MEDIAN, row->strong);
	else
		tk_put_number(tab, COL_MEDIAN, middle,
			      median.num % median.den == 0 ? style : number);
	tk_put_int(tab, COL_COUNTRY, row->country->n_late, style);
	tk_put_none(tab, COL_RANK, row->strong);
	put_late_change(tab, row, style);
	if (median.den > 0)
		name_cells(tab, row, LATE_KEY, "late", (double)row->own->n_late, middle,
			   TK_STYLE_NUMBER);
}

/* ---- Rows ---- */

static void put_row(struct tk_tab *tab, unsigned index, unsigned area)
{
	const struct tk_picture *picture = tab->workbook->picture;
	unsigned region = tab->workbook->region;
	bool all = area == TK_ALL_AREAS;
	g_autofree char *name = g_strdup_printf("$B%u", tab->row + 1);
	struct row row = {
		.area = area,
		.own = tk_measures_region(picture->now, region, area),
		.country = tk_measures_country(picture->now, area),
		.before = is_told_before(tab->workbook)
				  ? tk_measures_region(picture->before, region, area)
				  : NULL,
		.criteria = {.area = all ? NULL : name},
		.strong = all,
	};

	if (index < G_N_ELEMENTS(measures))
		put_share_row(tab, index, &row);
	else
		put_late_row(tab, &row);
}

/* ---- The chart: the region's progress beside the median ---- */

/* Rows of figures that leave a page room for the chart under them. */
#define MOST_ROWS_WITH_CHART 40

/* In pixels of the library's own chart, which is 480 by 288. */
#define CHART_X_SCALE 1.9
#define CHART_Y_SCALE 1.35

static void add_series(struct tk_tab *tab, lxw_chart *chart, lxw_col_t col, lxw_row_t last,
		       enum tk_ink ink)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = {.color = tk_colour_hex(tab->workbook->kit->theme->ink[ink])};
	lxw_chart_line line = {.color = tk_colour_hex(tab->workbook->kit->theme->ink[TK_DEEP]),
			       .width = 0.75};

	chart_series_set_categories(series, tab->sheet->name, TK_FIRST_ROW, COL_AREA, last,
				    COL_AREA);
	chart_series_set_values(series, tab->sheet->name, TK_FIRST_ROW, col, last, col);
	chart_series_set_name_range(series, tab->sheet->name, TK_HEAD_ROW, col);
	chart_series_set_fill(series, &fill);
	chart_series_set_line(series, &line);
	tk_chart_label_percents(tab->workbook, series);
}

static void put_chart(struct tk_tab *tab, lxw_row_t last)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *title = tk_workbook_format(workbook, "workbook.own-figures.chart");
	lxw_chart *chart = tk_chart_new(tab, LXW_CHART_BAR, title);
	g_autofree char *alt = tk_workbook_format(workbook, "workbook.own-figures.chart-alt");
	lxw_chart_options options = {.x_offset = 4,
				     .x_scale = CHART_X_SCALE,
				     .y_scale = CHART_Y_SCALE,
				     .description = alt};

	add_series(tab, chart, COL_OWN, last, TK_DEEP);
	add_series(tab, chart, COL_MEDIAN, last, TK_TRACK);
	chart_set_series_gap(chart, 60);
	tk_chart_dress_bars(workbook, chart, "workbook.col.area");
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	lxw_error error =
		worksheet_insert_chart_opt(tab->sheet, tab->row + 1, COL_MEASURE, chart, &options);

	if (!workbook->error)
		workbook->error = error;
}

void tk_tab_own_figures(struct tk_tab *tab)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = 0; i <= G_N_ELEMENTS(measures); i++) {
		for (unsigned a = 0; a <= n_areas; a++, tab->row++)
			put_row(tab, i, a < n_areas ? a : TK_ALL_AREAS);
	}
	tk_tab_close(tab);
	put_chart(tab, TK_FIRST_ROW + n_areas);
	if (tab->row <= MOST_ROWS_WITH_CHART)
		worksheet_fit_to_pages(tab->sheet, 1, 1);
}
