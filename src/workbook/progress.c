#include "workbook-imp.h"

/* The sheets of progress: regions by areas, and cooperation areas by areas. */

static char *area_cell(lxw_col_t col)
{
	g_autofree char *letters = tk_column_name(col);

	return g_strdup_printf("%s$%d", letters, TK_HEAD_ROW + 1);
}

/* Shares of one unit in every area and in all, from the second column on. */
static void put_shares(struct tk_tab *tab, const struct tk_figures *row,
		       struct tk_criteria criteria, bool strong)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;

	for (unsigned a = 0; a <= n_areas; a++) {
		lxw_col_t col = (lxw_col_t)(1 + a);
		g_autofree char *area = a < n_areas ? area_cell(col) : NULL;
		g_autofree char *formula = NULL;

		criteria.area = area;
		if (tab->workbook->live)
			formula = tk_formula_share(tab->workbook, TK_MEASURE_PROGRESS, &criteria);
		tk_put_share(tab, col, row[a].progress, formula, strong);
	}
}

/* The catalogue's tasks in the window under each head. */
static void put_counts(struct tk_tab *tab)
{
	const struct tk_measures *now = tab->workbook->picture->now;
	unsigned n_areas = now->dataset->n_areas;

	tk_put_text(tab, 0, tk_workbook_text(tab->workbook, "workbook.tasks-in-window"),
		    TK_STYLE_COUNT_TEXT);
	for (unsigned a = 0; a <= n_areas; a++)
		tk_put_int(tab, (lxw_col_t)(1 + a), tk_measures_window_tasks(now, a),
			   TK_STYLE_COUNT_INT);
}

/* ---- Regions ---- */

/* Columns after the areas and their total. */
static const struct tk_column region_extra[] = {
	{"rank", 8, true},
	{"change", 11, true},
	{"done", 11, true},
	{"late", 11, true},
};

enum { EXTRA_RANK, EXTRA_CHANGE, EXTRA_DONE, EXTRA_LATE, N_EXTRA };

lxw_col_t tk_progress_col(const struct tk_workbook *workbook, unsigned area)
{
	unsigned n_areas = workbook->picture->dataset->n_areas;

	return (lxw_col_t)(1 + MIN(area, n_areas));
}

static lxw_col_t extra_col(const struct tk_tab *tab, unsigned extra)
{
	return (lxw_col_t)(2 + tab->workbook->picture->dataset->n_areas + extra);
}

static void put_done_and_late(struct tk_tab *tab, const struct tk_figures *all,
			      const struct tk_criteria *criteria, bool strong)
{
	struct tk_workbook *workbook = tab->workbook;
	enum tk_style style = strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT;
	lxw_col_t done = extra_col(tab, EXTRA_DONE), late = extra_col(tab, EXTRA_LATE);

	if (!workbook->live) {
		tk_put_percent(tab, done, all->done, NULL, strong);
		tk_put_int(tab, late, all->n_late, style);
		return;
	}
	g_autofree char *share = tk_formula_share(workbook, TK_MEASURE_DONE, criteria);
	g_autofree char *count = tk_formula_late(workbook, criteria);

	tk_put_percent(tab, done, all->done, share, strong);
	tk_put_formula(tab, late, count, (double)all->n_late, tk_tab_format(tab, style));
}

/* The change as the sheet of changes has it. */
static void put_change(struct tk_tab *tab, lxw_col_t col, const struct tk_change *change,
		       lxw_row_t row, bool strong)
{
	struct tk_fraction whole = change ? change->whole : (struct tk_fraction){0, 0};
	g_autofree char *cell =
		tk_formula_cell(tk_tab_text(tab->workbook, "change", "name"), row, TK_CHANGE_COL);
	g_autofree char *formula = g_strconcat("=", cell, NULL);

	tk_put_points(tab, col, whole, tab->workbook->live ? formula : NULL, strong);
}

static void put_country(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	struct tk_criteria all = {NULL, NULL, NULL};

	tk_put_text(tab, 0, tk_workbook_text(workbook, "country"), TK_STYLE_STRONG_TEXT);
	put_shares(tab, tk_measures_country(picture->now, 0), all, true);
	tk_put_blank(tab, extra_col(tab, EXTRA_RANK), TK_STYLE_STRONG_TEXT);
	put_change(tab, extra_col(tab, EXTRA_CHANGE),
		   tk_picture_change_country(picture, TK_ALL_AREAS), tk_change_country_row(), true);
	put_done_and_late(tab, tk_measures_country(picture->now, TK_ALL_AREAS), &all, true);
}

/* Ranks are of exact shares, and so are those of the formula. */
static void put_rank(struct tk_tab *tab, unsigned region)
{
	const struct tk_dataset *dataset = tab->workbook->picture->dataset;
	unsigned rank =
		tk_picture_rank(tab->workbook->picture, TK_MEASURE_PROGRESS, region, TK_ALL_AREAS);
	lxw_col_t col = extra_col(tab, EXTRA_RANK), total = (lxw_col_t)(col - 1);
	g_autofree char *own = tk_formula_cell(NULL, tab->row, total);
	g_autofree char *letters = tk_column_name(total);

	if (rank == 0) {
		tk_put_none(tab, col, false);
		return;
	}
	if (!tab->workbook->live) {
		tk_put_int(tab, col, rank, TK_STYLE_INT);
		return;
	}
	g_autofree char *formula =
		g_strdup_printf("=RANK(%s,$%s$%u:$%s$%u)", own, letters, TK_REGION_ROW + 1, letters,
				TK_REGION_ROW + dataset->n_regions);

	tk_put_formula(tab, col, formula, rank, tk_tab_format(tab, TK_STYLE_INT));
}

static void put_region(struct tk_tab *tab, unsigned region)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	g_autofree char *own = g_strdup_printf("$A%u", tab->row + 1);
	struct tk_criteria criteria = {.region = own};

	tk_put_text(tab, 0, tk_region_name(workbook, region), TK_STYLE_TEXT);
	if (!picture->now->reported[region]) {
		tk_put_no_data(tab, 1, (lxw_col_t)(extra_col(tab, 0) - 1), region);
		for (unsigned i = 0; i < N_EXTRA; i++)
			tk_put_none(tab, extra_col(tab, i), false);
		return;
	}
	put_shares(tab, tk_measures_region(picture->now, region, 0), criteria, false);
	put_rank(tab, region);
	put_change(tab, extra_col(tab, EXTRA_CHANGE),
		   tk_picture_change_region(picture, region, TK_ALL_AREAS),
		   tk_change_region_row(tab->row - TK_REGION_ROW), false);
	put_done_and_late(tab, tk_measures_region(picture->now, region, TK_ALL_AREAS), &criteria,
			  false);
}

static void put_extra_heads(struct tk_tab *tab)
{
	for (unsigned i = 0; i < N_EXTRA; i++) {
		g_autofree char *key = g_strconcat("workbook.col.", region_extra[i].key, NULL);
		const char *text = tk_workbook_text(tab->workbook, key);

		tk_tab_head(tab, extra_col(tab, i), text, region_extra[i].width, true);
	}
}

/* Under the regions, out of their filter. */
static void put_median(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	unsigned n_areas = now->dataset->n_areas;
	struct tk_fraction late = tk_measures_median_late(now, TK_ALL_AREAS);
	lxw_col_t col = extra_col(tab, EXTRA_LATE);
	g_autofree char *range = tk_formula_range(NULL, TK_REGION_ROW, col, tab->row - 1, col);
	g_autofree char *formula = g_strdup_printf("=MEDIAN(%s)", range);

	tk_put_text(tab, 0, tk_workbook_text(workbook, "workbook.median"), TK_STYLE_STRONG_TEXT);
	for (unsigned a = 0; a <= n_areas; a++)
		tk_put_median(tab, (lxw_col_t)(1 + a),
			      tk_measures_median(now, TK_MEASURE_PROGRESS,
						 a < n_areas ? a : TK_ALL_AREAS),
			      true);
	tk_put_blank(tab, extra_col(tab, EXTRA_RANK), TK_STYLE_STRONG_TEXT);
	tk_put_blank(tab, extra_col(tab, EXTRA_CHANGE), TK_STYLE_STRONG_TEXT);
	tk_put_median(tab, extra_col(tab, EXTRA_DONE),
		      tk_measures_median(now, TK_MEASURE_DONE, TK_ALL_AREAS), false);
	if (late.den == 0)
		tk_put_none(tab, col, true);
	else if (workbook->live)
		tk_put_formula(tab, col, formula, (double)late.num / (double)late.den,
			       tk_tab_format(tab, TK_STYLE_STRONG_NUMBER));
	else
		tk_put_number(tab, col, (double)late.num / (double)late.den,
			      TK_STYLE_STRONG_NUMBER);
}

/* "Eteneminen, Kainuu, ICT" */
static char *figure_words(const struct tk_workbook *workbook, const char *key, const char *unit,
			  unsigned area)
{
	const char *what = tk_workbook_text(workbook, key);
	bool all = area >= workbook->picture->dataset->n_areas;

	return g_strjoin(", ", what, unit, all ? NULL : tk_area_name(workbook, area), NULL);
}

/* \param unit  NULL: the country. */
static void name_row(struct tk_tab *tab, lxw_row_t row, const struct tk_figures *figures,
		     const char *id, const char *unit)
{
	const struct tk_dataset *dataset = tab->workbook->picture->dataset;
	unsigned n = dataset->n_areas;

	for (unsigned i = 0; i <= n; i++) {
		/* All areas first. */
		unsigned a = i == 0 ? n : i - 1;

		if (figures[a].progress.n > 0)
			tk_name_cell(tab, row, (lxw_col_t)(1 + a),
				     figure_words(tab->workbook, "workbook.name.progress", unit, a),
				     tk_share_value(figures[a].progress), TK_STYLE_PERCENT, "tk",
				     "progress", id, a < n ? dataset->areas[a].id : NULL, NULL);
	}
	if (figures[n].done.n > 0)
		tk_name_cell(tab, row, extra_col(tab, EXTRA_DONE),
			     figure_words(tab->workbook, "workbook.name.done", unit, n),
			     tk_share_value(figures[n].done), TK_STYLE_PERCENT, "tk", "done", id,
			     NULL);
	tk_name_cell(tab, row, extra_col(tab, EXTRA_LATE),
		     figure_words(tab->workbook, "workbook.name.late", unit, n),
		     (double)figures[n].n_late, TK_STYLE_INT, "tk", "late", id, NULL);
}

static void name_change(struct tk_tab *tab)
{
	const struct tk_change *change =
		tk_picture_change_country(tab->workbook->picture, TK_ALL_AREAS);
	const char *country = tk_workbook_text(tab->workbook, "country");

	if (change && change->whole.den > 0)
		tk_name_cell(
			tab, TK_COUNTRY_ROW, extra_col(tab, EXTRA_CHANGE),
			figure_words(tab->workbook, "workbook.name.change", country, TK_ALL_AREAS),
			tk_fraction_value(change->whole), TK_STYLE_POINTS, "tk", "change",
			"country", NULL);
}

static void name_figures(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	struct tk_fraction median = tk_measures_median(now, TK_MEASURE_PROGRESS, TK_ALL_AREAS);
	const char *country = tk_workbook_text(workbook, "country");

	name_row(tab, TK_COUNTRY_ROW, tk_measures_country(now, 0), "country", country);
	name_change(tab);
	if (median.den > 0)
		tk_name_cell(tab, tab->row, tk_progress_col(workbook, TK_ALL_AREAS),
			     figure_words(workbook, "workbook.name.progress",
					  tk_workbook_text(workbook, "workbook.median"),
					  TK_ALL_AREAS),
			     (double)median.num / (double)median.den, TK_STYLE_PERCENT, "tk",
			     "progress", "median", NULL);
	for (unsigned i = 0; i < now->dataset->n_regions && workbook->live; i++) {
		unsigned region = workbook->order[i];

		if (now->reported[region])
			name_row(tab, TK_REGION_ROW + i, tk_measures_region(now, region, 0),
				 now->dataset->regions[region].id,
				 tk_region_name(workbook, region));
	}
}

void tk_tab_progress(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;

	tk_tab_head(tab, 0, tk_workbook_text(workbook, "region"), 22, false);
	tk_put_area_heads(tab, 1);

	put_extra_heads(tab);
	tk_tab_heads_end(tab);
	put_counts(tab);
	for (unsigned i = 0; i < N_EXTRA; i++)
		tk_put_blank(tab, extra_col(tab, i), TK_STYLE_COUNT_TEXT);
	tk_put_int(tab, extra_col(tab, EXTRA_DONE), tk_measures_tasks(picture->now, TK_ALL_AREAS),
		   TK_STYLE_COUNT_INT);
	tab->row = TK_COUNTRY_ROW;
	put_country(tab);
	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		tab->row++;
		put_region(tab, workbook->order[i]);
	}
	tab->row++;
	tk_tab_close(tab);
	put_median(tab);
	name_figures(tab);
	tk_tab_class_rules(tab, TK_COUNTRY_ROW, 1, tab->row, (lxw_col_t)(extra_col(tab, 0) - 1));
}

/* ---- Cooperation areas ---- */

static unsigned regions_of(const struct tk_dataset *dataset, unsigned coop)
{
	unsigned n = 0;

	for (unsigned r = 0; r < dataset->n_regions; r++)
		n += dataset->regions[r].coop == coop;
	return n;
}

static void put_coop_extra(struct tk_tab *tab, unsigned n_regions, unsigned n_reported, bool strong)
{
	lxw_col_t col = extra_col(tab, 0);
	enum tk_style style = strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT;

	tk_put_int(tab, (lxw_col_t)(col + 1), n_regions, style);
	tk_put_int(tab, (lxw_col_t)(col + 2), n_reported, style);
}

static void put_coop(struct tk_tab *tab, unsigned coop)
{
	const struct tk_picture *picture = tab->workbook->picture;
	const struct tk_dataset *dataset = picture->dataset;
	g_autofree char *own = g_strdup_printf("$A%u", tab->row + 1);
	struct tk_criteria criteria = {.coop = own};

	tk_put_text(tab, 0, tk_names_in(&dataset->coops[coop].name, tab->workbook->lang),
		    TK_STYLE_TEXT);
	put_shares(tab, tk_measures_coop(picture->now, coop, 0), criteria, false);
	put_change(tab, extra_col(tab, 0), tk_picture_change_coop(picture, coop, TK_ALL_AREAS),
		   tk_change_coop_row(tab->workbook, coop), false);
	put_coop_extra(tab, regions_of(dataset, coop), picture->now->coop_reported[coop], false);
}

static void put_coop_country(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	struct tk_criteria all = {NULL, NULL, NULL};

	tk_put_text(tab, 0, tk_workbook_text(tab->workbook, "country"), TK_STYLE_STRONG_TEXT);
	put_shares(tab, tk_measures_country(picture->now, 0), all, true);
	put_change(tab, extra_col(tab, 0), tk_picture_change_country(picture, TK_ALL_AREAS),
		   tk_change_country_row(), true);
	put_coop_extra(tab, picture->dataset->n_regions, picture->now->n_reported, true);
}

static const struct tk_column coop_extra[] = {
	{"change", 11, true},
	{"regions", 11, true},
	{"reported", 14, true},
};

void tk_tab_coops(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	lxw_col_t extra = extra_col(tab, 0);

	tk_tab_head(tab, 0, tk_workbook_text(workbook, "workbook.col.coop"), 22, false);
	tk_put_area_heads(tab, 1);

	for (unsigned i = 0; i < G_N_ELEMENTS(coop_extra); i++) {
		g_autofree char *key = g_strconcat("workbook.col.", coop_extra[i].key, NULL);

		const char *text = tk_workbook_text(workbook, key);

		tk_tab_head(tab, (lxw_col_t)(extra + i), text, coop_extra[i].width, true);
	}
	tk_tab_heads_end(tab);
	put_counts(tab);
	for (unsigned i = 0; i < G_N_ELEMENTS(coop_extra); i++)
		tk_put_blank(tab, (lxw_col_t)(extra + i), TK_STYLE_COUNT_TEXT);
	tab->row = TK_COUNTRY_ROW;
	put_coop_country(tab);
	for (unsigned c = 0; c < workbook->picture->dataset->n_coops; c++) {
		tab->row++;
		put_coop(tab, c);
	}
	tab->row++;
	tk_tab_close(tab);
	tk_tab_class_rules(tab, TK_COUNTRY_ROW, 1, tab->row - 1, (lxw_col_t)(extra - 1));
}
