#include "workbook-imp.h"

/* The sheet of charts, and the sheet of what they draw. The charts follow the formulas. */

/* Columns of the sheet of chart data: regions and their order, the distribution, the periods. */
enum {
	COL_REGION,
	COL_SHARE,
	COL_ORDER,
	COL_PLACE,
	COL_PLACED,
	COL_PLACED_SHARE,
	COL_GAP_1,
	COL_CLASS,
	COL_N_REGIONS,
	COL_GAP_2,
	COL_PERIOD,
	COL_MEASURES,
	N_COLS = COL_MEASURES + TK_N_MEASURES
};

static const struct {
	const char *key;
	double width;
	bool number;
} columns[N_COLS] = {
	[COL_REGION] = {"region", 22, false},
	[COL_SHARE] = {"workbook.name.progress", 13, true},
	[COL_ORDER] = {"workbook.col.order", 13, true},
	[COL_PLACE] = {"workbook.col.place", 8, true},
	[COL_PLACED] = {"workbook.col.placed", 24, false},
	[COL_PLACED_SHARE] = {"workbook.col.placed-share", 15, true},
	[COL_GAP_1] = {NULL, 3, false},
	[COL_CLASS] = {"workbook.col.class", 16, false},
	[COL_N_REGIONS] = {"workbook.col.regions", 11, true},
	[COL_GAP_2] = {NULL, 3, false},
	[COL_PERIOD] = {"workbook.col.period", 10, false},
	[COL_MEASURES + TK_MEASURE_PROGRESS] = {"workbook.name.progress", 13, true},
	[COL_MEASURES + TK_MEASURE_UNDER_WAY] = {"workbook.name.under-way", 13, true},
	[COL_MEASURES + TK_MEASURE_DONE] = {"workbook.name.done", 13, true},
};

/* More regions than this make no readable ranking. */
#define MOST_RANKED 60u

static const char *data_name(const struct tk_workbook *workbook)
{
	return tk_tab_text(workbook, "chart-data", "name");
}

/* Regions in the order of their shares. \return how many have one. */
static unsigned rank(const struct tk_workbook *workbook, unsigned *order)
{
	const struct tk_picture *picture = workbook->picture;
	unsigned n = tk_picture_order(picture, TK_BY_PROGRESS, TK_ALL_AREAS, workbook->lang, order);

	/* Those whose tasks are all not applicable come last. */
	while (n > 0 &&
	       tk_measures_region(picture->now, order[n - 1], TK_ALL_AREAS)->progress.n == 0)
		n--;
	return n;
}

static lxw_row_t last_region_row(const struct tk_workbook *workbook)
{
	return TK_FIRST_ROW + MAX(workbook->picture->dataset->n_regions, 1) - 1;
}

/* ---- Chart data ---- */

static void put_data_heads(struct tk_tab *tab)
{
	for (unsigned i = 0; i < N_COLS; i++) {
		if (!columns[i].key) {
			worksheet_set_column(tab->sheet, (lxw_col_t)i, (lxw_col_t)i,
					     columns[i].width, NULL);
			continue;
		}
		const char *text = tk_workbook_text(tab->workbook, columns[i].key);

		tk_tab_head(tab, (lxw_col_t)i, text, columns[i].width, columns[i].number);
	}
	tk_tab_heads_end(tab);
}

/* The order has no ties, or a place would be empty: equal shares go by name, as everywhere. */
static void put_region_data(struct tk_tab *tab, unsigned index, const unsigned *places)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	unsigned region = workbook->order[index];
	struct tk_share share = tk_measures_region(now, region, TK_ALL_AREAS)->progress;
	const char *sheet = tk_tab_text(workbook, "progress", "name");
	g_autofree char *cell = tk_formula_cell(sheet, TK_REGION_ROW + index,
						tk_progress_col(workbook, TK_ALL_AREAS));
	g_autofree char *formula = g_strconcat("=", cell, NULL);
	g_autofree char *range = tk_formula_range(NULL, TK_FIRST_ROW, COL_SHARE,
						  last_region_row(workbook), COL_SHARE);
	g_autofree char *order =
		g_strdup_printf("=RANK(B%u,%s)+COUNTIF(B$%u:B%u,B%u)-1", tab->row + 1, range,
				TK_FIRST_ROW + 1, tab->row + 1, tab->row + 1);

	tk_put_text(tab, COL_REGION, tk_region_name(workbook, region), TK_STYLE_TEXT);
	tk_put_percent(tab, COL_SHARE, share, workbook->live ? formula : NULL, false);
	if (share.n == 0)
		tk_put_none(tab, COL_ORDER, false);
	else if (workbook->live)
		tk_put_formula(tab, COL_ORDER, order, places[region],
			       tk_tab_format(tab, TK_STYLE_INT));
	else
		tk_put_int(tab, COL_ORDER, places[region], TK_STYLE_INT);
}

/* \param column  Of what is looked up. \return the formula; owned. */
static char *placed_formula(const struct tk_tab *tab, lxw_col_t column)
{
	lxw_row_t last = last_region_row(tab->workbook);
	g_autofree char *values = tk_formula_range(NULL, TK_FIRST_ROW, column, last, column);
	g_autofree char *orders = tk_formula_range(NULL, TK_FIRST_ROW, COL_ORDER, last, COL_ORDER);
	g_autofree char *place = tk_formula_cell(NULL, tab->row, COL_PLACE);

	return g_strdup_printf("=INDEX(%s,MATCH(%s,%s,0))", values, place, orders);
}

static void put_place_data(struct tk_tab *tab, unsigned place, unsigned region)
{
	struct tk_workbook *workbook = tab->workbook;
	struct tk_share share =
		tk_measures_region(workbook->picture->now, region, TK_ALL_AREAS)->progress;
	g_autofree char *name = placed_formula(tab, COL_REGION);
	g_autofree char *value = placed_formula(tab, COL_SHARE);

	tk_put_int(tab, COL_PLACE, place, TK_STYLE_INT);
	if (workbook->live)
		tk_put_formula_text(tab, COL_PLACED, name, tk_region_name(workbook, region),
				    TK_STYLE_TEXT);
	else
		tk_put_text(tab, COL_PLACED, tk_region_name(workbook, region), TK_STYLE_TEXT);
	tk_put_percent(tab, COL_PLACED_SHARE, share, workbook->live ? value : NULL, false);
}

static unsigned regions_of_class(const struct tk_workbook *workbook, unsigned k)
{
	const struct tk_measures *now = workbook->picture->now;
	unsigned n = 0;

	for (unsigned r = 0; r < now->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(now, r, TK_ALL_AREAS)->progress;

		n += now->reported[r] && share.n > 0 &&
		     tk_period_class(now->period, tk_percent(share)) == k;
	}
	return n;
}

/* Shares from half a percent under a limit on are rounded up to it. */
static char *class_formula(const struct tk_workbook *workbook, unsigned k)
{
	unsigned n = workbook->picture->period->n_classes;
	g_autofree char *range = tk_formula_range(NULL, TK_FIRST_ROW, COL_SHARE,
						  last_region_row(workbook), COL_SHARE);
	GString *out = g_string_new("=COUNTIFS(");

	if (k > 0)
		g_string_append_printf(out, "%s,\">=\"&(" TK_NAME_CLASS_LIMIT "%u-0.5)/100", range,
				       k);
	if (k + 1 < n)
		g_string_append_printf(out, "%s%s,\"<\"&(" TK_NAME_CLASS_LIMIT "%u-0.5)/100",
				       k > 0 ? "," : "", range, k + 1);
	g_string_append_c(out, ')');
	return g_string_free(out, FALSE);
}

static void put_class_data(struct tk_tab *tab, unsigned k)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->period->n_classes;
	g_autofree char *pips = tk_class_pips(k, n);
	g_autofree char *words = tk_class_words(workbook, k);
	g_autofree char *label = g_strconcat(pips, " ", words, NULL);
	g_autofree char *formula = class_formula(workbook, k);

	tk_put_text(tab, COL_CLASS, label, TK_STYLE_TEXT);
	if (workbook->live)
		tk_put_formula(tab, COL_N_REGIONS, formula, regions_of_class(workbook, k),
			       tk_tab_format(tab, TK_STYLE_INT));
	else
		tk_put_int(tab, COL_N_REGIONS, regions_of_class(workbook, k), TK_STYLE_INT);
}

static void put_period_data(struct tk_tab *tab, unsigned p)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *of = workbook->picture->history[p];
	const struct tk_figures *figures = tk_measures_country(of, TK_ALL_AREAS);
	g_autofree char *name = g_strdup_printf("%d/%d", of->period->month, of->period->year);

	tk_put_text(tab, COL_PERIOD, name, TK_STYLE_TEXT);
	for (unsigned m = 0; m < TK_N_MEASURES; m++) {
		enum tk_measure measure = (enum tk_measure)m;
		g_autofree char *cell =
			tk_formula_cell(tk_tab_text(workbook, "history", "name"), TK_COUNTRY_ROW,
					tk_history_col(workbook, measure, p));
		g_autofree char *formula = g_strconcat("=", cell, NULL);

		tk_put_percent(tab, (lxw_col_t)(COL_MEASURES + m),
			       tk_figures_share(figures, measure), formula, false);
	}
}

void tk_tab_chart_data(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	unsigned n_regions = picture->dataset->n_regions;
	g_autofree unsigned *placed = g_new0(unsigned, n_regions);
	g_autofree unsigned *places = g_new0(unsigned, n_regions);
	unsigned n_placed = rank(workbook, placed);
	unsigned n = MAX(n_regions, MAX(picture->period->n_classes, picture->n_history));

	for (unsigned i = 0; i < n_placed; i++)
		places[placed[i]] = i + 1;
	tk_tab_made_up(tab);
	put_data_heads(tab);
	for (unsigned i = 0; i < n; i++, tab->row++) {
		if (i < n_regions)
			put_region_data(tab, i, places);
		if (i < n_placed)
			put_place_data(tab, i + 1, placed[i]);
		if (i < picture->period->n_classes)
			put_class_data(tab, i);
		if (i < picture->n_history)
			put_period_data(tab, i);
	}
}

/* ---- Charts ---- */

static lxw_color_t ink(const struct tk_workbook *workbook, enum tk_ink which)
{
	unsigned value = tk_colour_hex(workbook->kit->theme->ink[which]);

	return value ? value : LXW_COLOR_BLACK;
}

static lxw_chart_font font_of(const struct tk_workbook *workbook, double size, bool bold)
{
	/* 0 would leave it to the program, which sets titles in bold. */
	return (lxw_chart_font){.name = workbook->kit->theme->sheet_family,
				.size = size,
				.bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
				.color = ink(workbook, TK_INK)};
}

static void dress_axis(const struct tk_workbook *workbook, lxw_chart_axis *axis, const char *key)
{
	lxw_chart_font name = font_of(workbook, 9, false), number = font_of(workbook, 9, false);
	lxw_chart_line line = {.color = ink(workbook, TK_RULE), .width = 0.75};
	lxw_chart_line hair = {.color = ink(workbook, TK_HAIR), .width = 0.75};

	chart_axis_set_name(axis, tk_workbook_text(workbook, key));
	chart_axis_set_name_font(axis, &name);
	chart_axis_set_num_font(axis, &number);
	chart_axis_set_line(axis, &line);
	chart_axis_major_gridlines_set_line(axis, &hair);
}

lxw_chart *tk_chart_new(struct tk_tab *tab, lxw_chart_type type, const char *title)
{
	struct tk_workbook *workbook = tab->workbook;
	lxw_chart *chart = workbook_add_chart(workbook->book, (uint8_t)type);
	lxw_chart_font font = font_of(workbook, 11, true);
	lxw_chart_line line = {.color = ink(workbook, TK_RULE), .width = 0.75};

	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &font);
	chart_chartarea_set_line(chart, &line);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	return chart;
}

static const char *percent_format(const struct tk_workbook *workbook)
{
	return workbook->lang == TK_EN ? "0%" : "0\"" TK_NBSP "\"%";
}

static void label_values(const struct tk_workbook *workbook, lxw_chart_series *series,
			 const char *format)
{
	lxw_chart_font font = font_of(workbook, 9, false);

	chart_series_set_labels(series);
	chart_series_set_labels_font(series, &font);
	chart_series_set_labels_num_format(series, format);
}

void tk_chart_label_percents(const struct tk_workbook *workbook, lxw_chart_series *series)
{
	label_values(workbook, series, percent_format(workbook));
}

static void fill_series(const struct tk_workbook *workbook, lxw_chart_series *series,
			enum tk_ink which)
{
	lxw_chart_fill fill = {.color = ink(workbook, which)};

	chart_series_set_fill(series, &fill);
}

/* Shares from 0 to 100 %. The axes of bars are those of columns turned: values along x. */
static void percent_axis(const struct tk_workbook *workbook, lxw_chart_axis *axis)
{
	chart_axis_set_min(axis, 0);
	chart_axis_set_max(axis, 1);
	chart_axis_set_major_unit(axis, 0.25);
	chart_axis_set_num_format(axis, percent_format(workbook));
}

void tk_chart_dress_bars(const struct tk_workbook *workbook, lxw_chart *chart,
			 const char *names_key)
{
	dress_axis(workbook, chart->y_axis, names_key);
	dress_axis(workbook, chart->x_axis, "workbook.chart.share");
	percent_axis(workbook, chart->x_axis);
	/* The first name stands on top, and the values below the last. */
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_crossing_max(chart->y_axis);
}

/* Where charts stand and how large they are, in pixels of a cell grid of 64 by 20. */
#define GRID_COLS 10
#define GRID_ROWS 20
#define CHART_WIDTH 480.0
#define CHART_HEIGHT 288.0

static void insert(struct tk_tab *tab, lxw_chart *chart, unsigned across, unsigned down,
		   double rows, const char *words)
{
	lxw_chart_options options = {
		.x_scale = (GRID_COLS * 64.0 - 16) / CHART_WIDTH,
		.y_scale = (rows * 20.0 - 16) / CHART_HEIGHT,
		.object_position = LXW_OBJECT_MOVE_AND_SIZE,
		.description = (char *)words,
	};
	lxw_error error =
		worksheet_insert_chart_opt(tab->sheet, TK_HEAD_ROW + GRID_ROWS * down,
					   (lxw_col_t)(GRID_COLS * across), chart, &options);

	if (!tab->workbook->error)
		tab->workbook->error = error;
}

/* "…: A 68 %, B 75 %" for those who hear the chart. */
static void add_words(GString *words, const struct tk_workbook *workbook, unsigned i,
		      const char *name, struct tk_share share)
{
	if (share.n == 0)
		return;
	g_autofree char *percent = tk_format_percent(workbook->lang, tk_percent(share));

	g_string_append_printf(words, "%s %s %s", i ? "," : ":", name, percent);
}

static void chart_areas(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	unsigned n = now->dataset->n_areas;
	const char *sheet = tk_tab_text(workbook, "progress", "name");
	g_autofree char *title = tk_workbook_format(workbook, "workbook.chart.areas");
	g_autoptr(GString) words = g_string_new(title);
	lxw_chart *chart = tk_chart_new(tab, LXW_CHART_BAR, title);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	chart_series_set_categories(series, sheet, TK_HEAD_ROW, 1, TK_HEAD_ROW, (lxw_col_t)n);
	chart_series_set_values(series, sheet, TK_COUNTRY_ROW, 1, TK_COUNTRY_ROW, (lxw_col_t)n);
	chart_series_set_name(series, tk_workbook_text(workbook, "workbook.name.progress"));
	fill_series(workbook, series, TK_DEEP);
	tk_chart_label_percents(workbook, series);
	chart_set_series_gap(chart, 60);
	tk_chart_dress_bars(workbook, chart, "workbook.col.area");
	for (unsigned a = 0; a < n; a++)
		add_words(words, workbook, a, tk_area_name(workbook, a),
			  tk_measures_country(now, a)->progress);
	insert(tab, chart, 0, 0, GRID_ROWS, words->str);
}

static void chart_trend(struct tk_tab *tab)
{
	static const enum tk_ink inks[TK_N_MEASURES] = {TK_DEEP, TK_MID, TK_ORANGE};
	static const char *const keys[TK_N_MEASURES] = {
		"workbook.name.progress", "workbook.name.under-way", "workbook.name.done"};
	static const uint8_t marks[TK_N_MEASURES] = {
		LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_DIAMOND};
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	lxw_row_t last = TK_FIRST_ROW + picture->n_history - 1;
	g_autofree char *title = tk_workbook_format(workbook, "workbook.chart.trend");
	g_autoptr(GString) words = g_string_new(title);
	lxw_chart *chart = tk_chart_new(tab, LXW_CHART_LINE, title);
	lxw_chart_font font = font_of(workbook, 9, false);

	for (unsigned m = 0; m < TK_N_MEASURES; m++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
		lxw_chart_line line = {.color = ink(workbook, inks[m]), .width = 2.25};
		lxw_chart_fill fill = {.color = ink(workbook, inks[m])};
		lxw_col_t col = (lxw_col_t)(COL_MEASURES + m);
		const char *name = tk_workbook_text(workbook, keys[m]);

		chart_series_set_categories(series, data_name(workbook), TK_FIRST_ROW, COL_PERIOD,
					    last, COL_PERIOD);
		chart_series_set_values(series, data_name(workbook), TK_FIRST_ROW, col, last, col);
		chart_series_set_name(series, name);
		chart_series_set_line(series, &line);
		chart_series_set_marker_type(series, marks[m]);
		chart_series_set_marker_size(series, 7);
		chart_series_set_marker_fill(series, &fill);
		chart_series_set_marker_line(series, &line);
		tk_chart_label_percents(workbook, series);
		/* The two upper lines run close: labels over the one and under the other. */
		chart_series_set_labels_position(series, m == TK_MEASURE_UNDER_WAY
								 ? LXW_CHART_LABEL_POSITION_BELOW
								 : LXW_CHART_LABEL_POSITION_ABOVE);
		add_words(words, workbook, m, name,
			  tk_figures_share(tk_measures_country(picture->now, TK_ALL_AREAS),
					   (enum tk_measure)m));
	}
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(chart, &font);
	dress_axis(workbook, chart->x_axis, "workbook.col.period");
	dress_axis(workbook, chart->y_axis, "workbook.chart.share");
	percent_axis(workbook, chart->y_axis);
	insert(tab, chart, 1, 0, GRID_ROWS, words->str);
}

static lxw_color_t class_hex(const struct tk_workbook *workbook, unsigned k)
{
	unsigned value = tk_colour_hex(
		tk_theme_class_fill(workbook->kit->theme, k, workbook->picture->period->n_classes));

	return value ? value : LXW_COLOR_BLACK;
}

/* Columns in the colours of their classes, each with a frame that shows in print too. */
static void colour_classes(const struct tk_workbook *workbook, lxw_chart_series *series)
{
	unsigned n = MIN(workbook->picture->period->n_classes, TK_MOST_CLASSES);
	lxw_chart_fill fills[TK_MOST_CLASSES] = {{0}};
	lxw_chart_line lines[TK_MOST_CLASSES] = {{0}};
	lxw_chart_point points[TK_MOST_CLASSES] = {{0}};
	lxw_chart_point *lent[TK_MOST_CLASSES + 1] = {NULL};

	for (unsigned k = 0; k < n; k++) {
		fills[k].color = class_hex(workbook, k);
		lines[k].color = ink(workbook, k == 0 ? TK_WARM_FRAME : TK_DEEP);
		lines[k].width = 1;
		points[k] = (lxw_chart_point){.fill = &fills[k], .line = &lines[k]};
		lent[k] = &points[k];
	}
	chart_series_set_points(series, lent);
}

static void chart_classes(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->period->n_classes;
	lxw_row_t last = TK_FIRST_ROW + n - 1;
	g_autofree char *title = tk_workbook_format(workbook, "workbook.chart.classes");
	g_autoptr(GString) words = g_string_new(title);
	lxw_chart *chart = tk_chart_new(tab, LXW_CHART_COLUMN, title);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	chart_series_set_categories(series, data_name(workbook), TK_FIRST_ROW, COL_CLASS, last,
				    COL_CLASS);
	chart_series_set_values(series, data_name(workbook), TK_FIRST_ROW, COL_N_REGIONS, last,
				COL_N_REGIONS);
	chart_series_set_name(series, tk_workbook_text(workbook, "workbook.col.regions"));
	colour_classes(workbook, series);
	label_values(workbook, series, "0");
	chart_set_series_gap(chart, 60);
	dress_axis(workbook, chart->x_axis, "workbook.col.class");
	dress_axis(workbook, chart->y_axis, "workbook.col.regions");
	chart_axis_set_min(chart->y_axis, 0);
	chart_axis_set_num_format(chart->y_axis, "0");
	for (unsigned k = 0; k < n; k++) {
		g_autofree char *class = tk_class_words(workbook, k);

		g_string_append_printf(words, "%s %s %u", k ? "," : ":", class,
				       regions_of_class(workbook, k));
	}
	insert(tab, chart, 0, 1, GRID_ROWS, words->str);
}

/* \param placed  n regions in order; n is not 0. */
static void chart_ranking(struct tk_tab *tab, const unsigned *placed, unsigned n)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	g_autofree char *title = tk_workbook_format(workbook, "workbook.chart.ranking");
	g_autoptr(GString) words = g_string_new(title);
	lxw_row_t last = TK_FIRST_ROW + n - 1;
	lxw_chart *chart = tk_chart_new(tab, LXW_CHART_BAR, title);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	chart_series_set_categories(series, data_name(workbook), TK_FIRST_ROW, COL_PLACED, last,
				    COL_PLACED);
	chart_series_set_values(series, data_name(workbook), TK_FIRST_ROW, COL_PLACED_SHARE, last,
				COL_PLACED_SHARE);
	chart_series_set_name(series, tk_workbook_text(workbook, "workbook.name.progress"));
	fill_series(workbook, series, TK_MID);
	tk_chart_label_percents(workbook, series);
	chart_set_series_gap(chart, 40);
	tk_chart_dress_bars(workbook, chart, "region");
	chart_axis_set_interval_unit(chart->y_axis, 1);
	for (unsigned i = 0; i < n; i++)
		add_words(words, workbook, i, tk_region_name(workbook, placed[i]),
			  tk_measures_region(picture->now, placed[i], TK_ALL_AREAS)->progress);
	insert(tab, chart, 1, 1, MAX(GRID_ROWS, n + 6), words->str);
}

void tk_tab_charts(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	g_autofree unsigned *placed = g_new0(unsigned, picture->dataset->n_regions);
	unsigned n = rank(tab->workbook, placed);

	if (picture->now->n_reported == 0) {
		tk_tab_nothing(tab, "workbook.nothing");
		return;
	}
	tk_tab_made_up(tab);
	chart_areas(tab);
	chart_trend(tab);
	chart_classes(tab);
	if (n > 0 && n <= MOST_RANKED)
		chart_ranking(tab, placed, n);
	worksheet_fit_to_pages(tab->sheet, 1, 1);
}
