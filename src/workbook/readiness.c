#include "workbook-imp.h"

/* The sheet of readiness: under way and done, two columns an area. */

#define PAIR_WIDTH 14.0

static lxw_col_t pair_col(unsigned area, bool done)
{
	return (lxw_col_t)(1 + 2 * area + done);
}

/* The area's name stands in the heads of the sheet of progress. */
static char *area_name_cell(const struct tk_workbook *workbook, unsigned area)
{
	lxw_col_t col = (lxw_col_t)(1 + area);
	g_autofree char *letters = tk_column_name(col);
	g_autofree char *cell =
		tk_formula_cell(tk_tab_text(workbook, "progress", "name"), TK_HEAD_ROW, col);
	char *bang = strrchr(cell, '!');

	*bang = '\0';
	return g_strdup_printf("%s!$%s$%d", cell, letters, TK_HEAD_ROW + 1);
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
	unsigned n_areas = workbook->picture->dataset->n_areas, lines = 1;

	tk_tab_head(tab, 0, tk_workbook_text(workbook, "region"), 22, false);
	for (unsigned i = 0; i < 2 * (n_areas + 1); i++) {
		const char *name = tk_area_name(workbook, i / 2 < n_areas ? i / 2 : TK_ALL_AREAS);
		g_autofree char *text = tk_text_format(workbook->kit->texts, workbook->lang,
						       i % 2 ? "workbook.col.area-done"
							     : "workbook.col.area-under-way",
						       "area", name, NULL);

		tk_tab_head(tab, (lxw_col_t)(1 + i), text, PAIR_WIDTH, true);
		lines = MAX(lines, tk_lines(text, PAIR_WIDTH - 1));
	}
	tk_tab_heads_end(tab, lines);
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
}
