#include "workbook-imp.h"

/* The sheet of readiness: under way and done, two columns an area. */

#define PAIR_WIDTH 14.0

static lxw_col_t pair_col(unsigned area, bool done)
{
	return (lxw_col_t)(1 + 2 * area + done);
}

lxw_col_t tk_readiness_col(const struct tk_workbook *workbook, unsigned area, bool done)
{
	return pair_col(MIN(area, workbook->picture->dataset->n_areas), done);
}

/* The area's name stands in the heads of the sheet of progress. */
static char *area_name_cell(const struct tk_workbook *workbook, unsigned area)
{
	lxw_col_t col = (lxw_col_t)(1 + area);

	return tk_formula_fixed(tk_tab_text(workbook, "progress", "name"), TK_HEAD_ROW, col);
}

static void put_pair(struct tk_tab *tab, unsigned area, const struct tk_figures *figures,
		     const struct tk_criteria *criteria, bool strong)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *under_way = NULL, *done = NULL;

	if (workbook->live) {
		under_way = tk_formula_share(workbook, TK_MEASURE_UNDER_WAY, criteria);
		done = tk_formula_share(workbook, TK_MEASURE_DONE, criteria);
	}
	tk_put_percent(tab, pair_col(area, false), figures->under_way, under_way, strong);
	tk_put_percent(tab, pair_col(area, true), figures->done, done, strong);
}

static void put_pairs(struct tk_tab *tab, const struct tk_figures *row, struct tk_criteria criteria,
		      bool strong)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;

	for (unsigned a = 0; a <= n_areas; a++) {
		g_autofree char *area = a < n_areas ? area_name_cell(tab->workbook, a) : NULL;

		criteria.area = area;
		put_pair(tab, a, &row[a], &criteria, strong);
	}
}

static void put_region(struct tk_tab *tab, unsigned region)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	g_autofree char *own = g_strdup_printf("$A%u", tab->row + 1);
	struct tk_criteria criteria = {.region = own};

	tk_put_text(tab, 0, tk_region_name(workbook, region), TK_STYLE_TEXT);
	if (now->reported[region])
		put_pairs(tab, tk_measures_region(now, region, 0), criteria, false);
	else
		tk_put_no_data(tab, 1, pair_col(now->dataset->n_areas, true), region);
}

static void put_heads(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n_areas = workbook->picture->dataset->n_areas;

	tk_tab_head(tab, 0, tk_workbook_text(workbook, "region"), 22, false);
	for (unsigned i = 0; i < 2 * (n_areas + 1); i++) {
		const char *name = tk_area_name(workbook, i / 2 < n_areas ? i / 2 : TK_ALL_AREAS);
		g_autofree char *text = tk_text_format(workbook->kit->texts, workbook->lang,
						       i % 2 ? "workbook.col.area-done"
							     : "workbook.col.area-under-way",
						       "area", name, NULL);

		tk_tab_head(tab, (lxw_col_t)(1 + i), text, PAIR_WIDTH, true);
	}
	tk_tab_heads_end(tab);
}

/* Under the regions, out of their filter. */
static void put_medians(struct tk_tab *tab)
{
	const struct tk_measures *now = tab->workbook->picture->now;
	unsigned n_areas = now->dataset->n_areas;

	tk_put_text(tab, 0, tk_workbook_text(tab->workbook, "workbook.median"),
		    TK_STYLE_STRONG_TEXT);
	for (unsigned a = 0; a <= n_areas; a++) {
		unsigned area = a < n_areas ? a : TK_ALL_AREAS;

		tk_put_median(tab, pair_col(a, false),
			      tk_measures_median(now, TK_MEASURE_UNDER_WAY, area), false);
		tk_put_median(tab, pair_col(a, true),
			      tk_measures_median(now, TK_MEASURE_DONE, area), false);
	}
}

static void name_under_way(struct tk_tab *tab, lxw_row_t row, const struct tk_figures *figures,
			   const char *id, const char *unit)
{
	struct tk_share share = figures->under_way;

	if (share.n > 0)
		tk_name_cell(tab, row, tk_readiness_col(tab->workbook, TK_ALL_AREAS, false),
			     g_strjoin(", ",
				       tk_workbook_text(tab->workbook, "workbook.name.under-way"),
				       unit, NULL),
			     tk_share_value(share), TK_STYLE_PERCENT, "tk", "under_way", id, NULL);
}

static void name_figures(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;

	name_under_way(tab, TK_COUNTRY_ROW, tk_measures_country(now, TK_ALL_AREAS), "country",
		       tk_workbook_text(workbook, "country"));
	for (unsigned i = 0; i < now->dataset->n_regions && workbook->live; i++) {
		unsigned region = workbook->order[i];

		if (now->reported[region])
			name_under_way(tab, TK_REGION_ROW + i,
				       tk_measures_region(now, region, TK_ALL_AREAS),
				       now->dataset->regions[region].id,
				       tk_region_name(workbook, region));
	}
}

void tk_tab_readiness(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	unsigned n_areas = now->dataset->n_areas;
	struct tk_criteria all = {NULL, NULL, NULL};

	put_heads(tab);
	tk_put_text(tab, 0, tk_workbook_text(workbook, "workbook.tasks"), TK_STYLE_COUNT_TEXT);
	for (unsigned a = 0; a <= n_areas; a++) {
		tk_put_int(tab, pair_col(a, false), tk_measures_tasks(now, a), TK_STYLE_COUNT_INT);
		tk_put_int(tab, pair_col(a, true), tk_measures_tasks(now, a), TK_STYLE_COUNT_INT);
	}
	tab->row = TK_COUNTRY_ROW;
	tk_put_text(tab, 0, tk_workbook_text(workbook, "country"), TK_STYLE_STRONG_TEXT);
	put_pairs(tab, tk_measures_country(now, 0), all, true);
	for (unsigned i = 0; i < now->dataset->n_regions; i++) {
		tab->row++;
		put_region(tab, workbook->order[i]);
	}
	tab->row++;
	tk_tab_close(tab);
	put_medians(tab);
	name_figures(tab);
}
