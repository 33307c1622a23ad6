#include "workbook-imp.h"

/* The sheet of change: now, before, the change and what it is made of, in percentage points. */

static const struct tk_column fixed[] = {
	{"unit", 22, false},         {"now", 13, true},      {"before", 11, true},
	{"change", 11, true},        {"moves", 11, true},    {"window-change", 19, true},
	{"applicability", 14, true}, {"coverage", 14, true}, {"check", 14, true},
};

enum {
	COL_UNIT,
	COL_NOW,
	COL_BEFORE,
	COL_CHANGE,
	COL_MOVES,
	COL_WINDOW,
	COL_APPLICABILITY,
	COL_COVERAGE,
	COL_CHECK,
	N_FIXED
};

G_STATIC_ASSERT(COL_CHANGE == TK_CHANGE_COL);

/* One row: a region, a cooperation area or the country. */
struct unit {
	const char *name;
	/** [area]; before is NULL where there is no period before. */
	const struct tk_figures *now, *before;
	const struct tk_change *changes;
	/** Where progress now stands on its own sheet; NULL: nowhere. */
	const char *now_sheet;
	lxw_row_t now_row;
	bool strong;
};

/* Zero when the parts add up to the change; the sheet works it out anew. */
static void put_check(struct tk_tab *tab, bool strong)
{
	unsigned row = tab->row + 1;
	g_autofree char *formula = g_strdup_printf("=ROUND(D%u-SUM(E%u:H%u),9)", row, row, row);

	tk_put_formula(tab, COL_CHECK, formula, 0,
		       tk_tab_format(tab, strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT));
}

static void put_parts(struct tk_tab *tab, const struct tk_change *change, bool strong)
{
	g_autofree char *formula = g_strdup_printf("=100*(B%u-C%u)", tab->row + 1, tab->row + 1);

	tk_put_points(tab, COL_CHANGE, change->whole, tab->workbook->live ? formula : NULL, strong);
	tk_put_points(tab, COL_MOVES, change->moves, NULL, strong);
	tk_put_points(tab, COL_WINDOW, change->window, NULL, strong);
	tk_put_points(tab, COL_APPLICABILITY, change->applicability, NULL, strong);
	tk_put_points(tab, COL_COVERAGE, change->coverage, NULL, strong);
	if (change->whole.den > 0)
		put_check(tab, strong);
	else
		tk_put_none(tab, COL_CHECK, strong);
}

/* The area's change against what it was before, which the formula tells as k/n. */
static void put_area_change(struct tk_tab *tab, const struct unit *unit, unsigned area)
{
	struct tk_share before = unit->before[area].progress;
	g_autofree char *cell = tk_formula_cell(unit->now_sheet, unit->now_row,
						tk_progress_col(tab->workbook, area));
	g_autofree char *formula = g_strdup_printf(
		"=100*(%s-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ")", cell, before.k, before.n);

	tk_put_points(tab, (lxw_col_t)(N_FIXED + area), unit->changes[area].whole,
		      tab->workbook->live ? formula : NULL, unit->strong);
}

static void put_unit(struct tk_tab *tab, const struct unit *unit)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;
	lxw_col_t total = (lxw_col_t)(1 + n_areas);
	g_autofree char *cell = tk_formula_cell(unit->now_sheet, unit->now_row, total);
	g_autofree char *formula = g_strconcat("=", cell, NULL);

	tk_put_share(tab, COL_NOW, unit->now[n_areas].progress,
		     tab->workbook->live ? formula : NULL, unit->strong);
	tk_put_percent(tab, COL_BEFORE, unit->before[n_areas].progress, NULL, unit->strong);
	put_parts(tab, &unit->changes[n_areas], unit->strong);
	for (unsigned a = 0; a < n_areas; a++)
		put_area_change(tab, unit, a);
}

static void put_name(struct tk_tab *tab, const char *name, bool strong)
{
	tk_put_text(tab, COL_UNIT, name, strong ? TK_STYLE_STRONG_TEXT : TK_STYLE_TEXT);
}

static void put_country(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	struct unit unit = {
		.now = tk_measures_country(picture->now, 0),
		.before = tk_measures_country(picture->before, 0),
		.changes = tk_picture_change_country(picture, 0),
		.now_sheet = tk_tab_text(tab->workbook, "progress", "name"),
		.now_row = TK_COUNTRY_ROW,
		.strong = true,
	};

	put_name(tab, tk_workbook_text(tab->workbook, "country"), true);
	put_unit(tab, &unit);
}

static void put_coop(struct tk_tab *tab, unsigned coop)
{
	const struct tk_picture *picture = tab->workbook->picture;
	struct unit unit = {
		.now = tk_measures_coop(picture->now, coop, 0),
		.before = tk_measures_coop(picture->before, coop, 0),
		.changes = tk_picture_change_coop(picture, coop, 0),
		.now_sheet = tk_tab_text(tab->workbook, "coops", "name"),
		.now_row = TK_REGION_ROW + coop,
	};

	put_name(tab, tk_names_in(&picture->dataset->coops[coop].name, tab->workbook->lang), false);
	put_unit(tab, &unit);
}

/* \param index  The region's place by name, which is its place on the sheet of progress too. */
static void put_region(struct tk_tab *tab, unsigned index)
{
	const struct tk_picture *picture = tab->workbook->picture;
	unsigned region = tab->workbook->order[index];
	lxw_col_t last = (lxw_col_t)(N_FIXED + picture->dataset->n_areas - 1);
	struct unit unit = {
		.now = tk_measures_region(picture->now, region, 0),
		.before = tk_measures_region(picture->before, region, 0),
		.changes = tk_picture_change_region(picture, region, 0),
		.now_sheet = tk_tab_text(tab->workbook, "progress", "name"),
		.now_row = TK_REGION_ROW + index,
	};

	put_name(tab, tk_region_name(tab->workbook, region), false);
	if (picture->now->reported[region])
		put_unit(tab, &unit);
	else
		tk_put_no_data(tab, COL_NOW, last, region);
}

static void put_heads(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n_areas = workbook->picture->dataset->n_areas;

	for (unsigned i = 0; i < N_FIXED + n_areas; i++) {
		bool area = i >= N_FIXED;
		g_autofree char *key =
			area ? NULL : g_strconcat("workbook.col.", fixed[i].key, NULL);
		g_autofree char *text =
			area ? tk_text_format(workbook->kit->texts, workbook->lang,
					      "workbook.col.area-change", "area",
					      tk_area_name(workbook, i - N_FIXED), NULL)
			     : tk_workbook_format(workbook, key);
		double width = area ? 15 : fixed[i].width;

		tk_tab_head(tab, (lxw_col_t)i, text, width, area || fixed[i].number);
	}
	tk_tab_heads_end(tab);
}

/* Rows: the country, the regions, a blank one and a heading, the cooperation areas. */
lxw_row_t tk_change_country_row(void)
{
	return TK_FIRST_ROW;
}

lxw_row_t tk_change_region_row(unsigned index)
{
	return TK_FIRST_ROW + 1 + index;
}

lxw_row_t tk_change_coop_row(const struct tk_workbook *workbook, unsigned coop)
{
	return tk_change_region_row(workbook->picture->dataset->n_regions) + 2 + coop;
}

static void put_coops(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->dataset->n_coops;

	if (n == 0)
		return;
	tab->row = tk_change_coop_row(workbook, 0) - 1;
	tk_put_text(tab, COL_UNIT, tk_workbook_text(workbook, "workbook.coops.name"),
		    TK_STYLE_SECTION);
	for (lxw_col_t col = 1; col < tab->n_cols; col++)
		tk_put_blank(tab, col, TK_STYLE_SECTION);
	for (unsigned c = 0; c < n; c++) {
		tab->row = tk_change_coop_row(workbook, c);
		put_coop(tab, c);
	}
	tk_tab_class_rules(tab, tk_change_coop_row(workbook, 0), COL_NOW,
			   tk_change_coop_row(workbook, n - 1), COL_NOW);
}

void tk_tab_change(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;

	put_heads(tab);
	if (!picture->before) {
		tk_put_text(tab, COL_UNIT, tk_workbook_text(tab->workbook, "workbook.change.none"),
			    TK_STYLE_NOTE);
		tab->row++;
		tk_tab_close(tab);
		return;
	}
	put_country(tab);
	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		tab->row++;
		put_region(tab, i);
	}
	tab->row++;
	tk_tab_close(tab);
	tk_tab_class_rules(tab, tk_change_country_row(), COL_NOW, tab->row - 1, COL_NOW);
	put_coops(tab);
}
